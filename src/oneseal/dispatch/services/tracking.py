"""Speak with the post about one parcel: get its waybill, learn where it is, and record who signed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

import structlog
from django.db import transaction

from oneseal.cases.selectors import CaseFacts, case_facts, case_for_update
from oneseal.cases.services import HandOver, Press, case_deliver, traced
from oneseal.dispatch.events import ParcelBooked, ParcelReturned
from oneseal.dispatch.models import Parcel
from oneseal.dispatch.rules import (
    ENDED,
    SYSTEM,
    ParcelState,
    Way,
    WaybillEvent,
    events_from,
    state_after,
    waybill_from,
)
from oneseal.dispatch.selectors import DESTINATION, SIGNER
from oneseal.dispatch.services.choosing import BASIS
from oneseal.foundation.audit.services import Act
from oneseal.foundation.encryption import decrypt_json, encrypt
from oneseal.foundation.outbox.services import message
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.foundation.writes import Update, Write, flush
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError

log = structlog.get_logger("oneseal.dispatch")
PARCELS: Final = "/v1/parcels"
TRACK: Final = "/v1/parcels/track"
POST: Final = Actor.system("邮政寄递")


def parcel_ask(parcel_id: UUID, *, now: datetime) -> ParcelState:
    """Get the waybill of a parcel that has none, or else ask where it is; return where it is now.

    Raises:
        OutsideNoAnswer: the post did not answer, or not about this parcel; it is asked again.
    """
    row = Parcel.objects.get(pk=parcel_id)
    state = ParcelState(row.state)
    if state in ENDED:
        return state
    Parcel.objects.filter(pk=parcel_id).update(asked_at=now)
    facts = case_facts(row.choice_id)
    return _booked(row, facts, now=now) if state is ParcelState.ORDERED else _tracked(row, facts, now=now)


def _asked(path: str, content: dict[str, Any], *, facts: CaseFacts, now: datetime) -> dict[str, Any]:
    return ask(Question(SYSTEM, path, content, facts.number or "", ("case", facts.id)), now=now)


def _booked(row: Parcel, facts: CaseFacts, *, now: datetime) -> ParcelState:
    """Order the parcel of the post; its id is the key, so that a second order gives the same waybill."""
    agency = agency_by_id(facts.agency_id)
    content = {
        "key": str(row.id),
        "sender": {"name": agency.name},
        "receiver": decrypt_json(row.destination, context=DESTINATION),
    }
    answer = _asked(PARCELS, content, facts=facts, now=now)
    try:
        waybill = waybill_from(answer)
    except ValueError:
        raise OutsideNoAnswer(Outcome.MALFORMED) from None
    with transaction.atomic():
        facts = case_for_update(facts.id)
        waiting = Parcel.objects.select_for_update().filter(pk=row.id, state=ParcelState.ORDERED.value)
        if waiting.exists():
            act = Act("dispatch.parcel_booked", basis=BASIS, after={"parcel": str(row.id), "waybill": waybill})
            changes = {"state": ParcelState.BOOKED.value, "waybill": waybill}
            flush(
                Update("dispatch_parcel", {"id": row.id}, changes),
                *traced(facts, act, actor=POST, now=now),
                message(ParcelBooked(case_id=row.choice_id, parcel_id=row.id, waybill=waybill), now),
            )
    return ParcelState.BOOKED


def _tracked(row: Parcel, facts: CaseFacts, *, now: datetime) -> ParcelState:
    answer = _asked(TRACK, {"waybill": row.waybill}, facts=facts, now=now)
    try:
        events = events_from(answer, waybill=row.waybill, since=row.ordered_at, now=now)
    except (ValueError, KeyError, TypeError):
        raise OutsideNoAnswer(Outcome.MALFORMED) from None
    with transaction.atomic():
        facts = case_for_update(facts.id)
        kept = Parcel.objects.select_for_update().get(pk=row.id)
        if ParcelState(kept.state) in ENDED:
            return ParcelState(kept.state)
        state = state_after(events)
        if state is not ParcelState(kept.state) or len(events) > len(kept.events):
            flush(*_moved(kept, facts, events, now=now))
        if state is ParcelState.SIGNED:
            _delivered(kept, _signature(events), now=now)
    return state


def _signature(events: list[WaybillEvent]) -> WaybillEvent:
    return next(event for event in events if event.kind is ParcelState.SIGNED)


def _moved(row: Parcel, facts: CaseFacts, events: list[WaybillEvent], *, now: datetime) -> list[Write]:
    """Return the writes that bring a parcel to where the post says it is."""
    state = state_after(events)
    changes: dict[str, Any] = {"state": state.value, "events": [event.as_row() for event in events]}
    if state is ParcelState.SIGNED:
        signature = _signature(events)
        changes |= {"signed_at": signature.at, "signed_by": encrypt(signature.signer, context=SIGNER)}
    act = Act(
        "dispatch.parcel_moved", basis=BASIS, before={"state": row.state},
        after={"state": state.value, "waybill": row.waybill},
    )  # fmt: skip
    writes: list[Write] = [
        Update("dispatch_parcel", {"id": row.id}, changes),
        *traced(facts, act, actor=POST, now=now),
    ]
    if state is ParcelState.RETURNED:
        writes.append(message(ParcelReturned(case_id=row.choice_id, parcel_id=row.id), now))
    return writes


def _delivered(row: Parcel, signature: WaybillEvent, *, now: datetime) -> None:
    """Record the delivery at the time of the signature (APL 44); a case that was delivered otherwise stays so."""
    hand_over = HandOver(
        Way.EXPRESS.value,
        signature.signer,
        handed_over_at=signature.at,
        handed_over_by=row.ordered_by_name,
        waybill=row.waybill,
    )
    press = Press(POST, now, uuid5(row.id, "signed"))
    try:
        case_deliver(case_id=row.choice_id, hand_over=hand_over, press=press)
    except RuleError as problem:
        log.warning("dispatch.signed.not_delivered", reason=problem.code, case=str(row.choice_id))
