"""Procedures under way: of one case, of an agency, and those that their owner is reminded of (A66)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from oneseal.cases.models import Hearing, Procedure
from oneseal.cases.policies import receives_for_departments
from oneseal.cases.rules.blindness import UNNAMED
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.procedures import TargetFace, target_face
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.cover import as_told, read_by, seen_in_lists
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor, ActorKind
from oneseal.workflow.selectors import calendar

PER_PAGE: Final = 30
_EXAMINED: Final = (State.UNDER_REVIEW.value, State.DECISION_PENDING.value)


class TargetIn(StrEnum):
    """How a procedure stands to its target: over it, due by the next working day, or later."""

    OVER = "over"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class ProcedureFilter:
    """Which procedures are wanted; an empty field asks for all."""

    kind: str = ""
    target: TargetIn | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """One procedure for pages; `face` is None where no target is known or it has ended, `hearing` where it is none."""

    row: Procedure
    opened_on: date
    face: TargetFace | None
    hearing: Hearing | None = None


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """A page of procedures, and whether another follows."""

    lines: list[ProcedureLine]
    has_next: bool


def _line(row: Procedure, *, today: date, hearing: Hearing | None = None) -> ProcedureLine:
    opened_on, face = beijing_date(row.opened_at), None
    if row.target_on is not None and row.closed_at is None:
        face = target_face(opened_on=opened_on, target_on=row.target_on, today=today, calendar=calendar())
    return ProcedureLine(row, opened_on, face, hearing)


def procedure_lines_of(facts: CaseFacts, *, today: date) -> list[ProcedureLine]:
    """Return the procedures of a case with their targets, oldest first; the caller answers for access to it."""
    hearings = {row.procedure_id: as_told(facts, row) for row in Hearing.objects.filter(case_id=facts.id)}
    rows = Procedure.objects.filter(case_id=facts.id).order_by("opened_at", "id")
    return [_line(as_told(facts, row), today=today, hearing=hearings.get(row.id)) for row in rows]


def _seen_by(actor: Actor | None) -> QuerySet[Procedure]:
    """Return the open procedures of undecided cases of the actor's agency; none for whoever reads no cases."""
    rows = Procedure.objects.filter(closed_at=None, case__state__in=_EXAMINED)
    if actor is None or actor.kind is not ActorKind.STAFF or receives_for_departments(actor):
        return rows.none()
    if not actor.may("cases.read"):
        return rows.none()
    mine = seen_in_lists(actor, of="case__")
    return rows.filter(mine, case__agency_id=actor.own_agency)


def _read_by(actor: Actor, row: Procedure) -> Procedure:
    """Return a procedure as the actor may read it, with its hearing: in blind mode neither says who applied."""
    if not row.case.is_blind:
        return row
    facts = read_by(actor, facts_of({name: getattr(row.case, name) for name in COLUMNS}))
    hearing = getattr(row, "hearing", None)
    if hearing is not None:
        as_told(facts, hearing)
    return as_told(facts, row)


def next_working_day(today: date) -> date:
    """Return the working day after a day; guessed in years without a notice."""
    return calendar().with_estimates((today.year, today.year + 1)).nth_after(today, 1)


def _targets(wanted: TargetIn, *, today: date) -> Q:
    soon_on = next_working_day(today)
    return {
        TargetIn.OVER: Q(target_on__lt=today),
        TargetIn.SOON: Q(target_on__gte=today, target_on__lte=soon_on),
        TargetIn.LATER: Q(target_on__gt=soon_on) | Q(target_on=None),
    }[wanted]


def procedures_under_way(actor: Actor | None, wanted: ProcedureFilter, *, today: date, page: int = 1) -> ProcedurePage:
    """Return a page of the procedures under way in the actor's agency, soonest target first."""
    rows = _seen_by(actor)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.is_own and actor is not None:
        rows = rows.filter(responsible_id__in=actor.own_accounts)
    if wanted.target is not None:
        rows = rows.filter(_targets(wanted.target, today=today))
    start = (max(1, page) - 1) * PER_PAGE
    found = list(
        rows.select_related("case", "hearing").order_by(F("target_on").asc(nulls_last=True), "id")[
            start : start + PER_PAGE + 1
        ]
    )
    shown = [row if actor is None else _read_by(actor, row) for row in found[:PER_PAGE]]
    lines = [_line(row, today=today, hearing=getattr(row, "hearing", None)) for row in shown]
    return ProcedurePage(lines, len(found) > PER_PAGE)


def procedures_due(actor: Actor, *, today: date) -> int:
    """Return how many procedures that the actor answers for are due by the next working day or over."""
    rows = _seen_by(actor).filter(responsible_id__in=actor.own_accounts, target_on__lte=next_working_day(today))
    return rows.count()


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """Which task lies before whom: the account that answers for it, its name, by when; for messages only."""

    account_id: UUID | None
    kind: str
    target_on: date | None


def procedure_duty(procedure_id: UUID) -> DutyFacts | None:
    """Return who answers for a procedure that is under way, or None when it has ended; for messages only."""
    row = Procedure.objects.filter(pk=procedure_id, closed_at=None).first()
    return None if row is None else DutyFacts(row.responsible_id, row.kind, row.target_on)


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """What the portal shows of a hearing announced or of publicity: no person's full name, no number of a case.

    A hearing behind closed doors that is announced all the same (Licensing Law art. 46) says nothing of its matter.
    """

    id: UUID
    kind: str
    agency_name: str
    item_name: str
    party_name: str
    matter: str
    from_on: date
    until_on: date | None
    row: Procedure
    hearing: Hearing | None


def public_name(name: str, kind: str) -> str:
    """Return a party's name as everybody may read it: a person's is masked."""
    return name if kind == "organisation" else name[:1] + "*" * (len(name) - 1)


def _public_rows(today: date) -> QuerySet[Procedure]:
    rows = Procedure.objects.filter(is_public=True, case__state__in=_EXAMINED).select_related("case__agency", "hearing")
    announced = Q(kind="hearing", hearing__phase="arranged") | Q(kind="publicity", until_on__gte=today)
    return rows.filter(announced, closed_at=None)


def _notice(row: Procedure) -> PublicNotice:
    case, hearing = row.case, getattr(row, "hearing", None)
    shown = UNNAMED if case.is_blind else public_name(case.party_name, case.party_kind)
    matter = row.purpose if hearing is None or hearing.is_public else ""
    return PublicNotice(
        row.id, row.kind, case.agency.name, case.item_name, shown, matter, beijing_date(row.opened_at),
        row.until_on or row.held_on, row, hearing,
    )  # fmt: skip


def notices_public(*, today: date) -> list[PublicNotice]:
    """Return for everybody the hearings announced and the publicity that runs, soonest first, at most a hundred."""
    rows = _public_rows(today).order_by(F("target_on").asc(nulls_last=True), "id")[:100]
    return [_notice(row) for row in rows]


def notice_public(notice_id: UUID, *, today: date) -> PublicNotice | None:
    """Return one of them, or None when it is over or was never public."""
    row = _public_rows(today).filter(id=notice_id).first()
    return None if row is None else _notice(row)
