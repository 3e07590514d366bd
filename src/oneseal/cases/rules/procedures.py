"""Procedures beside the usual way: their kinds, their own target and light (A66), tests by APL 55, what is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from oneseal.cases.rules.hearing import Phase
from oneseal.cases.rules.procedure_kinds import EXPERT_REVIEW, MEETING, PUBLICITY, TESTS
from oneseal.cases.rules.states import Action
from oneseal.cases.rules.ways import ItemWays
from oneseal.kernel import licensing
from oneseal.kernel.clock import Calendar, Light, Term, Unit, due_or_estimate, light

ASSIGN_TERM: Final = Term(licensing.ASSIGN_DAYS, Unit.WORKING_DAY)  # APL art. 55(2)
Span = tuple[date, date]  # as pauses: the first day still counts, the last does not
PASSED, FAILED = "passed", "failed"


@dataclass(frozen=True, slots=True)
class TargetFace:
    """How a procedure stands to its own target: the light, and the working days left (negative: over)."""

    light: Light
    remaining: int


def target_face(*, opened_on: date, target_on: date, today: date, calendar: Calendar) -> TargetFace:
    """Return the light of a procedure's own target, by the rule of every light; it never stands still."""
    known = calendar.with_estimates(range(min(opened_on, today).year, max(target_on, today).year + 1))
    left = known.count(today, target_on) if today <= target_on else -max(1, known.count(target_on, today))
    return TargetFace(light(remaining=left, promised_days=max(1, known.count(opened_on, target_on))), left)


def law_end(spans: Sequence[Span], *, start: date, end: date, most: int, calendar: Calendar) -> date:
    """Return the last day on which the law lets a pause from `start` to `end` stop its clock.

    `spans` are those of the other procedures of the kind: together they stop it for `most` working days (APL art. 45).
    """
    known = calendar.with_estimates(range(min((start, *(one for one, _end in spans))).year, end.year + 1))

    def is_within(last: date) -> bool:
        return sum(known.count(*span) for span in joined([*spans, (start, last)])) <= most

    days = (end - timedelta(days=back) for back in range((end - start).days))
    return next((day for day in days if is_within(day)), start)


def joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans as disjoint ones, so that no day of two at once is counted twice."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def reminder_on(target_on: date, *, calendar: Calendar) -> date:
    """Return the working day before a target."""
    known = calendar.with_estimates((target_on.year - 1, target_on.year))
    day = target_on - timedelta(days=1)
    while not known.is_working_day(day):
        day -= timedelta(days=1)
    return day


def assign_by(accepted_on: date, *, calendar: Calendar) -> date:
    """Return until when two testers are assigned (APL art. 55(2))."""
    return due_or_estimate(start_on=accepted_on, term=ASSIGN_TERM, calendar=calendar).on


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open on a case beside its clock; `hearing` is the phase of the open or the last held hearing."""

    hearing: Phase | None = None
    recusal_is_asked: bool = False
    kinds: frozenset[str] = frozenset()
    interested_wait: bool = False
    has_open_task: bool = False
    applicant_may_waive: bool = False
    others_may_waive: bool = False


_Offer = Callable[[Standing, ItemWays], bool]


def _has_open(*kinds: str) -> _Offer:
    return lambda standing, _ways: not standing.kinds.isdisjoint(kinds)


def _names(*kinds: str) -> _Offer:
    return lambda _standing, ways: any(ways.procedure(kind) for kind in kinds)


def _in_phase(*phases: Phase | None) -> _Offer:
    return lambda standing, _ways: standing.hearing in phases


_OFFERED: Final[Mapping[Action, _Offer]] = {
    Action.TELL_HEARING_RIGHT: _in_phase(None),
    Action.REQUEST_HEARING: _in_phase(Phase.TOLD),
    Action.RECORD_HEARING_REQUEST: _in_phase(Phase.TOLD),
    Action.WAIVE_HEARING: lambda standing, _ways: standing.hearing is Phase.TOLD and standing.applicant_may_waive,
    Action.RECORD_HEARING_WAIVER: lambda standing, _ways: standing.hearing is Phase.TOLD and standing.others_may_waive,
    Action.ATTACH_MINUTES: _in_phase(Phase.HELD),
    Action.ARRANGE_HEARING: _in_phase(None, Phase.REQUESTED),
    Action.ASK_RECUSAL: lambda standing, _ways: standing.hearing is Phase.ARRANGED and not standing.recusal_is_asked,
    Action.DECIDE_RECUSAL: _in_phase(Phase.ARRANGED),
    Action.RECORD_HEARING: _in_phase(Phase.ARRANGED),
    Action.END_HEARING: _in_phase(Phase.TOLD, Phase.REQUESTED, Phase.ARRANGED),
    Action.RECORD_STATEMENT: lambda standing, _ways: standing.interested_wait,
    Action.ARRANGE_EXPERT_REVIEW: _names(EXPERT_REVIEW),
    Action.RECORD_EXPERT_REVIEW: _has_open(EXPERT_REVIEW),
    Action.ASSIGN_TEST: _names(*TESTS),
    Action.RECORD_TEST: _has_open(*TESTS),
    Action.PUBLICISE: lambda standing, _ways: PUBLICITY not in standing.kinds,
    Action.RECORD_OBJECTION: _has_open(PUBLICITY),
    Action.END_PUBLICITY: _has_open(PUBLICITY),
    Action.RECORD_MEETING: _has_open(MEETING),
    Action.FINISH_MEETING_TASK: lambda standing, _ways: standing.has_open_task,
}


def is_procedure_offered(action: Action, *, standing: Standing, ways: ItemWays) -> bool:
    """Return True when what is under way, and the item, leave room for a procedural act."""
    asked = _OFFERED.get(action)
    return asked is None or asked(standing, ways)
