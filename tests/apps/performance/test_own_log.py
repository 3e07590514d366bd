"""Own cases are a log without being brought in, and each is judged by the process it is frozen to."""

from datetime import timedelta

import pytest

from oneseal.foundation.timekeeping import today
from oneseal.kernel.access import Actor
from oneseal.kernel.mining import Departure
from oneseal.performance.selectors.mining import TraceFilter, conformity_of, items_traced, own_log
from oneseal.workflow.models import NodeTask
from tests.factories import processes, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
ALL = TraceFilter()


def ways(log):
    return [[log.name(each) for each in log.activity[begin:end]] for begin, end in log.spans()]


def test_moves_are_activities_and_applicants_are_nobody_by_name():
    case = world.accepted_case()
    log = own_log(world.staff("supervisor"), ALL)

    assert ways(log) == [["cases.submit", "cases.accept", "cases.assign"]]
    assert log.cases == (case.facts.number,)
    assert log.people[log.person[0]] == "(applicant)"
    assert case.facts.party_name not in " ".join((*log.people, *log.words, *log.cases))
    assert log.case_words("channel") == {0: "online"}


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        pytest.param(lambda name, day: TraceFilter(item_name=name), 1, id="its-item"),
        pytest.param(lambda name, day: TraceFilter(item_name="别的事项"), 0, id="another-item"),
        pytest.param(lambda name, day: TraceFilter(channel="window"), 0, id="another-channel"),
        pytest.param(lambda name, day: TraceFilter(since=day, until=day), 1, id="its-day"),
        pytest.param(lambda name, day: TraceFilter(since=day + timedelta(days=1)), 0, id="later"),
        pytest.param(lambda name, day: TraceFilter(until=day - timedelta(days=1)), 0, id="earlier"),
    ],
)
def test_a_log_is_of_the_cases_that_are_asked_for(wanted, count):
    case = world.submitted_case()

    assert len(own_log(world.staff("supervisor"), wanted(case.facts.item_name, today()))) == count


def test_who_supervises_nothing_sees_nothing():
    world.submitted_case()

    for actor in (world.staff("intake_clerk"), world.applicant()[0], Actor.system("x")):
        assert len(own_log(actor, ALL)) == 0
        assert conformity_of(actor, ALL).cases == 0


def test_items_are_those_of_which_there_are_cases():
    case = world.submitted_case()

    assert items_traced(world.staff("supervisor")) == [case.facts.item_name]


def test_a_case_that_keeps_to_its_process_departs_from_nothing():
    case = processes.accepted_case()
    processes.finish(case, processes.open_nodes(case)[0])
    found = conformity_of(world.staff("supervisor"), ALL)

    assert (found.cases, found.kept, found.departures) == (1, 1, ())
    assert [definition[3] for definition in found.definitions] == [1]


def test_a_node_the_process_does_not_know_is_a_detour():
    case = processes.accepted_case()
    node = processes.open_nodes(case)[0]
    processes.finish(case, node)
    NodeTask.objects.filter(subject_id=case.id, node=node).update(node="elsewhere")
    (found,) = conformity_of(world.staff("supervisor"), ALL).departures

    assert (found.deviation.kind, found.label, found.count) == (Departure.DETOUR, "elsewhere", 1)
    assert found.examples == ((case.id, case.facts.number),)


def test_a_log_of_many_cases_costs_as_many_questions_as_of_one(django_assert_num_queries):
    world.submitted_case()
    actor = world.staff("supervisor")
    with django_assert_num_queries(3):
        own_log(actor, ALL)
    world.submitted_case()
    with django_assert_num_queries(3):
        own_log(actor, ALL)
