"""Give a demo city a past of any length: planned from a seed, made by services or loaded in bulk."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from oneseal.cases.selectors.ways import ways_of
from oneseal.catalog.selectors import ItemTerms, items_published, version_in_force, version_terms
from oneseal.foundation.audit.selectors import last_closed_day
from oneseal.foundation.timekeeping import BEIJING
from oneseal.identity.selectors import is_set_up
from oneseal.kernel.chance import drawn_from
from oneseal.kernel.errors import RuleError
from oneseal.simulation.city_people import Staff, applicants_register, parties_wanted
from oneseal.simulation.driving import Cast, drive
from oneseal.simulation.founding import city_found
from oneseal.simulation.loading import Loader
from oneseal.simulation.memory import Memory, in_memory
from oneseal.simulation.plan import OfficeHours, PlannedCase, PlannedItem, planned_cases
from oneseal.simulation.services import DemoForbidden, is_demo_city
from oneseal.workflow.selectors import calendar


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


def history_by_services(wanted: Wanted, *, said: Callable[[int], None] = nothing_said) -> int:
    """Make a history move by move, as the city would have; return how many cases have no step left."""
    with transaction.atomic():
        cast, plan = _prepared(wanted)
        return _counted(drive(plan, cast=cast, seed=wanted.seed), said)


def history_in_bulk(wanted: Wanted, *, said: Callable[[int], None] = nothing_said) -> int:
    """Make the same history in memory with the same services, and load it by COPY.

    One transaction: killed anywhere, nothing of it is there.
    """
    with transaction.atomic():
        cast, plan = _prepared(wanted)
        memory = Memory()
        loader = Loader(memory)
        with in_memory(memory):
            steps = drive(plan, cast=cast, seed=wanted.seed, opened=memory.open, closed=loader.closed)
            done = _counted(steps, said)
        loader.finish()
        return done


def _counted(steps: Iterator[int], said: Callable[[int], None]) -> int:
    done = 0
    for done, _number in enumerate(steps, start=1):
        said(done)
    return done


def _prepared(wanted: Wanted) -> tuple[Cast, Iterator[PlannedCase]]:
    if str(settings.SETTINGS_MODULE).endswith(".prod"):
        raise DemoForbidden("no history is invented in a real installation")
    begins = datetime.combine(wanted.first, datetime.min.time(), tzinfo=BEIJING)
    if not is_set_up():
        city_found(now=begins + timedelta(minutes=30))
    if not is_demo_city():
        raise DemoForbidden("no history is invented in a real city")
    closed = last_closed_day()
    terms = [row for row in _terms_in_force(wanted.first) if _is_usual(row)]
    if not terms or (closed is not None and closed >= wanted.first):
        raise HistoryTooEarly("no item is in force, or a day is closed", first=wanted.first)
    with drawn_from(random.Random(wanted.seed).getrandbits):  # noqa: S311 - a plan, no secret
        parties = applicants_register(
            seed=wanted.seed, count=parties_wanted(wanted.cases), now=begins + timedelta(hours=1)
        )
    accounts = get_user_model().objects.filter(is_active=True).order_by("username").values_list("pk", flat=True)
    cast = Cast(parties, Staff(list(accounts.exclude(username__startswith="history-"))), terms)
    items = [PlannedItem(index, 1 / (index + 1), row.promised.length) for index, row in enumerate(terms)]
    plan = planned_cases(
        seed=wanted.seed, count=wanted.cases, period=(wanted.first, wanted.last), items=items,
        parties=len(parties), hours=OfficeHours(calendar(), BEIJING),
    )  # fmt: skip
    return cast, plan


def _terms_in_force(on: date) -> list[ItemTerms]:
    versions = (version_in_force(row.item_id, on=on) for row in items_published(on=on))
    return [version_terms(version_id) for version_id in versions if version_id is not None]


def _is_usual(terms: ItemTerms) -> bool:
    """Return True for an item whose cases go the usual way: examined here, without a licence to start from."""
    content, ways = terms.content, ways_of(terms)
    is_special = ways.at_once or ways.first_examination or bool(content.text("base_item"))
    is_short = content.number("quota_number") is not None
    return not (is_special or is_short or any(fee.before_grant for fee in content.fees))
