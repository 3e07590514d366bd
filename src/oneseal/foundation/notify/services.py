"""Write messages in the transaction of what they tell; send them afterwards, again and again until they are gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from oneseal.foundation.encryption import decrypt, encrypt
from oneseal.foundation.notify.models import Message
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer
from oneseal.kernel.ids import new_id

ADDRESS: Final = "notify.address"
_SHOWN: Final = 4


class Channel(StrEnum):
    """Name the ways by which people are told."""

    SMS = "sms"
    MAIL = "mail"


class MessageState(StrEnum):
    """Name what became of a message."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said: to which address, about which subject."""

    channel: Channel
    address: str
    subject: tuple[str, UUID]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way: `key` is the same at every try, so that a gateway sends it once."""

    key: UUID
    address: str
    title: str
    text: str
    subject: tuple[str, UUID]


Wanted = Callable[[Letter, datetime], bool]
_wanted: dict[Channel, Wanted] = {}


def register_wanted(channel: Channel, question: Wanted) -> None:
    """Let a higher room be asked, before a message of a channel goes out, whether its recipient still wants it."""
    _wanted[channel] = question


class Sender(Protocol):
    """A gateway for one channel."""

    def send(self, letter: Letter, *, now: datetime) -> str:
        """Hand a message over and return the gateway's reference; raise OutsideNoAnswer when it does not take it."""
        ...


def sender(channel: Channel) -> Sender | None:
    """Return the gateway that the settings name for a channel, or None when it is not connected."""
    path = settings.ONESEAL_SENDERS.get(channel.value)
    made: Sender | None = import_string(path)() if path else None
    return made


def masked(address: str) -> str:
    """Return an address of which only the ends can be read."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    return f"{address[:3]}****{address[-_SHOWN:]}" if len(address) > _SHOWN + 3 else "****"


def message_write(told: Told, *, now: datetime) -> UUID | None:
    """Keep a message to be sent after this transaction; return its id, or None where its channel is not connected."""
    if not told.address or sender(told.channel) is None:
        return None
    kind, subject_id = told.subject
    row = Message.objects.create(
        id=new_id(now), channel=told.channel.value, address=encrypt(told.address, context=ADDRESS),
        masked=masked(told.address), subject_kind=kind, subject_id=subject_id, title=told.title, text=told.text,
        state=MessageState.WAITING.value, written_at=now,
    )  # fmt: skip
    app.configure_task("notify.send", queue="outside").defer(message_id=str(row.id))
    return row.id


def message_send(message_id: UUID, *, now: datetime) -> bool:
    """Hand one message to its gateway; return False when it is gone already, or will never be taken.

    Raises:
        OutsideNoAnswer: the gateway does not take it; what was tried stands on the message, and it will be tried again.
    """
    row = Message.objects.get(pk=message_id)
    gateway = sender(Channel(row.channel))
    if row.state != MessageState.WAITING.value or gateway is None:
        return False
    letter = Letter(
        row.id, decrypt(row.address, context=ADDRESS), row.title, row.text, (row.subject_kind, row.subject_id)
    )
    question = _wanted.get(Channel(row.channel))
    if question is not None and not question(letter, now):
        row.state = MessageState.WITHDRAWN.value
        row.save(update_fields=["state"])
        return False
    row.tries += 1
    try:
        row.reference = gateway.send(letter, now=now)
    except OutsideNoAnswer as problem:
        row.problem = problem.outcome.value
        is_final = problem.outcome is Outcome.REFUSED
        row.state = MessageState.REFUSED.value if is_final else row.state
        row.save(update_fields=["tries", "problem", "state"])
        if is_final:
            return False
        raise
    row.state, row.sent_at, row.problem = MessageState.SENT.value, now, ""
    row.save(update_fields=["tries", "reference", "state", "sent_at", "problem"])
    return True
