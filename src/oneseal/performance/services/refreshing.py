"""Derive the facts: those of cases on which anything was done since the last reading, or all from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Final

from django.db import connection, transaction

from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.timekeeping import beijing_date
from oneseal.performance.models import CaseFact, DayFigures, Watermark
from oneseal.performance.rules.facts import Fact
from oneseal.performance.selectors.adding import COLUMNS, contributions
from oneseal.performance.selectors.figures import FACTS
from oneseal.performance.selectors.observing import facts_derived
from oneseal.workflow.selectors import forget_calendar

JOB: Final = "performance.refresh"
BATCH: Final = 2000
AT_WORK: Final = 1_197_431  # the advisory lock of whoever derives facts
_CHANGED: Final = tuple(field.name for field in CaseFact._meta.concrete_fields if not field.primary_key)
_NAMES: Final = ", ".join(COLUMNS)
_ADD: Final = (
    f"INSERT INTO performance_day_figures AS kept (day, agency_id, item_id, {_NAMES}) {{given}}"
    " ON CONFLICT (agency_id, day, item_id) DO UPDATE SET "
    + ", ".join(f"{name} = kept.{name} + excluded.{name}" for name in COLUMNS)
)
_TAKE: Final = (
    f"INSERT INTO performance_day_figures AS kept (day, agency_id, item_id, {_NAMES}) {{given}}"
    " ON CONFLICT (agency_id, day, item_id) DO UPDATE SET "
    + ", ".join(f"{name} = kept.{name} - excluded.{name}" for name in COLUMNS)
)
_THESE: Final = "case_id = ANY(%(ids)s::uuid[])"


def facts_refresh(*, now: datetime) -> int:
    """Derive anew the facts of cases on which anything was done since the day of the last reading; return how many.

    The whole day is read again: an act whose transaction ended late is not missed.
    """
    forget_calendar()
    kept = Watermark.objects.filter(name=FACTS).first()
    if kept is None:
        return facts_rebuild(now=now)
    count = sum(_replaced(batch) for batch in _batches(facts_derived(since=beijing_date(kept.read_until))))
    _read_until(now)
    return count


@transaction.atomic
def facts_rebuild(*, now: datetime) -> int:
    """Throw every fact away and derive all of them from nothing; return how many cases there are."""
    forget_calendar()
    _locked()
    CaseFact.objects.all().delete()
    DayFigures.objects.all().delete()
    count = 0
    for batch in _batches(facts_derived(since=None)):
        count += len(CaseFact.objects.bulk_create([CaseFact(**asdict(fact)) for fact in batch]))
    with connection.cursor() as cursor:
        cursor.execute(_ADD.format(given=contributions("true")))
    _read_until(now)
    return count


@transaction.atomic
def _replaced(batch: Sequence[Fact]) -> int:
    """Take the old share of some cases out of the sums, write their facts, and put the new share in."""
    _locked()
    told = {"ids": [fact.case_id for fact in batch]}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(given=contributions(_THESE)), told)
        CaseFact.objects.bulk_create(
            [CaseFact(**asdict(fact)) for fact in batch],
            update_conflicts=True, unique_fields=["case_id"], update_fields=_CHANGED,
        )  # fmt: skip
        cursor.execute(_ADD.format(given=contributions(_THESE)), told)
    return len(batch)


def facts_forget() -> None:
    """Let the next reading derive every fact from nothing: whoever loads a past writes acts older than the last one."""
    Watermark.objects.filter(name=FACTS).delete()


def _locked() -> None:
    """Let one refresh go after the other."""
    one_at_a_time(AT_WORK)


def _read_until(now: datetime) -> None:
    Watermark.objects.update_or_create(name=FACTS, defaults={"read_until": now, "refreshed_at": now})


def _batches(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    rest = iter(facts)
    while batch := list(islice(rest, BATCH)):
        yield batch
