"""Derive a month's index again: inputs case by case, scores from the kept inputs, and the digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from oneseal.cases.selectors.figures import ONLINE
from oneseal.evaluation.selectors import grades_counted
from oneseal.performance.errors import IndexNotFound
from oneseal.performance.models import Adjustment, CaseFact, IndexLine, IndexMonth
from oneseal.performance.rules.endings import Ending
from oneseal.performance.rules.months import Stage
from oneseal.performance.rules.scoring import digest_of, inputs_as_mapping, inputs_from_mapping, month_scored
from oneseal.performance.rules.sums import Period, Sums
from oneseal.performance.selectors.index import line_as_mapping, lines_of
from oneseal.performance.selectors.inputs import inputs_from
from oneseal.performance.selectors.recomputing import Difference
from oneseal.performance.selectors.weights import scheme_told

SCORED = ("scores", "groups", "weight_counted", "total", "final", "place", "cases")


def index_differing(month: date) -> Iterator[Difference]:
    """Yield everything in the newest version of a month that does not follow.

    Raises:
        IndexNotFound: nobody has computed the month.
    """
    index = IndexMonth.objects.filter(month=month).order_by("-version").first()
    if index is None:
        raise IndexNotFound("no index of this month")
    lines = list(lines_of(index))
    if index.stage == Stage.PUBLISHED:
        sha256 = digest_of(index.scheme, [line_as_mapping(line) for line in lines])
        if sha256 != index.sha256:
            yield Difference("sha256", str(index), sha256, index.sha256)
    yield from _scores_differing(index, lines)
    yield from _inputs_differing(index, lines)


def _scores_differing(index: IndexMonth, lines: list[IndexLine]) -> Iterator[Difference]:
    points: dict[str, list[Decimal]] = {}
    for row in Adjustment.objects.filter(index=index).order_by("id"):
        points.setdefault(str(row.agency_id), []).append(row.points)
    kept = {str(line.agency_id): line for line in lines}
    inputs = {key: inputs_from_mapping(line.inputs) for key, line in kept.items()}
    for scored in month_scored(inputs, scheme_told(index.scheme), points):
        line = kept[scored.key]
        yield from _different(line.agency_name, {name: getattr(scored, name) for name in SCORED}, line)


def _inputs_differing(index: IndexMonth, lines: list[IndexLine]) -> Iterator[Difference]:
    period = Period.of_month(index.month)
    found = inputs_from(period, sums_recounted(period))
    for line in lines:
        counted = inputs_as_mapping(found[line.agency_id]) if line.agency_id in found else {}
        for name in sorted({*counted, *line.inputs}):
            pair = counted.get(name), line.inputs.get(name)
            if pair[0] != pair[1]:
                yield Difference(name, line.agency_name, str(pair[0]), str(pair[1]))


def _different(where: str, counted: Mapping[str, Any], kept: object) -> Iterator[Difference]:
    for name, value in counted.items():
        was = getattr(kept, name)
        if value != was:
            yield Difference(name, where, str(value), str(was))


def sums_recounted(period: Period) -> dict[UUID, Sums]:
    """Return the sums of a period by department, added up one case after the other and without the sums of days."""
    found: dict[UUID, Sums] = {}
    for fact in CaseFact.objects.order_by("case_id").iterator(chunk_size=5000):
        found[fact.agency_id] = _plus(found.get(fact.agency_id, Sums()), _given(fact, period))
    for agency_id, (satisfied, graded) in grades_counted(period.first, period.last).items():
        found[agency_id] = replace(found.get(agency_id, Sums()), satisfied=satisfied, graded=graded)
    return found


def _plus(one: Sums, other: Sums) -> Sums:
    told = asdict(other)
    return Sums(**{field.name: getattr(one, field.name) + told[field.name] for field in fields(Sums)})


def _given(fact: CaseFact, period: Period) -> Sums:
    """Return what one case gives to the inputs of a period."""
    is_accepted = fact.accepted_on is not None and period.first <= fact.accepted_on <= period.last
    is_open = fact.accepted_on is not None and (fact.ended_on is None or fact.ended_on > period.last)
    is_late = is_open and fact.due_on is not None and fact.due_on < period.last
    sums = Sums(
        accepted=int(is_accepted), accepted_online=int(is_accepted and fact.channel == ONLINE), open_late=int(is_late)
    )
    is_closed = fact.ended_on is not None and period.first <= fact.ended_on <= period.last
    return _closed(sums, fact) if is_closed and fact.ending == Ending.CLOSED else sums


def _closed(sums: Sums, fact: CaseFact) -> Sums:
    found = replace(sums, closed=1, closed_late=int(fact.is_late), closed_at_once=int(fact.is_immediate))
    if fact.is_immediate or fact.elapsed_days is None or fact.promised_days is None:
        return found
    return replace(
        found, promise_closed=1, promise_early=int(fact.elapsed_days < fact.promised_days),
        promise_elapsed=fact.elapsed_days, promise_promised=fact.promised_days,
    )  # fmt: skip
