"""Each body that answers together has a clock: at a node of its own, else the term of the law (APL 26(2), 42(2))."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from oneseal.cases.models import Case
from oneseal.cases.proving.clocks import clocks
from oneseal.cases.selectors import body_clocks
from oneseal.foundation.proof.ports import Scope, Tally
from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import Light, Unit
from oneseal.kernel.process import Node, Row
from tests.factories import aside, hours, joint, processes, world
from tests.web.workbench.conftest import Desk, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
LAND, NATURE = joint.BODIES


def body(key, name, **told):
    return Row(Node(key, name=name, permission="cases.review", **told))


TABLE = (
    body("land", "用地审查", limit=3, unit=Unit.NATURAL_DAY, body=LAND),
    body("nature", "环保审查", limit=2, unit=Unit.OFFICE_HOUR, body=NATURE),
)


def by_body(case):
    return {row.body: row for row in body_clocks(case.facts, now=now())}


def explained(case):
    out = StringIO()
    call_command("clock_explain", case.facts.number, "--json", stdout=out)
    return {told["name"]: told for told in json.loads(out.getvalue())["deadlines"]}


def with_nodes(clock):
    clock.stand_at("2026-03-06 11:00")
    hours.open_offices()
    joint.government()
    joint.publish()
    processes.publish(TABLE)
    return world.accepted_case()


def test_a_body_without_a_node_is_due_with_the_law_and_not_with_the_promise():
    case = joint.accepted_case(stat_limit=45)

    found = by_body(case)

    assert list(found) == [LAND, NATURE]
    for row in found.values():
        assert (row.clock.due_on, row.clock.light) == (case.facts.statutory_due_on, Light.GREEN)
        assert row.derivation.due_on == row.clock.due_on
        assert row.clock.due_on > case.facts.due_on
    assert explained(case)[f"joint body: {LAND}"]["due"] == case.facts.statutory_due_on.isoformat()


def test_more_time_from_the_government_is_more_time_for_each_body():
    case = joint.accepted_case(stat_limit=45)
    before = by_body(case)[LAND].clock.remaining
    joint.propose(case)
    joint.approve(case)

    row = by_body(case)[LAND]

    assert row.clock.remaining == before + 15
    assert (row.derivation.term.length, row.derivation.extended_by.length) == (45, 15)


def test_the_date_on_the_row_is_a_cache_and_the_proof_finds_another():
    case = joint.accepted_case(stat_limit=45)
    due = by_body(case)[LAND].clock.due_on
    Case.objects.filter(pk=case.id).update(statutory_due_on=due.replace(year=due.year + 1))

    findings = [finding for finding in clocks(Scope(now()), Tally()) if finding.code == "clocks.statutory_due"]

    assert by_body(case)[LAND].clock.due_on == due
    assert [finding.expected for finding in findings] == [due.isoformat()]


def test_a_body_with_a_node_has_the_limit_of_its_node(clock):
    case = with_nodes(clock)

    found = by_body(case)

    assert found[LAND].clock.due_on.isoformat() == "2026-03-09"
    assert found[NATURE].clock.due_at is not None
    assert explained(case)[f"node: 用地审查, {LAND}"]["unit"] == "natural_day"
    assert explained(case)[f"node: 环保审查, {NATURE}"]["due_at"] == found[NATURE].clock.due_at.isoformat()
    assert f"joint body: {LAND}" not in explained(case)


def test_the_late_body_is_red_and_the_other_is_not(clock):
    case = with_nodes(clock)
    processes.finish(case, "land")
    clock.stand_at("2026-03-10 10:00")

    found = by_body(case)

    assert (found[LAND].clock.light, found[LAND].is_done) == (Light.GREY, True)
    assert found[NATURE].clock.light is Light.RED
    said = Desk("reviewer").get(address(case, "")).content.decode()
    assert f"{NATURE}为什么是这一天？" in said
    assert "超期" in said
    assert "用了0日" in said


def test_a_clock_of_the_law_that_stands_still_says_so():
    case = joint.accepted_case(stat_limit=45)
    aside.open_procedure(case)

    row = by_body(case)[LAND]

    assert (row.clock.light, row.derivation) == (Light.BLUE, None)


def test_what_one_agency_answers_has_no_such_clock():
    assert body_clocks(world.accepted_case().facts, now=now()) == []
