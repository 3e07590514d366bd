"""Many matters at once: the desk's list, what is open for whoever watches, what was upheld, public questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from oneseal.cases.selectors import light_preset
from oneseal.evaluation.models import Matter, MatterQuestion
from oneseal.evaluation.policies import ANSWERS, EXTENDS, can_see_who, oversees_city
from oneseal.evaluation.rules.matter_answers import Verdict
from oneseal.evaluation.rules.matter_limits import matter_face
from oneseal.evaluation.rules.matters import OPEN, MatterKind, MatterState
from oneseal.evaluation.selectors.matters import (
    LIST_LIMIT,
    MatterFacts,
    clock_of_matter,
    matter_facts,
    pauses_by_matter,
)
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.identity.selectors import agencies_all, holding_agencies
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.clock import Light
from oneseal.workflow.selectors import calendar

_WAITING = tuple(sorted(state.value for state in OPEN))


@dataclass(frozen=True, slots=True)
class MattersWanted:
    """What a list shows: `kind` or `light` empty: any; `is_open` None: open and done."""

    kind: str = ""
    is_open: bool | None = True
    light: str = ""
    words: str = ""
    is_own: bool = False


def _seen_by(actor: Actor | None) -> QuerySet[Matter]:
    """Return what a member of staff may see (`policies.can_see` as a condition); nobody else sees anything."""
    if actor is None or actor.kind is not ActorKind.STAFF or actor.agency_id is None:
        return Matter.objects.none()
    seen = Q(pk__in=())
    if actor.may(ANSWERS) or actor.may(EXTENDS):
        seen |= Q(agency_id=actor.agency_id)
    if oversees_city(actor):
        seen |= ~Q(kind=MatterKind.REPORT.value, about_id=actor.agency_id)
    return Matter.objects.filter(seen)


def _narrowed(rows: QuerySet[Matter], wanted: MattersWanted, actor: Actor) -> QuerySet[Matter]:
    if wanted.is_own:
        rows = rows.filter(agency_id=actor.own_agency)
    if wanted.is_open is not None:
        rows = rows.filter(state__in=_WAITING) if wanted.is_open else rows.exclude(state__in=_WAITING)
    if wanted.words:
        said = wanted.words.strip()
        rows = rows.filter(Q(number__iexact=said) | Q(case_number__iexact=said) | Q(text__icontains=said))
    return rows


def matters_for_staff(
    actor: Actor, wanted: MattersWanted, *, today: date, limit: int = LIST_LIMIT
) -> list[MatterFacts]:
    """Return the matters of a list, those that wait longest by their last day first, then the newest done."""
    rows = _narrowed(_seen_by(actor), wanted, actor).select_related("about", "agency")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    ordered = rows.order_by("due_on", "id") if wanted.is_open else rows.order_by("-received_at", "id")
    kept = list(ordered[:limit])
    pauses = pauses_by_matter([row.id for row in kept])
    found = [
        matter_facts(
            row, today=today, pauses=pauses.get(row.id, ()),
            shows_who=can_see_who(actor, kind=row.kind, about_id=row.about_id, agency_id=row.agency_id),
        )
        for row in kept
    ]  # fmt: skip
    return [one for one in found if not wanted.light or one.face.light == wanted.light]


def matter_counts(actor: Actor, wanted: MattersWanted) -> dict[str, int]:
    """Return how many matters of each kind a list has, in one query."""
    rows = _narrowed(_seen_by(actor), wanted, actor).order_by().values_list("kind").annotate(Count("id"))
    return dict(Counter(dict(rows)))


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """An open matter for whoever watches the city: last day, days left (negative: over), light."""

    id: UUID
    number: str
    kind: MatterKind
    state: MatterState
    agency_id: UUID
    received_on: date
    due_on: date
    is_provisional: bool
    remaining: int
    light: Light


def matters_open(*, today: date, agency_id: UUID | None = None, kinds: Collection[MatterKind] = ()) -> list[OpenMatter]:
    """Return every open matter of the city or of an agency with its last day and light, by the last day.

    For rooms above; no name and no text leaves with it.
    """
    rows = Matter.objects.filter(state__in=_WAITING)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if kinds:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    kept = list(rows.order_by("due_on", "id"))
    pauses, days, preset = pauses_by_matter([row.id for row in kept]), calendar(), light_preset()
    found = []
    for row in kept:
        kind, state, clock = MatterKind(row.kind), MatterState(row.state), clock_of_matter(row, pauses.get(row.id, ()))
        face = matter_face(clock, kind=kind, state=state, calendar=days, today=today, preset=preset)
        found.append(
            OpenMatter(
                row.id, row.number, kind, state, row.agency_id, row.received_at.date(), face.due.on,
                face.due.is_provisional, face.remaining, face.light,
            )
        )  # fmt: skip
    return found


def matters_upheld(*, since: date, until: date) -> dict[UUID, int]:
    """Return how many complaints and reports about each agency were upheld in a period, both days included (D9)."""
    rows = Matter.objects.filter(
        result=Verdict.UPHELD.value,
        answered_at__gte=beijing_instant(since),
        answered_at__lt=beijing_instant(until + timedelta(days=1)),
    )
    return dict(rows.order_by().values_list("about_id").annotate(Count("id")))


def desks() -> list[UUID]:
    """Return the agencies that answer matters, the first agency of the city first."""
    return holding_agencies(ANSWERS)


def desks_named(*, without: UUID | None = None) -> list[tuple[UUID, str]]:
    """Return the agencies to which a matter can be transferred, by name."""
    able = set(desks())
    return [(row.id, row.name) for row in agencies_all() if row.id in able and row.id != without]


def questions_public(*, item_id: UUID | None = None, limit: int = 50) -> list[MatterQuestion]:
    """Return the released questions and answers, newest first; of one item, or of all."""
    rows = MatterQuestion.objects.select_related("agency").filter(released_at__isnull=False)
    if item_id is not None:
        rows = rows.filter(item_id=item_id)
    return list(rows.order_by("-released_at", "id")[:limit])


def question_of_matter(found: MatterFacts) -> MatterQuestion | None:
    """Return the public question that was drafted from a matter; the caller was allowed to load the matter."""
    return MatterQuestion.objects.filter(matter_id=found.id).first()
