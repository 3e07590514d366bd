from datetime import date, time, timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases.models import Case
from oneseal.cases.selectors import CaseFilter, Order, Place, Scope
from oneseal.foundation.timekeeping import beijing_instant, now, today
from oneseal.kernel.clock import Light
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def listed(actor, wanted, day=None):
    return list(cases.cases_streamed(actor, wanted, now=beijing_instant(day or today(), time(10)), order=Order.DUE))


def every_kind_of_case():
    """File cases in many states, with promises of many lengths."""
    made = [
        world.submitted_case(), world.correction_pending_case(), world.accepted_case(), world.reviewed_case(),
        world.refused_case(), world.not_accepted_case(), world.granted_case(), world.issuing_case(),
        world.delivered_case(),
    ]  # fmt: skip
    for promised in (1, 9, 10, 11, 19, 20, 21, 40):
        case = world.accepted_case()
        day = today()
        due = day
        for _ in range(promised):
            due = cases_calendar().nth_after(due, 1)
        Case.objects.filter(pk=case.id).update(
            promised_days=promised, clock_from_on=day, due_on=due, **by_law(promised + 20, day)
        )
        made.append(case)
    return made


def by_law(length, day):
    """Return the columns of a case that the law gives so many working days from a day on."""
    return {
        "statutory_from_on": day, "statutory_length": length, "statutory_unit": "working_day",
        "statutory_due_on": cases_calendar().nth_after(day, length),
    }  # fmt: skip


def cases_calendar():
    from oneseal.workflow.selectors import calendar

    return calendar()


def test_the_light_that_sql_finds_is_the_light_that_the_clock_shows():
    every_kind_of_case()
    supervisor = world.staff("supervisor")
    seen = set()

    for days in (*range(0, 62, 3), 1, 5, 6, 7, 8):
        day = today() + timedelta(days=days)
        shown = {row.facts.id: row.clock.light for row in listed(supervisor, CaseFilter(), day)}
        for light in Light:
            found = {row.facts.id for row in listed(supervisor, CaseFilter(light=light), day)}
            wanted = {case_id for case_id, one in shown.items() if one == light}
            assert found == wanted, (day, light)
            seen |= {light} if found else set()

    assert seen == set(Light)


def pause(case, *, start, end=None):
    Case.objects.filter(pk=case.id).update(
        pauses=[{"start": start.isoformat(), "end": end and end.isoformat(), "cause": "hearing",
                 "stops_statutory": True, "basis": "APL 45"}]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("paused_after", "light"),
    [
        pytest.param(2, Light.BLUE, id="stopped-in-time-is-blue"),
        pytest.param(40, Light.RED, id="a-pause-after-the-promise-mends-nothing"),
    ],
)
def test_a_stopped_clock_is_found_by_its_light(paused_after, light):
    case = world.accepted_case()
    Case.objects.filter(pk=case.id).update(**by_law(200, today()))
    pause(case, start=today() + timedelta(days=paused_after))
    supervisor, day = world.staff("supervisor"), today() + timedelta(days=50)

    found = listed(supervisor, CaseFilter(light=light), day)

    assert [row.facts.id for row in found] == [case.id]
    assert found[0].clock.light == light


def test_a_figure_equals_the_length_of_its_list():
    every_kind_of_case()
    supervisor, clerk = world.staff("supervisor"), world.staff("intake_clerk")
    wanted = [
        CaseFilter(scope=Scope.INBOX), CaseFilter(due="today"), CaseFilter(due="over"), CaseFilter(due="week"),
        CaseFilter(step="correction"), CaseFilter(received="week"), CaseFilter(received="today"),
        CaseFilter(decided="today"), CaseFilter(channel="online"), CaseFilter(party_kind="organisation"),
        CaseFilter(words="演示"), CaseFilter(light="yellow"), CaseFilter(item_name="没有这个事项"), CaseFilter(),
    ]  # fmt: skip

    for actor in (supervisor, clerk):
        for days in (0, 3, 30):
            day = today() + timedelta(days=days)
            counts = cases.cases_counted(actor, wanted, now=beijing_instant(day, time(10)))
            assert counts == [len(listed(actor, one, day)) for one in wanted]


def test_nobody_outside_the_agency_counts_or_lists_its_cases():
    case = world.submitted_case()
    editor = world.staff("item_administrator")

    assert listed(case.applicant, CaseFilter()) == []
    assert cases.cases_counted(case.applicant, [CaseFilter()], now=now()) == [0]
    assert listed(editor, CaseFilter()) == []


def test_pages_by_due_date_follow_each_other_without_gap_or_repeat(monkeypatch):
    monkeypatch.setattr("oneseal.cases.selectors.lists.PAGE", 2)
    filed = {world.submitted_case().id for _ in range(5)}
    Case.objects.filter(pk=next(iter(filed))).update(due_on=None)
    clerk, seen, after = world.staff("intake_clerk"), [], ""

    while True:
        page = cases.cases_listed(clerk, CaseFilter(), now=now(), place=Place(Order.DUE, after))
        seen += [row.facts.id for row in page.rows]
        after = page.after
        if not after:
            break

    assert len(seen) == 5
    assert set(seen) == filed


@pytest.mark.parametrize("name", ["light", "step", "due", "channel", "party_kind", "received", "decided", "scope"])
def test_a_filter_that_no_list_knows_is_left_out(name):
    wanted = CaseFilter(**{name: "' or 1=1"}).without_unknown()

    assert getattr(wanted, name) == ""


def test_a_due_date_on_a_weekend_is_not_over_before_the_next_working_day():
    case = world.submitted_case()
    friday, saturday, monday = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)
    Case.objects.filter(pk=case.id).update(due_on=friday)
    clerk = world.staff("intake_clerk")

    assert listed(clerk, CaseFilter(due="over"), saturday) == []
    assert [row.facts.id for row in listed(clerk, CaseFilter(due="today"), saturday)] == [case.id]
    assert [row.facts.id for row in listed(clerk, CaseFilter(due="over"), monday)] == [case.id]
    assert now().date() < friday
