"""Give a demo city a past of any length: planned from a seed, made by services or loaded in bulk."""

from __future__ import annotations

import gc
import itertools
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from oneseal.cases.selectors.ways import ways_of
from oneseal.cases.services import presses_forget
from oneseal.catalog.selectors import ItemTerms, items_received, version_in_force, version_terms
from oneseal.foundation.audit.selectors import last_closed_day
from oneseal.foundation.outbox.services import delivered_forget
from oneseal.foundation.timekeeping import BEIJING, beijing_date, beijing_instant
from oneseal.identity.selectors import first_agency, is_set_up
from oneseal.kernel.chance import drawn_from
from oneseal.kernel.errors import RuleError
from oneseal.kernel.process import longest
from oneseal.performance.services import facts_forget
from oneseal.simulation.city_people import Staff, applicants_register, parties_wanted
from oneseal.simulation.driving import Cast, Stage, drive, procedure_of
from oneseal.simulation.founding import city_found
from oneseal.simulation.loading import Loader, tables_analysed
from oneseal.simulation.memory import Memory, in_memory
from oneseal.simulation.plan import OfficeHours, PlannedCase, PlannedItem, one_of_each, planned_cases
from oneseal.simulation.services import DemoForbidden, is_demo_city
from oneseal.simulation.sharing import Desk, Ended, Said, made_in_shares
from oneseal.simulation.staging import MemoryStage, Numbers, Share
from oneseal.workflow.selectors import calendar

WORTH_SHARING: Final = 2_000
REHEARSED: Final = 5_000
AT_ONCE_WEIGHT: Final = 1.5
BLIND_WEIGHT: Final = 1.5  # often enough for its lots to be seen
PROCEDURE_DAYS: Final = 15


class HistoryTooEarly(RuleError):
    """A history cannot begin before the city has items, nor change a day whose acts are closed under a root."""

    code = "simulation.history_too_early"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What history is wanted: how many cases, filed between two days, from which seed."""

    cases: int
    first: date
    last: date
    seed: int


def nothing_said(_done: int) -> None:
    """Say nothing about progress."""


def history_by_services(wanted: Wanted, *, said: Said = nothing_said) -> int:
    """Make a history move by move, as the city would have; return how many cases have no step left."""
    with transaction.atomic():
        prepared = _prepared(wanted)
        done = _counted(drive(prepared.plan(), stage=Stage(prepared.cast, wanted.seed)), said)
        delivered_forget(before=_kept_from(wanted))
        presses_forget(before=_kept_from(wanted))
        facts_forget()
        return done


def history_in_bulk(wanted: Wanted, *, said: Said = nothing_said, processes: int | None = None) -> int:
    """Make the same history in memory with the same services, and load it by COPY.

    Several processes share the cases; None: as many as there are processors, one for a small history.
    One transaction: killed anywhere, nothing of it is there.
    """
    count = processes or (len(os.sched_getaffinity(0)) if wanted.cases >= WORTH_SHARING else 1)
    with transaction.atomic():
        prepared = _prepared(wanted)
        rehearsed = _rehearsed(prepared, wanted, cases=REHEARSED if count > 1 else 0)
        memory, numbers = rehearsed.memory, rehearsed.numbers

        def work(share: int, desk: Desk) -> Ended:
            memory.ask = desk.ask
            loader = Loader(memory, desk.sink)
            with in_memory(memory), collected_seldom():
                steps = drive(prepared.plan(), stage=Share((share, count), rehearsed, loader))
                done = _counted(steps, desk.said)
            loader.finish()
            return Ended(memory.counters, memory.serials, numbers.known, memory.besides, done)

        done = made_in_shares(work, count=count, columns=memory.columns, said=said)
        tables_analysed(memory.columns)
        facts_forget()
        return done


def _rehearsed(prepared: _Prepared, wanted: Wanted, *, cases: int) -> MemoryStage:
    """Take one case of each course that the beginning of a plan holds, and keep only what its steps take."""
    memory = Memory(kept_from=_kept_from(wanted))
    memory.begin()
    stage = MemoryStage(prepared.cast, wanted.seed, memory=memory, numbers=Numbers())
    with in_memory(memory):
        _counted(drive(one_of_each(itertools.islice(prepared.plan(), cases)), stage=stage), nothing_said)
    memory.forget_all()
    return stage


def _counted(steps: Iterator[int], said: Callable[[int], None]) -> int:
    done = 0
    for done, _number in enumerate(steps, start=1):
        said(done)
    return done


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Look for circular garbage seldom: the rows of open cases are many, live long and hold no circles."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _kept_from(wanted: Wanted) -> datetime:
    """Return since when events and keys of presses are still there on the history's last evening."""
    ends = beijing_instant(wanted.last + timedelta(days=1))
    return ends - timedelta(days=settings.ONESEAL_DELIVERED_KEEP_DAYS)


@dataclass(frozen=True, slots=True)
class _Prepared:
    cast: Cast
    plan: Callable[[], Iterator[PlannedCase]]


def _prepared(wanted: Wanted) -> _Prepared:
    if str(settings.SETTINGS_MODULE).endswith(".prod"):
        raise DemoForbidden("no history is invented in a real installation")
    begins = beijing_instant(wanted.first)
    if not is_set_up():
        city_found(now=begins + timedelta(minutes=30))
    if not is_demo_city():
        raise DemoForbidden("no history is invented in a real city")
    closed = last_closed_day()
    terms = [row for row in _terms_in_force(wanted.first) if _is_usual(row)]
    # An item may have a version of before the city was founded, which nobody could have applied for.
    is_before_city = beijing_date(first_agency().created_at) > wanted.first
    if not terms or is_before_city or (closed is not None and closed >= wanted.first):
        raise HistoryTooEarly("no item is in force, or a day is closed", first=wanted.first)
    with drawn_from(random.Random(wanted.seed).getrandbits):  # noqa: S311 - a plan, no secret
        parties = applicants_register(
            seed=wanted.seed, count=parties_wanted(wanted.cases), now=begins + timedelta(hours=1)
        )
    accounts = get_user_model().objects.filter(is_active=True).order_by("username").values_list("pk", flat=True)
    cast = Cast(parties, Staff(list(accounts.exclude(username__startswith="history-"))), terms)
    items = _items_planned(cast)
    hours = OfficeHours(calendar(), BEIJING)

    def plan() -> Iterator[PlannedCase]:
        return planned_cases(
            seed=wanted.seed, count=wanted.cases, period=(wanted.first, wanted.last), items=items,
            parties=len(parties), hours=hours,
        )  # fmt: skip

    return _Prepared(cast, plan)


def _terms_in_force(on: date) -> list[ItemTerms]:
    versions = (version_in_force(row.item_id, on=on) for row in sorted(items_received(on=on), key=lambda row: row.name))
    return [version_terms(version_id) for version_id in versions if version_id is not None]


def _items_planned(cast: Cast) -> list[PlannedItem]:
    """Return what is applied for; busiest are items decided on the spot, and the one in blind mode."""
    found: list[PlannedItem] = []
    for index, terms in enumerate(cast.items):
        ways, procedure = ways_of(terms), procedure_of(terms)

        def able(permission: str, agency_id: UUID = terms.agency_id) -> int:
            return len(cast.staff.may(permission, agency_id=agency_id))

        found.append(
            PlannedItem(
                index=index,
                weight=_weight(terms, index, at_once=ways.at_once),
                promised_days=terms.promised.length,
                is_at_once=ways.at_once,
                has_survey=ways.has_survey and able("cases.review") > 1,
                procedure_days=(procedure[1] or PROCEDURE_DAYS) if procedure else 0,
                # What several bodies answer together its own head does not extend: the demo plans no such case.
                extension_days=ways.extension_days if able("cases.extend") and not ways.handling.is_together else 0,
                stages=len(longest(terms.process)[1]) if terms.process else 0,
                by_two=(terms.is_blind or ways.two_examiners) and able("cases.review") > 1,
            )
        )
    return found


def _weight(terms: ItemTerms, index: int, *, at_once: bool) -> float:
    """Return how often an item is applied for, beside the others."""
    if terms.is_blind:
        return BLIND_WEIGHT
    return AT_ONCE_WEIGHT if at_once else 1 / (index + 1)


def _is_usual(terms: ItemTerms) -> bool:
    """Return True for an item whose cases are decided here, without a licence to start from and without a quota."""
    content, ways = terms.content, ways_of(terms)
    is_short = content.number("quota_number") is not None
    is_special = ways.first_examination or bool(content.text("base_item"))
    return not (is_special or is_short or any(fee.before_grant for fee in content.fees))
