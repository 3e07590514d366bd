"""The clerk posts a result, once; what came back is posted again or kept for pick-up."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from oneseal.cases.selectors import Action, CaseFacts, actions_open
from oneseal.cases.services import results_ready, traced
from oneseal.dispatch import policies
from oneseal.dispatch.errors import CourierNotChosen, ParcelNotReturned, PostNotConnected, ResultNotReady
from oneseal.dispatch.events import ParcelOrdered
from oneseal.dispatch.rules import SYSTEM, Destination, ParcelState, Way
from oneseal.dispatch.selectors import DESTINATION, Dispatch, dispatch_of, parcels_under_way
from oneseal.dispatch.services.choosing import BASIS, locked_case
from oneseal.foundation.audit.services import Act
from oneseal.foundation.encryption import encrypt_json
from oneseal.foundation.outbox.services import message
from oneseal.foundation.outside.services import is_connected
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@transaction.atomic
def parcel_book(*, case_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Order a parcel for the result of a case; a second press, or one while a parcel is under way, makes no other.

    Raises:
        CaseNotFound, NotAllowed, PostNotConnected, CourierNotChosen, ResultNotReady.
    """
    facts = locked_case(case_id, actor=actor)
    require(allowed=policies.can_post(actor, facts))
    found = dispatch_of(facts)
    if found.parcel is not None and found.parcel.state is not ParcelState.RETURNED:
        return found.parcel.id
    destination = _postable(facts, found, actor=actor, on=beijing_date(now))
    parcel_id = new_id(now)
    row = {
        "id": parcel_id, "choice_id": facts.id, "state": ParcelState.ORDERED.value, "waybill": "",
        "destination": encrypt_json(destination.as_row(), context=DESTINATION), "events": [],
        "ordered_at": now, "ordered_by": actor.own_account, "ordered_by_name": actor.name,
    }  # fmt: skip
    act = Act("dispatch.parcel_ordered", basis=BASIS, after={"parcel": str(parcel_id)})
    flush(
        Insert("dispatch_parcel", [row]),
        *traced(facts, act, actor=actor, now=now),
        message(ParcelOrdered(case_id=facts.id, parcel_id=parcel_id), now),
    )
    parcel_ask_later(parcel_id)
    return parcel_id


def _postable(facts: CaseFacts, found: Dispatch, *, actor: Actor, on: date) -> Destination:
    """Return where the parcel goes, or refuse: not connected, not wanted, or nothing to send."""
    if not is_connected(SYSTEM):
        raise PostNotConnected("no address in the settings")
    if found.way is not Way.EXPRESS or found.destination is None:
        raise CourierNotChosen("the applicant wants it otherwise")
    if Action.DELIVER not in actions_open(facts, actor=actor, today=on) or not results_ready(facts.id):
        raise ResultNotReady("nothing to post", state=facts.state.value)
    return found.destination


@transaction.atomic
def parcel_to_window(*, case_id: UUID, actor: Actor, now: datetime) -> None:
    """Keep a result that came back for pick-up at the window; a second press changes nothing.

    Raises:
        CaseNotFound, NotAllowed, ParcelNotReturned.
    """
    facts = locked_case(case_id, actor=actor)
    require(allowed=policies.can_post(actor, facts))
    found = dispatch_of(facts)
    if found.parcel is None or found.parcel.state is not ParcelState.RETURNED:
        raise ParcelNotReturned("it did not come back")
    if found.way is Way.WINDOW:
        return
    act = Act(
        "dispatch.kept_for_pick_up", basis=BASIS, before={"way": Way.EXPRESS.value}, after={"way": Way.WINDOW.value}
    )
    changes = {"way": Way.WINDOW.value, "destination": None, "consented_at": None}
    flush(
        Update("dispatch_choice", {"case_id": facts.id}, changes),
        *traced(facts, act, actor=actor, now=now),
    )


def parcels_ask_now() -> None:
    """Let every parcel under way be asked about without waiting for the next round."""
    for parcel_id in parcels_under_way():
        parcel_ask_later(parcel_id)


def parcel_ask_later(parcel_id: UUID) -> None:
    """Let the worker speak with the post about a parcel, once the present transaction is committed.

    A question that waits already is not put twice.
    """
    lock = f"dispatch.ask:{parcel_id}"
    job = app.configure_task("dispatch.ask", queue="outside", queueing_lock=lock)
    try:
        with transaction.atomic():
            job.defer(parcel_id=str(parcel_id))
    except AlreadyEnqueued:
        return
