"""Ways of delivery, the life of a parcel, and what the post may say of it (domain specification H.5; APL 44)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

SYSTEM: Final = "post"
_MOBILE: Final = re.compile(r"1\d{10}")
_WAYBILL: Final = re.compile(r"[A-Z0-9]{8,20}")
_LICENCE: Final = "licence"


class Way(StrEnum):
    """Name how a result reaches the applicant, as a delivery records it."""

    WINDOW = "window"
    ELECTRONIC = "electronic"
    EXPRESS = "express"


# What application forms call the ways.
WAY_ON_FORM: Final[Mapping[str, Way]] = {
    "window": Way.WINDOW, "electronic": Way.ELECTRONIC, "post": Way.EXPRESS,
}  # fmt: skip


class Postage(StrEnum):
    """Name who pays for a parcel; UNKNOWN: the city has not said."""

    CITY = "city"
    RECIPIENT = "recipient"
    UNKNOWN = ""


class ParcelState(StrEnum):
    """Where a parcel is; ORDERED: the post has not given it a waybill yet."""

    ORDERED = "ordered"
    BOOKED = "booked"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    SIGNED = "signed"
    RETURNED = "returned"


ENDED: Final = frozenset({ParcelState.SIGNED, ParcelState.RETURNED})
_TOLD: Final = frozenset({ParcelState.ACCEPTED, ParcelState.IN_TRANSIT, *ENDED})


@dataclass(frozen=True, slots=True)
class Destination:
    """Who receives a parcel, under which number, where."""

    recipient: str = ""
    mobile: str = ""
    address: str = ""

    def missing(self) -> str:
        """Return the first part without which no parcel arrives, or empty text."""
        if not self.recipient.strip():
            return "recipient"
        if not _MOBILE.fullmatch(self.mobile.strip()):
            return "mobile"
        return "" if self.address.strip() else "address"

    def as_row(self) -> dict[str, str]:
        """Return the destination as it is kept, encrypted by the caller."""
        return {name: value.strip() for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class WaybillEvent:
    """What the post says of a parcel: what happened, when, where; `signer` only of a signature."""

    kind: ParcelState
    at: datetime
    place: str = ""
    signer: str = ""

    def as_row(self) -> dict[str, str]:
        """Return the event as it is kept: the name of the signer is kept elsewhere, encrypted."""
        return {"kind": self.kind.value, "at": self.at.isoformat(), "place": self.place}


def event_from(row: Mapping[str, Any]) -> WaybillEvent:
    """Return an event from what was sent or kept.

    Raises:
        ValueError, KeyError, TypeError: not an event.
    """
    event = WaybillEvent(
        ParcelState(row["kind"]),
        datetime.fromisoformat(row["at"]),
        str(row.get("place") or "")[:100],
        str(row.get("signer") or "").strip()[:50],
    )
    if event.kind not in _TOLD or event.at.tzinfo is None:
        message = "not an event of a parcel"
        raise ValueError(message)
    return event


def waybill_from(answer: Mapping[str, Any]) -> str:
    """Return the waybill number in an answer.

    Raises:
        ValueError: there is none.
    """
    number = answer.get("waybill")
    if not isinstance(number, str) or not _WAYBILL.fullmatch(number):
        message = "not a waybill number"
        raise ValueError(message)
    return number


def events_from(answer: Mapping[str, Any], *, waybill: str, since: datetime, now: datetime) -> list[WaybillEvent]:
    """Return the events in an answer, in their order; `since` is when the parcel was booked.

    An answer about another parcel, a signature without a signer, and an event before the booking or after now
    are not believed: the day of the signature is the day of delivery.

    Raises:
        ValueError, KeyError, TypeError.
    """
    rows = answer.get("events")
    if answer.get("waybill") != waybill or not isinstance(rows, list):
        message = "not an answer about this parcel"
        raise ValueError(message)
    events = sorted(map(event_from, rows), key=lambda event: event.at)
    start = since.replace(second=0, microsecond=0)  # the post counts in minutes
    for event in events:
        if not start <= event.at <= now or (event.kind is ParcelState.SIGNED and not event.signer):
            message = "an event that cannot be"
            raise ValueError(message)
    return events


def state_after(events: Sequence[WaybillEvent]) -> ParcelState:
    """Return where a parcel is after its events; what has ended stays ended."""
    ended = next((event.kind for event in events if event.kind in ENDED), None)
    if ended is not None:
        return ended
    return events[-1].kind if events else ParcelState.BOOKED


def is_served_by_view(*, paper_kind: str, chosen: Way | None) -> bool:
    """Return True when opening a paper hands the result over (H.5: the first view of an electronic licence).

    Who chose the screen is served by any paper of the result; who chose nothing by the electronic licence alone,
    which is the licence itself; who wants paper is not served by looking.
    """
    if chosen is None:
        return paper_kind == _LICENCE
    return chosen is Way.ELECTRONIC
