"""What a mail address is, and when a code proves that it belongs to somebody; plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hmac import compare_digest
from typing import Final

from oneseal.identity.errors import (
    MailAddressWrong,
    MailCodeOver,
    MailCodesUsedUp,
    MailCodeTooSoon,
    MailCodeWrong,
)

CODE_DIGITS: Final = 6
_LONGEST: Final = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
_LONGEST_NAME: Final = 64  # RFC 5321, 4.5.3.1.1
_FORBIDDEN: Final = frozenset('()<>[]:;,\\"')


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """How long a code lives, how often it may be wrong, and how often codes are sent; the city's own settings."""

    life_minutes: int
    wrong_tries: int
    resend_seconds: int
    most_per_day: int

    @classmethod
    def of(cls, told: Mapping[str, int]) -> CodeLimits:
        """Return the limits that the settings name."""
        return cls(told["life_minutes"], told["wrong_tries"], told["resend_seconds"], told["most_per_day"])


@dataclass(frozen=True, slots=True)
class CodeSent:
    """The latest code of somebody (empty: none waits), and how many were sent on its day."""

    code: str
    sent_at: datetime | None
    wrong: int
    sent_on: date | None
    count: int


def mail_address(text: str) -> str:
    """Return an address to which a mail can be sent.

    Raises:
        MailAddressWrong.
    """
    address = text.strip()
    name, at, host = address.rpartition("@")
    is_plain = address.isascii() and address.isprintable() and " " not in address and not _FORBIDDEN & set(address)
    has_parts = bool(at) and 0 < len(name) <= _LONGEST_NAME and "@" not in name
    labels = host.split(".")
    is_host = len(labels) > 1 and all(label and label.strip("-") == label for label in labels)
    if not (is_plain and has_parts and is_host and len(address) <= _LONGEST):
        raise MailAddressWrong("not a mail address")
    return address


def sent_before(sent: CodeSent, *, on: date) -> int:
    """Return how many codes were sent on a day."""
    return sent.count if sent.sent_on == on else 0


def require_may_send(sent: CodeSent, limits: CodeLimits, *, now: datetime, on: date) -> None:
    """Refuse a further code right after the last one, or when the day's are used up: mail is not for pestering others.

    Raises:
        MailCodeTooSoon, MailCodesUsedUp.
    """
    if sent_before(sent, on=on) >= limits.most_per_day:
        raise MailCodesUsedUp("no more codes today", most=limits.most_per_day)
    if sent.sent_at is None:
        return
    wait = sent.sent_at + timedelta(seconds=limits.resend_seconds) - now
    if wait > timedelta(0):
        raise MailCodeTooSoon("a code was just sent", seconds=-(-wait // timedelta(seconds=1)))


def require_code(sent: CodeSent, told: str, limits: CodeLimits, *, now: datetime) -> None:
    """Refuse a code that is not the one that waits.

    Raises:
        MailCodeOver: none waits, too old, or wrong too often. MailCodeWrong.
    """
    is_old = sent.sent_at is None or now >= sent.sent_at + timedelta(minutes=limits.life_minutes)
    if not sent.code or is_old or sent.wrong >= limits.wrong_tries:
        raise MailCodeOver("no code waits")
    if not compare_digest(sent.code.encode(), "".join(told.split()).encode()):
        raise MailCodeWrong("not the code", left=limits.wrong_tries - sent.wrong - 1)
