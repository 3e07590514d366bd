"""Facts follow from the event log, piecemeal as from nothing, and what was tampered with is named."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from oneseal.cases.services import case_grant
from oneseal.foundation.timekeeping import now
from oneseal.kernel.scoring import percent
from oneseal.performance.models import CaseFact, DayFigures
from oneseal.performance.rules.sums import Period, Rate, rates_of
from oneseal.performance.selectors.figures import sums_of
from oneseal.performance.selectors.recomputing import figures_differing
from oneseal.performance.services import facts_rebuild, facts_refresh
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
MARCH = Period.of_month(date(2026, 3, 1))


def some_of_each(clock):
    """Return cases accepted, late, refused, withdrawn, not accepted, and a draft that nobody received."""
    cases = {"draft": world.filled_case(), "at_door": world.not_accepted_case(), "open": world.accepted_case()}
    cases["withdrawn"] = world.accepted_case()
    aside.withdraw(cases["withdrawn"])
    cases["refused"] = world.refused_case()
    cases["late"] = world.reviewed_case()
    clock.move(days=28)
    return cases


def rows():
    """Return every fact and every sum that is not zero."""
    sums = [row for row in DayFigures.objects.order_by("day", "item_id").values() if any_of(row)]
    return [list(CaseFact.objects.order_by("case_id").values()), [{**row, "id": None} for row in sums]]


def any_of(row):
    return any(value for name, value in row.items() if name not in {"id", "day", "agency_id", "item_id"})


def test_each_case_is_counted_by_how_it_ended(clock):
    cases = some_of_each(clock)

    facts_refresh(now=now())

    endings = {name: CaseFact.objects.filter(pk=case.id).values_list("ending", flat=True).first()
               for name, case in cases.items()}  # fmt: skip
    assert endings == {
        "draft": None, "at_door": "at_door", "open": "", "withdrawn": "otherwise", "refused": "closed", "late": "",
    }  # fmt: skip


def test_the_four_counters_agree_and_hold_the_withdrawn(clock):
    some_of_each(clock)
    facts_refresh(now=now())

    found = sums_of(MARCH, by="city")[None]

    found.flow.require_whole()
    assert (found.received, found.accepted, found.closed, found.ended_otherwise, found.not_accepted) == (5, 4, 1, 1, 1)
    assert (found.in_hand_before, found.in_hand_after) == (0, 2)
    assert sums_of(MARCH, by="agency")[world.city().agency_id] == found


def test_what_is_in_hand_past_its_day_is_late_from_the_day_after(clock):
    case = world.accepted_case()
    facts_refresh(now=now())
    due = CaseFact.objects.get(pk=case.id).due_on

    def late_on(day):
        return sums_of(Period(day, day), by="city")[None].open_late

    assert (late_on(due), late_on(due + timedelta(days=1))) == (0, 1)


def test_a_decision_leaves_what_was_late_and_counts_as_closed_late(clock):
    case = world.reviewed_case()
    clock.move(days=28)
    case_grant(case_id=case.id, text="符合法定条件。", press=world.press(world.staff("approver")))
    facts_refresh(now=now())

    fact, found = CaseFact.objects.get(pk=case.id), sums_of(MARCH, by="city").get(None)
    april = sums_of(Period.of_month(date(2026, 4, 1)), by="city")[None]

    assert fact.is_late
    assert fact.elapsed_days > fact.promised_days
    assert (found.open_late, april.open_late, april.closed_late) == (1, 0, 1)
    assert percent(rates_of(april)[Rate.OVERDUE].rate) == Decimal("100.0")


def test_piecemeal_and_from_nothing_come_to_the_same(clock):
    facts_refresh(now=now())
    cases = some_of_each(clock)
    facts_refresh(now=now())
    aside.withdraw(cases["open"])
    clock.move(days=1)
    facts_refresh(now=now())
    piecemeal = rows()

    facts_rebuild(now=now())

    assert piecemeal == rows()
    assert list(figures_differing()) == []


def test_reading_twice_counts_once(clock):
    some_of_each(clock)
    facts_refresh(now=now())
    before = rows()

    facts_refresh(now=now())

    assert rows() == before


WRONG = (
    ("a day of acceptance", {"accepted_on": date(2026, 3, 1)}, "accepted_on"),
    ("working days", {"elapsed_days": 9}, "elapsed_days"),
    ("a day of the end", {"ended_on": date(2026, 3, 31)}, "ended_on"),
)


@pytest.mark.parametrize(("change", "name"), [pytest.param(*row[1:], id=row[0]) for row in WRONG])
def test_a_fact_that_was_changed_is_named(change, name):
    case = world.refused_case()
    facts_rebuild(now=now())
    CaseFact.objects.filter(pk=case.id).update(**change)

    assert (name, case.facts.number) in {(found.what, found.where) for found in figures_differing()}


def test_a_sum_that_was_changed_ends_the_verb_with_one(capsys):
    world.refused_case()
    call_command("recompute", "figures")
    assert "every figure follows" in capsys.readouterr().out
    DayFigures.objects.filter(closed=1).update(closed=2)

    with pytest.raises(CommandError) as refusal:
        call_command("recompute", "figures")

    assert refusal.value.returncode == 1
    call_command("recompute", "figures", "--rebuild")


def test_a_fact_that_is_missing_is_named():
    case = world.refused_case()
    facts_rebuild(now=now())
    CaseFact.objects.filter(pk=case.id).delete()

    assert ("case", str(case.id)) in {(found.what, found.where) for found in figures_differing()}
