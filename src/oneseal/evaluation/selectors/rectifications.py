"""Bad ratings under rectification: lists with lights, one task with its steps, and what is open for other rooms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from oneseal.cases.selectors import cases_worked_on, light_preset
from oneseal.evaluation.models import Rectification
from oneseal.evaluation.policies import HANDLES, can_handle, can_supervise
from oneseal.evaluation.rating_errors import RectificationNotFound
from oneseal.evaluation.rules.grades import GRADES
from oneseal.evaluation.rules.rectifying import AWAITS_CONTACT, LIFECYCLE, State
from oneseal.evaluation.selectors.ratings import RatingFacts, rated_staff, rating_facts
from oneseal.evaluation.selectors.reach import agencies_supervised
from oneseal.identity.selectors import agencies_kept, colleagues_with
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.clock import Calendar, Light, light, used_days
from oneseal.workflow.selectors import calendar

LIST_LIMIT: Final = 300
_ALL: Final = frozenset(State)


@dataclass(frozen=True, slots=True)
class RectificationLine:
    """A rectification in a list; `due_on` is the next limit, None once it is answered; `days_left` in working days."""

    id: UUID
    case_number: str
    item_name: str
    agency_id: UUID
    agency_name: str
    state: str
    grade: int
    word: str
    is_named: bool
    opened_at: datetime
    contact_due_on: date
    fix_due_on: date
    due_on: date | None
    days_left: int | None
    light: Light


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step: what, in which words, when, by whom."""

    action: str
    text: str
    at: datetime
    name: str
    post_title: str


@dataclass(frozen=True, slots=True)
class RectificationFacts:
    """A rectification with its rating and steps; `actions` are those open to the reader now, `handlers` who may act."""

    line: RectificationLine
    rating: RatingFacts
    case_id: UUID
    attempts: int
    verdict: str
    answer: str
    steps: tuple[StepFacts, ...]
    actions: tuple[str, ...]
    may_call: bool
    handlers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenBadRating:
    """A bad rating whose rectification is not answered: its next limit, and working days left (negative: late)."""

    rectification_id: UUID
    case_id: UUID
    agency_id: UUID
    state: str
    opened_at: datetime
    contact_due_on: date
    fix_due_on: date
    due_on: date
    days_left: int

    @property
    def awaits_contact(self) -> bool:
        """Return True while the limit of the contact runs."""
        return State(self.state) in AWAITS_CONTACT


def bad_ratings_open(*, today: date, agency_ids: Collection[UUID] | None = None) -> tuple[OpenBadRating, ...]:
    """Return every bad rating that waits for a contact or an answer, for rooms above; None: of every agency.

    Nothing in it says who rated, or how.
    """
    rows = Rectification.objects.filter(answered_at__isnull=True).order_by("fix_due_on", "id")
    days = calendar()
    if agency_ids is not None:
        rows = rows.filter(agency_id__in=agency_ids)
    return tuple(
        OpenBadRating(
            row.id, row.case_id, row.agency_id, row.state, row.opened_at, row.contact_due_on, row.fix_due_on,
            due, days_between(today, due, days=days),
        )
        for row in rows if (due := next_due(row)) is not None
    )  # fmt: skip


def next_due(row: Rectification) -> date | None:
    """Return the limit that runs: of the contact, then of the answer; None once it is answered."""
    if row.answered_at is not None:
        return None
    return row.contact_due_on if State(row.state) in AWAITS_CONTACT else row.fix_due_on


def days_between(today: date, due: date, *, days: Calendar) -> int:
    """Return the working days left until a limit at the end of today, negative after it; unknown years are guessed."""
    known = days.with_estimates(range(min(today, due).year, max(today, due).year + 1))
    if today <= due:
        return used_days(start_on=today, on=due, calendar=known)
    return -used_days(start_on=due, on=today, calendar=known)


def rectifications_for_actor(
    actor: Actor, *, today: date, state: str = "", shade: str = "", agency_id: UUID | None = None
) -> list[RectificationLine]:
    """Return the rectifications the actor follows up or supervises, what is open first by its limit.

    Those of cases on which he worked himself are not among them: who is rated does not see the rating before it is
    closed. Without a state the closed ones are left out; `shade` is a light.
    """
    seen = _agencies_seen(actor)
    rows = Rectification.objects.filter(agency_id__in=[agency_id] if agency_id in seen else seen)
    rows = rows.filter(state=state) if state in _ALL else rows.exclude(state=State.CLOSED.value)
    found = list(rows.select_related("rating").order_by("fix_due_on", "id")[:LIST_LIMIT])
    own = cases_worked_on({row.case_id for row in found}, accounts=actor.own_accounts)
    names = dict(agencies_kept().values_list("id", "name"))
    days, lines = calendar(), []
    for row in found:
        is_rated = row.case_id in own or row.rating.clerk_id in actor.own_accounts
        if not is_rated or row.closed_at is not None:
            lines.append(_line(row, names[row.agency_id], today=today, days=days))
    return [line for line in lines if not shade or line.light == shade]


def _agencies_seen(actor: Actor) -> dict[UUID, str]:
    """Return the agencies whose rectifications the actor reads: his city's, or his own one's."""
    if actor.kind is not ActorKind.STAFF:
        return {}
    city = agencies_supervised(actor)
    return city or ({actor.own_agency: ""} if actor.may(HANDLES) else {})


def agencies_to_choose(actor: Actor) -> dict[UUID, str]:
    """Return the agencies by which a supervisor narrows the list; nothing for who sees one only."""
    seen = agencies_supervised(actor)
    having = set(Rectification.objects.filter(agency_id__in=seen).order_by().values_list("agency_id", flat=True))
    return {agency: name for agency, name in seen.items() if agency in having}


def _line(row: Rectification, agency_name: str, *, today: date, days: Calendar) -> RectificationLine:
    due = next_due(row)
    left = None if due is None else days_between(today, due, days=days)
    rating = row.rating
    return RectificationLine(
        id=row.id, case_number=rating.case_number, item_name=rating.item_name, agency_id=row.agency_id,
        agency_name=agency_name, state=row.state, grade=rating.grade, word=GRADES[rating.grade],
        is_named=rating.is_named, opened_at=row.opened_at, contact_due_on=row.contact_due_on,
        fix_due_on=row.fix_due_on, due_on=due, days_left=left, light=_light(row, left),
    )  # fmt: skip


def _light(row: Rectification, left: int | None) -> Light:
    """Return the light by the city's rule for cases; a limit set by no law has no black one."""
    if left is None:
        return Light.GREY
    return light(remaining=left, promised_days=row.fix_days, preset=light_preset())


def rectification_for_actor(rectification_id: UUID, *, actor: Actor | None, today: date) -> RectificationFacts:
    """Return one rectification to who follows it up, supervises it, or was rated once it is closed.

    Raises:
        RectificationNotFound: no such one, or not for this reader now.
    """
    rows = Rectification.objects.select_related("rating").prefetch_related("steps", "rating__marks")
    row = rows.filter(pk=rectification_id).first()
    if row is None or actor is None or actor.kind is not ActorKind.STAFF:
        raise RectificationNotFound("no such rectification")
    rated = rated_staff(row.rating)
    city = agencies_supervised(actor)
    handles = can_handle(actor, agency_id=row.agency_id)
    supervises = can_supervise(actor, agency_id=row.agency_id, city=city)
    is_rated = not rated.isdisjoint(actor.own_accounts)
    if not (handles or supervises or is_rated) or (is_rated and row.closed_at is None):
        raise RectificationNotFound("not for this reader now")
    return _facts(row, today=today, roles=_roles(handles, supervises) if not is_rated else frozenset(), rated=rated)


def _roles(handles: bool, supervises: bool) -> frozenset[str]:
    told = (("handler", handles), ("supervisor", supervises))
    return frozenset(role for role, has in told if has)


def _facts(row: Rectification, *, today: date, roles: frozenset[str], rated: frozenset[UUID]) -> RectificationFacts:
    name = agencies_kept().values_list("name", flat=True).get(pk=row.agency_id)
    state, is_named = State(row.state), row.rating.is_named
    permitted = colleagues_with(HANDLES, agency_id=row.agency_id)
    return RectificationFacts(
        line=_line(row, name, today=today, days=calendar()), rating=rating_facts(row.rating), case_id=row.case_id,
        attempts=row.attempts, verdict=row.verdict, answer=row.answer,
        steps=tuple(
            StepFacts(step.action, step.text, step.taken_at, step.name, step.post_title) for step in row.steps.all()
        ),
        actions=actions_open(row, roles=roles, is_named=is_named),
        may_call="handler" in roles and is_named and state in AWAITS_CONTACT,
        handlers=tuple(person for account, person in permitted.items() if account not in rated),
    )  # fmt: skip


def actions_open(row: Rectification, *, roles: Collection[str], is_named: bool) -> tuple[str, ...]:
    """Return the moves of the table that are open to some roles, as far as the row alone tells."""
    state = State(row.state)
    return tuple(
        move.action
        for move in LIFECYCLE.moves
        if state in move.sources and not move.actors.isdisjoint(roles)
        and ("is_named" not in move.guards or is_named)
        and ("appealed_once" not in move.guards or row.appealed_by is None)
    )  # fmt: skip


def answer_of_case(case_id: UUID) -> tuple[Rectification, ...]:
    """Return the rectifications of a case for its applicant; the caller answers for access to the case."""
    return tuple(Rectification.objects.filter(case_id=case_id).order_by("opened_at", "id"))
