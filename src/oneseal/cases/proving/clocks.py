"""Prove that the clocks on the rows of cases are what ledger, calendar and term make of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from oneseal.cases.proving.rows import KIND, cases_streamed, procedures_streamed, suspensions_streamed
from oneseal.cases.rules.clock import DELIVERY_TERM, Dues, delivery_dues, main_dues, receipt_due, statutory_start
from oneseal.cases.rules.dues import DATED
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.law_days import LAW_DAYS, law_ends
from oneseal.cases.rules.ledger import LedgerClock, ends_cached, ledger_clock, pauses_cached
from oneseal.cases.selectors.ways import ways_of
from oneseal.cases.services.drafting import statutory_term
from oneseal.cases.services.recomputing import JOB
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.jobs.services import last_run
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.proof.streams import Beside
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import Calendar, PauseInverted, Term
from oneseal.workflow.selectors import calendar, forget_calendar, ledger_streamed, notices_loaded_at

Pair = tuple[str, Any, Any]
_PauseTold = tuple[str, str, bool, date | None]


@dataclass(frozen=True, slots=True)
class _Known:
    """What dates rest on beside a case itself: the calendar, when its years were loaded, the last nightly run."""

    calendar: Calendar
    loaded_at: dict[int, datetime]
    today: date
    recomputed_on: date | None

    def may_have_changed(self, years: range, *, since: date) -> bool:
        """Return True when a notice of these years was loaded on a day or later: an old date may rest on less."""
        return any(beijing_date(self.loaded_at[year]) >= since for year in years if year in self.loaded_at)


def clocks(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each day on a case's row that does not follow from its ledger, the calendar and its term."""
    forget_calendar()
    last = last_run(JOB)
    known = _Known(calendar(), notices_loaded_at(), beijing_date(scope.now), last and beijing_date(last))
    ledger = Beside(ledger_streamed(KIND, since=scope.since))
    procedures, suspensions = Beside(procedures_streamed(scope.since)), Beside(suspensions_streamed(scope.since))
    for facts in cases_streamed(scope.since, tally):
        clock = ledger_clock(ledger.of(facts.id))
        found = {"procedure": procedures.of(facts.id), "suspension": suspensions.of(facts.id)}
        pairs = [*_from_ledger(facts, clock), *_pauses(facts, found), *_terms(facts)]
        pairs += _law_ends(facts, clock, known=known)
        for code, expected, found in [*pairs, *_dues(facts, clock, known=known)]:
            if expected != found:
                yield Finding(code, expected=_plain(expected), found=_plain(found), about=(KIND, facts.id))
    for subject_id in ledger.rest():
        yield Finding("clocks.stray", about=(KIND, subject_id))


def _plain(value: Any) -> str:  # noqa: ANN401 - what is compared
    if isinstance(value, Counter):
        return "; ".join(" ".join(key) + (f" ×{count}" if count > 1 else "") for key, count in sorted(value.items()))
    if isinstance(value, tuple):
        return " ".join(map(_plain, value))
    if isinstance(value, Term):
        return f"{value.length} {value.unit.value}"
    if isinstance(value, bool):
        return "✓" if value else "—"
    return str(value or "—")


def _from_ledger(facts: CaseFacts, clock: LedgerClock) -> Iterator[Pair]:
    """Yield what the row caches of the ledger beside what the ledger says."""
    start, statutory = clock.accepted_on or clock.received_on, clock.received_on
    if clock.accepted_on is not None and clock.received_on is not None:
        statutory = statutory_start(facts, received_on=clock.received_on, accepted_on=clock.accepted_on)
    yield "clocks.start", start, facts.clock_from_on
    yield "clocks.statutory_start", statutory, facts.statutory_from_on
    yield "clocks.accepted", clock.accepted_on is not None, facts.accepted_at is not None
    yield "clocks.pauses", clock.pauses, pauses_cached(facts)
    yield "clocks.pause_ends", clock.ends, ends_cached(facts)
    yield "clocks.extension", clock.extended_days, facts.extended_days
    yield "clocks.delivery_start", clock.delivery_from_on, facts.delivery_from_on
    if facts.decided_at is not None:
        yield "clocks.decided", clock.stopped_on, beijing_date(facts.decided_at)
    if facts.delivery is not None:
        yield "clocks.delivered", clock.delivered_on, facts.delivered_at and beijing_date(facts.delivered_at)


def _pauses(facts: CaseFacts, found: Mapping[str, list[_PauseTold]]) -> Iterator[Pair]:
    """Yield each pause beside what the row of its procedure or suspension says."""
    known = {kind: {row[0]: row for row in rows} for kind, rows in found.items()}
    for pause in facts.pauses:
        end = date.fromisoformat(pause["end"]) if pause["end"] else None
        kind = next((kind for kind in known if kind in pause), "procedure")
        own = pause.get(kind, "")
        yield "clocks.procedure", known[kind].get(own), (own, pause["cause"], pause["stops_statutory"], end)


def _law_ends(facts: CaseFacts, clock: LedgerClock, *, known: _Known) -> Iterator[Pair]:
    """Yield on which day the law ended each closed pause beside what the row says.

    What rests on a notice that was loaded since is left, and so is what ended with its case before pauses on the row
    told their limit.
    """
    ways = ways_of(version_terms(facts.item_version_id)).procedures if facts.pauses else ()
    limits = {way.kind: way.max_days for way in ways if way.max_days is not None}
    expected = law_ends(facts.pauses, limits=limits, ended=clock.ended, calendar=known.calendar)
    for place, row in enumerate(facts.pauses):
        found = date.fromisoformat(row["law_end"]) if row.get("law_end") else None
        wanted = expected.get(place)
        if wanted != found and not _is_of_another_time(row, clock, known=known):
            yield "clocks.law_end", wanted, found


def _is_of_another_time(row: Mapping[str, Any], clock: LedgerClock, *, known: _Known) -> bool:
    if not row["end"]:
        return False
    first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
    ended_with_case = clock.stopped_on == last and LAW_DAYS not in row and not row.get("law_end")
    return ended_with_case or known.may_have_changed(range(first.year, last.year + 1), since=last)


def _terms(facts: CaseFacts) -> Iterator[Pair]:
    """Yield the terms on the row beside those of the version that the case keeps."""
    terms = version_terms(facts.item_version_id)
    own = statutory_term(terms) if facts.lower_case_id is None else terms.statutory
    # On the spot nothing is promised; what was accepted to be examined instead keeps the limit of the law.
    is_examined = facts.accepted_at is not None and facts.promised.length and ways_of(terms).at_once
    yield "clocks.promised_term", own if is_examined and not terms.promised.length else terms.promised, facts.promised
    yield "clocks.statutory_term", own, facts.statutory
    if facts.delivery is not None and facts.delivery != DELIVERY_TERM:
        yield "clocks.delivery_term", terms.issuing, facts.delivery


def _dues(facts: CaseFacts, clock: LedgerClock, *, known: _Known) -> Iterator[Pair]:
    """Yield the due dates on the row beside those that are computed now."""
    try:
        if facts.clock_from_on is None:
            yield "clocks.due", None, facts.due_on
        elif facts.accepted_at is None or facts.statutory_from_on is None:
            yield from _answer_dues(facts, clock, known=known)
        elif facts.delivery_from_on is not None and facts.delivery is not None:
            yield from _delivery_dues(facts, clock, known=known)
        else:
            yield from _decision_dues(facts, clock, known=known)
    except PauseInverted:
        yield "clocks.pauses", clock.pauses, pauses_cached(facts)


def _is_live(facts: CaseFacts) -> bool:
    return facts.state in DATED


def _pairs(facts: CaseFacts, expected: Dues, *, known: _Known, frozen_on: date | None) -> Iterator[Pair]:
    """Yield the dates of the clock that ran last; those of one that stands rest on the notices of its time."""
    found, wanted = _ends_on_row(facts), _ends(expected)
    if (
        frozen_on is not None
        and wanted != found
        and _is_of_its_time(facts, (*wanted, *found), known=known, frozen_on=frozen_on)
    ):
        return
    yield "clocks.due", wanted[0], found[0]
    yield "clocks.statutory_due", wanted[1], found[1]
    if frozen_on is None:
        yield "clocks.provisional", expected.is_provisional, facts.due_is_provisional


def _ends(dues: Dues) -> tuple[date, date]:
    """Return both ends of a clock, of a term in hours the instant."""
    return dues.promised.at or dues.promised.on, dues.statutory.at or dues.statutory.on


def _ends_on_row(facts: CaseFacts) -> tuple[date | None, date | None]:
    return facts.due_at or facts.due_on, facts.statutory_due_at or facts.statutory_due_on


def _is_of_its_time(facts: CaseFacts, days: tuple[date | None, ...], *, known: _Known, frozen_on: date) -> bool:
    """Return True when dates that stand may rest on another calendar than today's."""
    first = (facts.statutory_from_on or facts.clock_from_on or frozen_on).year
    last = max(day.year for day in days if day is not None)
    return known.may_have_changed(range(first, last + 2), since=frozen_on)


def _answer_dues(facts: CaseFacts, clock: LedgerClock, *, known: _Known) -> Iterator[Pair]:
    due = receipt_due(facts.clock_from_on or known.today, known.calendar)
    frozen_on = None if _is_live(facts) else clock.stopped_on or known.today
    yield from _pairs(facts, Dues(due, due), known=known, frozen_on=frozen_on)


def _delivery_dues(facts: CaseFacts, clock: LedgerClock, *, known: _Known) -> Iterator[Pair]:
    started_on, term = facts.delivery_from_on or known.today, facts.delivery or DELIVERY_TERM
    dues = delivery_dues(started_on, term, calendar=known.calendar)
    frozen_on = None if _is_live(facts) else clock.delivered_on or known.today
    yield from _pairs(facts, dues, known=known, frozen_on=frozen_on)
    decided = main_dues(facts, calendar=known.calendar, today=known.today)
    wanted = (decided.promised.on, decided.statutory.on)
    found = (facts.decision_due_on, facts.decision_statutory_due_on)
    if wanted != found and _is_of_its_time(facts, (*wanted, *found), known=known, frozen_on=started_on):
        return
    yield "clocks.decision_due", wanted[0], found[0]
    yield "clocks.decision_statutory_due", wanted[1], found[1]


def _decision_dues(facts: CaseFacts, clock: LedgerClock, *, known: _Known) -> Iterator[Pair]:
    is_paused = any(pause.end is None for pause in facts.ledger_pauses)
    if not is_paused:
        dues = main_dues(facts, calendar=known.calendar, today=known.today)
        frozen_on = None if _is_live(facts) else clock.stopped_on or known.today
        yield from _pairs(facts, dues, known=known, frozen_on=frozen_on)
    elif _is_live(facts):
        yield from _projected_dues(facts, clock, known=known)


def _projected_dues(facts: CaseFacts, clock: LedgerClock, *, known: _Known) -> Iterator[Pair]:
    """Yield the dates of a clock that stands still: projected to a day since it was last computed, at best today."""
    since = max(day for day in (clock.moved_on, known.recomputed_on, date.min) if day is not None)
    found, day = _ends_on_row(facts), known.today
    while day > since:
        dues = main_dues(facts, calendar=known.calendar, today=day)
        if _ends(dues) == found:
            break
        day -= timedelta(days=1)
    dues = main_dues(facts, calendar=known.calendar, today=max(day, min(since, known.today)))
    if _ends(dues) != found:
        dues = main_dues(facts, calendar=known.calendar, today=known.today)
    yield from _pairs(facts, dues, known=known, frozen_on=None)


CLOCKS: Final = Proof(
    "cases.clocks",
    _("办件期限"),
    clocks,
    {
        "clocks.start": _("办件 %(subject)s 的期限起算日不对：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.statutory_start": _("办件 %(subject)s 的法定期限起算日不对：应是 %(expected)s，办件上是 %(found)s。"),
        "clocks.accepted": _("办件 %(subject)s 是否受理与台账不一致：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.pauses": _("办件 %(subject)s 的停止计时与台账不一致：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.pause_ends": _("办件 %(subject)s 的恢复计时与台账不一致：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.procedure": _("办件 %(subject)s 的停止计时与程序记录不一致：应是 %(expected)s，办件上是 %(found)s。"),
        "clocks.law_end": _(
            "办件 %(subject)s 的停止计时超过法律规定的天数，法律允许停到 %(expected)s，办件上是 %(found)s。"
        ),
        "clocks.extension": _("办件 %(subject)s 的延长天数与台账不一致：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.delivery_start": _("办件 %(subject)s 的送达期限起算日不对：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.decided": _("办件 %(subject)s 的决定日期与台账不一致：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.delivered": _("办件 %(subject)s 的送达日期与台账不一致：台账是 %(expected)s，办件上是 %(found)s。"),
        "clocks.promised_term": _("办件 %(subject)s 的承诺期限与事项不一致：事项是 %(expected)s，办件上是 %(found)s。"),
        "clocks.statutory_term": _(
            "办件 %(subject)s 的法定期限与事项不一致：事项是 %(expected)s，办件上是 %(found)s。"
        ),
        "clocks.delivery_term": _("办件 %(subject)s 的送达期限与事项不一致：事项是 %(expected)s，办件上是 %(found)s。"),
        "clocks.due": _("办件 %(subject)s 的到期日不对：应是 %(expected)s，办件上是 %(found)s。"),
        "clocks.statutory_due": _("办件 %(subject)s 的法定到期日不对：应是 %(expected)s，办件上是 %(found)s。"),
        "clocks.provisional": _("办件 %(subject)s 的到期日是否暂定不对：应是 %(expected)s，办件上是 %(found)s。"),
        "clocks.decision_due": _("办件 %(subject)s 的决定到期日不对：应是 %(expected)s，办件上是 %(found)s。"),
        "clocks.decision_statutory_due": _(
            "办件 %(subject)s 的决定法定到期日不对：应是 %(expected)s，办件上是 %(found)s。"
        ),
        "clocks.stray": _("台账中有 %(subject)s 的记录，但没有这个办件。"),
    },
)
