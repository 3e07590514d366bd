"""Ask an outside system: bounded in time, recorded, and cut off for a while when it keeps failing.

A failing outside system costs a caller three short waits, then nothing for half a minute; nothing that
a person does waits for one, because every call is made by a background job. The one exception is the order
of a payment (docs/adr): it waits at most as long as a call may take.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from django.conf import settings

from oneseal.foundation.outside.models import OutsideCall
from oneseal.foundation.outside.wire import HEADER, answering, is_signed, packed, signature, unpacked
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id

log = structlog.get_logger("oneseal.outside")
TIMEOUT_SECONDS: Final = 3.0
FAILURES_BEFORE_CUT: Final = 3
CUT_SECONDS: Final = 30.0
LARGEST_ANSWER: Final = 1024 * 1024
MAIL: Final = "mail"
Answer = TypeVar("Answer")


class Outcome(StrEnum):
    """Name how a call ended."""

    ANSWERED = "answered"
    NOT_CONNECTED = "not_connected"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    MALFORMED = "malformed"
    REFUSED = "refused"
    CUT_OFF = "cut_off"


class OutsideNoAnswer(RuleError):
    """An outside system gave no usable answer; `outcome` says how."""

    code = "outside.no_answer"

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"no usable answer: {outcome.value}", outcome=outcome.value)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Question:
    """One question: which system, what is asked, and for which subject and purpose."""

    system: str
    path: str
    content: Mapping[str, Any]
    purpose: str
    subject: tuple[str, UUID]


@dataclass(slots=True)
class _Breaker:
    failures: int = 0
    closed_until: float = 0.0

    def is_open(self) -> bool:
        return time.monotonic() >= self.closed_until

    def note(self, *, has_failed: bool) -> None:
        self.failures = self.failures + 1 if has_failed else 0
        if self.failures >= FAILURES_BEFORE_CUT:
            self.failures, self.closed_until = 0, time.monotonic() + CUT_SECONDS


@dataclass(slots=True)
class _Breakers:
    kept: dict[str, _Breaker] = field(default_factory=dict)

    def of(self, system: str) -> _Breaker:
        return self.kept.setdefault(system, _Breaker())


_breakers = _Breakers()


def forget_failures() -> None:
    """Let every system be asked again at once; for tests, and after a fault was switched off."""
    _breakers.kept.clear()


def is_connected(system: str) -> bool:
    """Return True when the settings name where a system is; the mail server has a setting of its own."""
    return bool(settings.ONESEAL_MAIL) if system == MAIL else system in settings.ONESEAL_OUTSIDE


def notice_read(system: str, *, path: str, header: str, body: bytes) -> dict[str, Any]:
    """Return what a system tells without having been asked, when its signature covers the message.

    Raises:
        OutsideNoAnswer: not connected, not signed by it, or not an object.
    """
    place = settings.ONESEAL_OUTSIDE.get(system)
    if place is None:
        raise OutsideNoAnswer(Outcome.NOT_CONNECTED)
    if not is_signed(header, place["secret"], method="POST", path=path, body=body, at=int(time.time())):
        raise OutsideNoAnswer(Outcome.REFUSED)
    try:
        return unpacked(body)
    except ValueError:
        raise OutsideNoAnswer(Outcome.MALFORMED) from None


def ask(question: Question, *, now: datetime) -> dict[str, Any]:
    """Return what an outside system answers, and record that it was asked.

    Raises:
        OutsideNoAnswer: not connected, unreachable, too slow, refusing, or answering what cannot be trusted.
    """
    return attempt(question, lambda: _asked(question), now=now)


def attempt(question: Question, work: Callable[[], Answer], *, now: datetime) -> Answer:
    """Return what a call to an outside system gives, recorded and cut off like every other; `work` makes the call.

    Raises:
        OutsideNoAnswer.
    """
    started = time.monotonic()
    try:
        answer = _within_breaker(question.system, work)
    except OutsideNoAnswer as problem:
        _record(question, problem.outcome, started=started, now=now)
        raise
    _record(question, Outcome.ANSWERED, started=started, now=now)
    return answer


def _within_breaker(system: str, work: Callable[[], Answer]) -> Answer:
    if not is_connected(system):
        raise OutsideNoAnswer(Outcome.NOT_CONNECTED)
    breaker = _breakers.of(system)
    if not breaker.is_open():
        raise OutsideNoAnswer(Outcome.CUT_OFF)
    try:
        answer = work()
    except OutsideNoAnswer as problem:
        # A question that is refused says nothing against the system.
        breaker.note(has_failed=problem.outcome is not Outcome.REFUSED)
        raise
    breaker.note(has_failed=False)
    return answer


def _asked(question: Question) -> dict[str, Any]:
    place = settings.ONESEAL_OUTSIDE[question.system]
    return _fetch(place["url"], place["secret"], question)


def _fetch(url: str, secret: str, question: Question) -> dict[str, Any]:
    place = urlsplit(url)
    body = packed(question.content)
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.hostname or "", place.port, timeout=TIMEOUT_SECONDS)
    path = place.path.rstrip("/") + question.path
    signed = signature(secret, method="POST", path=path, body=body, at=int(time.time()))
    ends = time.monotonic() + TIMEOUT_SECONDS
    # The time limit of a socket counts anew with every byte; this one is for the whole call.
    hanging_up = threading.Timer(TIMEOUT_SECONDS, _hang_up, (connection,))
    hanging_up.start()
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json", HEADER: signed})
        reply = connection.getresponse()
        raw = reply.read(LARGEST_ANSWER)
    except TimeoutError:
        raise OutsideNoAnswer(Outcome.TIMED_OUT) from None
    except (OSError, http.client.HTTPException):
        raise OutsideNoAnswer(Outcome.TIMED_OUT if time.monotonic() >= ends else Outcome.UNREACHABLE) from None
    finally:
        hanging_up.cancel()
        connection.close()
    return _trusted(reply, raw, path=path, secret=secret, question=signed)


def _hang_up(connection: http.client.HTTPConnection) -> None:
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _trusted(reply: http.client.HTTPResponse, raw: bytes, *, path: str, secret: str, question: str) -> dict[str, Any]:
    """Return the answer when the system's own signature covers it and the question."""
    if reply.status >= http.client.INTERNAL_SERVER_ERROR:
        raise OutsideNoAnswer(Outcome.UNREACHABLE)
    if reply.status >= http.client.BAD_REQUEST:
        raise OutsideNoAnswer(Outcome.REFUSED)
    header = reply.headers.get(HEADER, "")
    if not is_signed(header, secret, method=answering(question), path=path, body=raw, at=int(time.time())):
        raise OutsideNoAnswer(Outcome.MALFORMED)
    try:
        return unpacked(raw)
    except ValueError:
        raise OutsideNoAnswer(Outcome.MALFORMED) from None


def _record(question: Question, outcome: Outcome, *, started: float, now: datetime) -> None:
    if outcome is Outcome.NOT_CONNECTED:
        return
    kind, subject_id = question.subject
    OutsideCall.objects.create(
        id=new_id(now), system=question.system, purpose=question.purpose[:100], subject_kind=kind,
        subject_id=subject_id, outcome=outcome.value, milliseconds=int((time.monotonic() - started) * 1000),
        called_at=now,
    )  # fmt: skip
    if outcome is not Outcome.ANSWERED:
        log.warning("outside.no_answer", system=question.system, outcome=outcome.value)
