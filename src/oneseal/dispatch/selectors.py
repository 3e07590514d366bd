"""How a result reaches its applicant, for whoever may see the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from oneseal.cases.selectors import CaseFacts, answers_of
from oneseal.dispatch.models import Choice, Parcel
from oneseal.dispatch.rules import (
    ENDED,
    SYSTEM,
    WAY_ON_FORM,
    Destination,
    ParcelState,
    Postage,
    Way,
    WaybillEvent,
    event_from,
)
from oneseal.foundation.encryption import decrypt, decrypt_json
from oneseal.foundation.outside.services import is_connected

DESTINATION: Final = "dispatch.destination"
SIGNER: Final = "dispatch.signer"
ASK_EVERY: Final = timedelta(minutes=10)
_PARCEL: Final = ("id", "state", "waybill", "events", "ordered_at", "signed_at", "signed_by")


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """One parcel; `waybill` is empty until the post has given one, `signed_by` until somebody signed."""

    id: UUID
    state: ParcelState
    waybill: str
    events: tuple[WaybillEvent, ...]
    ordered_at: datetime
    signed_at: datetime | None
    signed_by: str

    @property
    def is_under_way(self) -> bool:
        """Return True until it is signed for or has come back."""
        return self.state not in ENDED


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What was chosen and what was sent; `way` None: the applicant has not chosen on the case."""

    way: Way | None
    destination: Destination | None
    parcels: tuple[ParcelFacts, ...]
    postage: Postage
    is_connected: bool

    @property
    def parcel(self) -> ParcelFacts | None:
        """Return the newest parcel."""
        return self.parcels[-1] if self.parcels else None


def postage() -> Postage:
    """Return who pays for parcels in this city, as far as the city has said."""
    return Postage(settings.ONESEAL_POSTAGE_PAID_BY)


def dispatch_of(facts: CaseFacts) -> Dispatch:
    """Return how the result of a case is delivered, in one statement; the caller was allowed to load the case."""
    columns = ("way", "destination", *(f"parcels__{name}" for name in _PARCEL))
    rows = list(Choice.objects.filter(case_id=facts.id).order_by("parcels__ordered_at").values(*columns))
    connected = is_connected(SYSTEM)
    if not rows:
        return Dispatch(None, None, (), postage(), connected)
    sent = tuple(_parcel(row) for row in rows if row["parcels__id"] is not None)
    return Dispatch(Way(rows[0]["way"]), _destination(rows[0]["destination"]), sent, postage(), connected)


def _destination(blob: bytes | None) -> Destination | None:
    return None if blob is None else Destination(**decrypt_json(blob, context=DESTINATION))


def _parcel(row: dict[str, Any]) -> ParcelFacts:
    told = {name: row[f"parcels__{name}"] for name in _PARCEL}
    return ParcelFacts(
        told["id"], ParcelState(told["state"]), told["waybill"], tuple(map(event_from, told["events"])),
        told["ordered_at"], told["signed_at"],
        decrypt(told["signed_by"], context=SIGNER) if told["signed_by"] else "",
    )  # fmt: skip


def wished_on_form(facts: CaseFacts) -> tuple[Way | None, Destination]:
    """Return what the application form says of the delivery; None where it does not ask, or was not answered."""
    answers = answers_of(facts).values
    told = (str(answers.get(f"recipient_{name}") or "") for name in ("name", "mobile", "address"))
    return WAY_ON_FORM.get(str(answers.get("delivery_way") or "")), Destination(*told)


def parcels_to_ask(*, now: datetime) -> list[UUID]:
    """Return the parcels under way of which the post was not asked for a while, oldest first."""
    return list(_under_way().exclude(asked_at__gt=now - ASK_EVERY).values_list("id", flat=True))


def parcels_under_way() -> list[UUID]:
    """Return every parcel that is neither signed for nor returned, oldest first."""
    return list(_under_way().values_list("id", flat=True))


def _under_way() -> QuerySet[Parcel]:
    return Parcel.objects.exclude(state__in=[state.value for state in ENDED]).order_by("ordered_at", "id")


__all__ = [
    "ASK_EVERY",
    "DESTINATION",
    "SIGNER",
    "Destination",
    "Dispatch",
    "ParcelFacts",
    "ParcelState",
    "Postage",
    "Way",
    "dispatch_of",
    "parcels_to_ask",
    "parcels_under_way",
    "postage",
    "wished_on_form",
]
