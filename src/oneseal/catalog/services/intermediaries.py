"""Keep the list of intermediary services: enter one, say something else of it, clean it or keep it after all."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import LedgerRowNotFound, LedgerRowUnfit
from oneseal.catalog.models import IntermediaryService, IntermediaryVersion
from oneseal.catalog.policies import can_keep_ledgers
from oneseal.catalog.rules.intermediaries import IntermediaryState, Told, lacking
from oneseal.catalog.rules.listed import plain_name
from oneseal.catalog.selectors.intermediaries import newest_before, told_of
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.policies import require
from oneseal.identity.selectors import first_agency
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Moved:
    """What cleans a service, or keeps it after all: the document with its day and batch, why, and from when."""

    state: IntermediaryState
    document: str
    document_on: date | None
    batch: str
    reason: str
    effective_on: date


@transaction.atomic
def intermediary_list(
    *, number: str, name: str, told: Told, effective_on: date, actor: Actor, now: datetime
) -> UUID:  # fmt: skip
    """Put an intermediary service on the list; return its id. Its number and name stay, because items name it.

    Raises:
        LedgerRowUnfit: what is told lacks something, or another service has the number or the name. NotAllowed.
    """
    require(allowed=can_keep_ledgers(actor, first_agency().id))
    number, name, said = number.strip(), name.strip(), _trimmed(told)
    _is_free(number, name)
    _fits(said, None, effective_on=effective_on, since=None)
    service = IntermediaryService.objects.create(id=new_id(now), number=number, name=name, listed_at=now)
    version = _written(service, said, number=1, effective_on=effective_on, now=now)
    after = {"number": number, "name": name, **_recorded(version)}
    act = Act("catalog.intermediary_listed", after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return service.id


def _is_free(number: str, name: str) -> None:
    known = list(IntermediaryService.objects.order_by("number").values_list("number", "name"))
    if not number or number in {other for other, _name in known}:
        raise LedgerRowUnfit("a number that no other service has is needed", field="number")
    if not name or plain_name(name) in {plain_name(other) for _number, other in known}:
        raise LedgerRowUnfit("a name that no other service has is needed", field="name")


@transaction.atomic
def intermediary_tell(
    *, service_id: UUID, told: Told, effective_on: date, seen: int, actor: Actor, now: datetime
) -> int:  # fmt: skip
    """Say something else of a service from a day on, its state as it is; return the number of the new version.

    `seen` is the version that was changed; where a newer one stands the change is refused.

    Raises:
        LedgerRowNotFound, LedgerRowUnfit, WriteConflict, NotAllowed.
    """
    service = _locked(service_id, actor)
    before = _before(service, seen)
    kept = told_of(before)
    same_state = replace(
        _trimmed(told), state=kept.state, document=kept.document, document_on=kept.document_on, batch=kept.batch,
        state_reason=kept.state_reason,
    )  # fmt: skip
    _fits(same_state, kept, effective_on=effective_on, since=before.effective_on)
    return _followed(service, before, same_state, effective_on=effective_on, actor=actor, now=now)


@transaction.atomic
def intermediary_move(*, service_id: UUID, moved: Moved, seen: int, actor: Actor, now: datetime) -> int:
    """Clean a service, or keep it after all, by a document and from a day on; return the number of the new version.

    Raises:
        LedgerRowNotFound, LedgerRowUnfit, WriteConflict, NotAllowed.
    """
    service = _locked(service_id, actor)
    before = _before(service, seen)
    kept = told_of(before)
    if kept.state is moved.state:
        raise LedgerRowUnfit("it is so already", field="state")
    said = _trimmed(
        replace(
            kept, state=moved.state, document=moved.document, document_on=moved.document_on, batch=moved.batch,
            state_reason=moved.reason,
        )
    )  # fmt: skip
    _fits(said, kept, effective_on=moved.effective_on, since=before.effective_on)
    return _followed(service, before, said, effective_on=moved.effective_on, actor=actor, now=now)


def _locked(service_id: UUID, actor: Actor) -> IntermediaryService:
    require(allowed=can_keep_ledgers(actor, first_agency().id))
    service = IntermediaryService.objects.select_for_update().filter(pk=service_id).first()
    if service is None:
        raise LedgerRowNotFound("no such intermediary service")
    return service


def _before(service: IntermediaryService, seen: int) -> IntermediaryVersion:
    """Return the version that a new one follows: the last one written, which `seen` has to be."""
    newest = newest_before(service.id)
    if newest.number != seen:
        raise WriteConflict("somebody else said something of this service in between")
    return newest


def _fits(told: Told, before: Told | None, *, effective_on: date, since: date | None) -> None:
    field = lacking(told, before=before, effective_on=effective_on, since=since)
    if field:
        raise LedgerRowUnfit("this is needed", field=field)


def _followed(
    service: IntermediaryService, before: IntermediaryVersion, said: Told, *, effective_on: date, actor: Actor,
    now: datetime,
) -> int:  # fmt: skip
    version = _written(service, said, number=before.number + 1, effective_on=effective_on, now=now)
    is_moved = before.state != version.state
    verb = "catalog.intermediary_moved" if is_moved else "catalog.intermediary_told"
    act = Act(verb, before=_recorded(before), after={"number": service.number, **_recorded(version)})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return version.number


def _written(
    service: IntermediaryService, said: Told, *, number: int, effective_on: date, now: datetime
) -> IntermediaryVersion:  # fmt: skip
    return IntermediaryVersion.objects.create(
        service=service, number=number, effective_on=effective_on, told_at=now, **asdict(said)
    )


def _recorded(version: IntermediaryVersion) -> dict[str, Any]:
    told = {name: str(value) for name, value in asdict(told_of(version)).items() if value}
    return {**told, "version": version.number, "effective_on": version.effective_on.isoformat()}


def _trimmed(told: Told) -> Told:
    texts: dict[str, Any] = {name: value.strip() for name, value in asdict(told).items() if type(value) is str}
    return replace(told, **texts)
