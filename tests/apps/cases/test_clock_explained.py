"""The command that derives every deadline of one case, as an operator or a court would ask for it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def explained(case, *options):
    out = StringIO()
    call_command("clock_explain", case.facts.number, *options, stdout=out)
    return out.getvalue()


def deadlines(case):
    return {told["name"]: told for told in json.loads(explained(case, "--json"))["deadlines"]}


def test_each_stage_of_a_case_derives_the_deadlines_that_it_has():
    assert list(deadlines(world.submitted_case())) == ["answer"]
    assert list(deadlines(world.accepted_case())) == ["decision, promised", "decision, by law"]
    assert list(deadlines(world.granted_case())) == ["decision, promised", "decision, by law", "delivery"]


def test_what_is_derived_is_what_the_row_says_and_the_last_counted_day_is_its_length():
    case = world.granted_case()
    told = deadlines(case)

    assert told["delivery"]["due"] == case.facts.due_on.isoformat()
    assert told["decision, promised"]["due"] == case.facts.decision_due_on.isoformat()
    assert told["decision, by law"]["due"] == case.facts.decision_statutory_due_on.isoformat()
    for one in told.values():
        counted = [line["number"] for line in one["days"] if line["number"]]
        assert counted == list(range(1, one["length"] + one["extended_by"] + 1))


def test_the_text_says_term_extension_ground_and_every_day():
    case = aside.extended_case()

    text = explained(case)

    assert f"case {case.facts.number}: under_review" in text
    assert f"decision, by law: {case.facts.statutory_due_on.isoformat()}" in text
    assert "extended by 5 × working_day" in text
    assert "Administrative Licensing Law art. 42" in text
    assert "Working day" in text


def test_a_clock_that_stands_still_and_a_number_that_is_none_say_so():
    case = aside.paused_case()

    assert "stands still" in explained(case)
    with pytest.raises(CommandError, match="no case with the number 12"):
        call_command("clock_explain", "12")
