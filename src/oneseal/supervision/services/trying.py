"""Try another setting of a rule over days that are over: what it would have found, and what it would not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from oneseal.identity.selectors import agencies_all
from oneseal.supervision.errors import TrialTooLong
from oneseal.supervision.ports import source_of
from oneseal.supervision.rules.comparing import Compared, compared
from oneseal.supervision.rules.facts import CaseSeen, Window
from oneseal.supervision.rules.hits import Hit
from oneseal.supervision.rules.rulebook import InForce, hits_of
from oneseal.supervision.selectors.gathering import Happened, cases_seen, happened_in
from oneseal.workflow.selectors import calendar

MOST_DAYS: Final = 92
MOST_CASES: Final = 20_000  # of one agency; beyond it a trial says that it is not whole


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial showed; `is_whole` False: an agency had more cases than a trial looks at."""

    window: Window
    compared: Compared
    cases: int
    is_whole: bool

    @property
    def as_kept(self) -> dict[str, Any]:
        """Return the trial as it is kept beside the proposal, ready for JSON."""
        found = self.compared
        return {
            "first": self.window.first.isoformat(), "last": self.window.last.isoformat(), "cases": self.cases,
            "is_whole": self.is_whole, "kept": found.kept,
            "new": {str(key): count for key, count in found.new.items()},
            "gone": {str(key): count for key, count in found.gone.items()},
            "named_new": list(found.named_new), "named_gone": list(found.named_gone),
        }  # fmt: skip


def trial_make(current: InForce, wanted: InForce, *, window: Window, today: date) -> Trial:
    """Return what another setting of a rule changes over some days; nothing is written.

    Raises:
        TrialTooLong.
    """
    if not window.first <= window.last <= today or window.last - window.first >= timedelta(days=MOST_DAYS):
        raise TrialTooLong("the days of a trial are bounded", most=MOST_DAYS)
    happened = happened_in(window)
    now: list[Hit] = []
    then: list[Hit] = []
    count, is_whole = 0, True
    for agency_id in agencies_all().values_list("pk", flat=True):
        seen = list(islice(_cases(agency_id, current, happened), MOST_CASES + 1))
        is_whole = is_whole and len(seen) <= MOST_CASES
        count += len(seen[:MOST_CASES])
        for case in seen[:MOST_CASES]:
            now.extend(hits_of(case, [current], calendar=calendar(), window=window))
            then.extend(hits_of(case, [wanted], calendar=calendar(), window=window))
        now.extend(_outside(agency_id, current, window))
        then.extend(_outside(agency_id, wanted, window))
    return Trial(window, compared(now, then), count, is_whole)


def _cases(agency_id: UUID, rule: InForce, happened: Happened) -> Iterator[CaseSeen]:
    return cases_seen(agency_id, happened) if rule.rule.condition is not None else iter(())


def _outside(agency_id: UUID, wanted: InForce, window: Window) -> Iterator[Hit]:
    room = source_of(wanted.rule.source) if wanted.rule.source else None
    if room is not None and wanted.is_on:
        yield from room.hits(wanted.rule.id, agency_id=agency_id, window=window, limits=wanted.limits)


def with_setting(current: InForce, *, is_on: bool, limits: dict[str, int]) -> InForce:
    """Return a rule as somebody wants it."""
    return replace(current, is_on=is_on, limits={**current.limits, **limits})
