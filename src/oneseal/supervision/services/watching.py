"""Let the rules look: at one case after it was touched, and at every agency once a day, also at missed days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction

from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.foundation.writes import store
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id
from oneseal.supervision.models import Look
from oneseal.supervision.ports import source_of
from oneseal.supervision.rules.facts import Window
from oneseal.supervision.rules.hits import Hit
from oneseal.supervision.rules.rulebook import InForce, hits_of
from oneseal.supervision.selectors.gathering import Happened, case_seen, cases_seen, happened_in
from oneseal.supervision.selectors.settings import rules_in_force
from oneseal.supervision.services.recording import findings_record
from oneseal.workflow.selectors import calendar

log = structlog.get_logger("oneseal.supervision")
# A rule that has never looked begins so many days back: what is older was nobody's to watch.
FIRST_LOOK: Final = timedelta(days=31)
JOB: Final = "supervision.round"  # by night


@dataclass(frozen=True, slots=True)
class Watched:
    """What one round found: how many findings were made, and in how many agencies it failed."""

    made: int
    failed: int


def case_watch(case_id: UUID, *, now: datetime, was_refused: bool = False) -> tuple[UUID, ...]:
    """Let the rules look at one case that was just touched; return the findings that were made.

    Attempts that were refused are looked up only after one `was_refused`. Of a history that is made up in memory
    nothing is looked at here: the round of the day does.
    """
    if store() is not None:
        return ()
    today = beijing_date(now)
    case = case_seen(case_id, attempts_on=today if was_refused else None)
    if case is None:
        return ()
    rules = rules_in_force()
    hits = hits_of(case, rules.values(), calendar=calendar(), window=Window(today, today))
    return findings_record(hits, now=now, settings=_versions(rules.values()))


def round_make(*, tell: Callable[[], datetime]) -> Watched:
    """Let every rule look at every agency, from the day of its last look up to today; the same again changes nothing.

    Each agency is a transaction of its own. One whose facts break a rule is kept with the reason and looked at again
    from where it stood; the others go on.
    """
    rules, today = rules_in_force(), beijing_date(tell())
    asked = _Asked({}, rules)
    tried = [_tried(agency_id, asked, today=today, tell=tell) for agency_id in _agencies()]
    return Watched(sum(made for made in tried if made is not None), tried.count(None))


def _agencies() -> list[UUID]:
    return list(agencies_all().values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What agencies of one round share: the event log of a window, read once, and the rules as the city wants them."""

    logs: dict[Window, Happened]
    rules: Mapping[str, InForce]

    def happened(self, window: Window) -> Happened:
        """Return what happened in a window."""
        if window not in self.logs:
            self.logs[window] = happened_in(window)
        return self.logs[window]


def _tried(agency_id: UUID, asked: _Asked, *, today: date, tell: Callable[[], datetime]) -> int | None:
    """Look at one agency; None where that failed, which is kept with the reason."""
    try:
        with transaction.atomic():
            return _looked(agency_id, asked, today=today, now=tell())
    except Exception as problem:  # whatever is wrong with one agency's facts, the others are watched
        log.exception("supervision.look.failed", agency=str(agency_id))
        why = problem.code if isinstance(problem, RuleError) else type(problem).__name__
        with transaction.atomic():
            _keep_failure(agency_id, asked.rules, why=why, now=tell())
        return None


def _looked(agency_id: UUID, asked: _Asked, *, today: date, now: datetime) -> int:
    """Let the rules look at one agency, those together that last looked on the same day."""
    made = 0
    for first, group in groupby(_since(agency_id, asked.rules, today=today), key=lambda pair: pair[0]):
        rules = [rule for _first, rule in group]
        hits = hits_in(agency_id, rules, happened=asked.happened(Window(first, today)))
        made += len(findings_record(hits, now=now, settings=_versions(rules)))
    _keep(agency_id, asked.rules, now=now)
    return made


def _since(agency_id: UUID, rules: Mapping[str, InForce], *, today: date) -> list[tuple[date, InForce]]:
    """Return each rule with the day from which it looks: that of its last look, which was not over then."""
    looked = dict(Look.objects.filter(agency_id=agency_id).order_by("rule").values_list("rule", "looked_until"))
    starts = [
        (beijing_date(looked[key]) if key in looked else today - FIRST_LOOK, key, wanted)
        for key, wanted in rules.items()
        if wanted.is_on
    ]
    return [(first, wanted) for first, _key, wanted in sorted(starts, key=lambda one: one[:2])]


def hits_in(agency_id: UUID, rules: Iterable[InForce], *, happened: Happened) -> Iterator[Hit]:
    """Yield what rules find of one agency in a window: of its cases, and by the facts of other rooms."""
    wanted, days, window = list(rules), calendar(), happened.window
    if any(one.rule.condition is not None for one in wanted):
        for case in cases_seen(agency_id, happened):
            yield from hits_of(case, wanted, calendar=days, window=window)
    for one in wanted:
        room = source_of(one.rule.source) if one.rule.source else None
        if room is not None:
            yield from room.hits(one.rule.id, agency_id=agency_id, window=window, limits=one.limits)


def _versions(rules: Iterable[InForce]) -> dict[str, int]:
    return {one.rule.id: one.version for one in rules}


def _judged(rules: Mapping[str, InForce]) -> list[str]:
    """Return the rules that have facts to look at; one without a source has not looked, so its first look goes back."""
    return [key for key, one in rules.items() if one.rule.source is None or source_of(one.rule.source) is not None]


def _keep(agency_id: UUID, rules: Mapping[str, InForce], *, now: datetime) -> None:
    """Move the mark of every rule, also of those that are off: what happened meanwhile is not found afterwards."""
    judged = _judged(rules)
    rows = [Look(id=new_id(now), rule=key, agency_id=agency_id, looked_until=now, ran_at=now) for key in judged]
    Look.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["agency", "rule"],
        update_fields=["looked_until", "ran_at", "failed_at", "failure"],
    )  # fmt: skip


def _keep_failure(agency_id: UUID, rules: Mapping[str, InForce], *, why: str, now: datetime) -> None:
    """Keep why an agency could not be looked at; the marks stay, so that nothing is missed."""
    never = beijing_instant(beijing_date(now) - FIRST_LOOK)
    told = {"looked_until": never, "ran_at": now, "failed_at": now, "failure": why[:300]}
    rows = [Look(id=new_id(now), rule=key, agency_id=agency_id, **told) for key in _judged(rules)]
    Look.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["agency", "rule"], update_fields=["ran_at", "failed_at", "failure"]
    )
