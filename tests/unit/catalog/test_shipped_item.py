"""The food business licence that ships asks for no more than its rule allows."""

import pytest

from oneseal.catalog.rules.codes import TOPICS_IN_ENGLISH
from oneseal.catalog.rules.needs import materials_needed
from oneseal.catalog.rules.version import CheckState, citations
from tests.unit.catalog.shipped import ITEMS, numbers_in

CONTENT = ITEMS["food-business-licence-new"]


def test_the_item_rests_on_many_clauses_that_were_read():
    quoted = [citation for _, citation in citations(CONTENT) if citation.check_state is CheckState.QUOTED]

    assert len(quoted) >= 20
    assert len({citation.source.key for citation in quoted}) >= 12


@pytest.mark.parametrize(
    ("element", "numeral", "number"),
    [
        pytest.param("stat_limit", "十个工作日", 10, id="ten-working-days"),
        pytest.param("issue_limit", "五个工作日", 5, id="five-working-days-to-issue"),
        pytest.param("licence_validity_years", "五年", 5, id="five-years"),
    ],
)
def test_the_terms_are_those_of_the_rule(element, numeral, number):
    assert numeral in CONTENT.elements[element].citation.quote
    assert CONTENT.number(element) == number
    assert numbers_in(numeral) == {number}


def test_the_licence_states_what_the_rule_lists():
    fields = CONTENT.texts("licence_fields")

    assert len(fields) == 12
    assert set(CONTENT.texts("licence_fixed_fields")) <= set(fields)
    assert CONTENT.value("licence_number_rule").check_rule == ""


def test_only_hearings_stop_the_clock_and_the_site_check_does_not():
    stopping = [procedure.kind for procedure in CONTENT.special_procedures if procedure.stops_clock]

    assert stopping == ["hearing"]
    assert next(step for step in CONTENT.steps if step.key == "examine").timed


def test_every_topic_of_the_shipped_items_has_an_english_name():
    named = {topic for item in ITEMS.values() for key in ("topic_person", "topic_corp") for topic in item.texts(key)}

    assert named == set(TOPICS_IN_ENGLISH)


SELF = {"handled_by": "self"}
ALWAYS = ["application", "legal_status", "rules_list"]


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        pytest.param(
            SELF | {"business_items": ["hot_food"]},
            [*ALWAYS, "equipment_and_layout", "operating_procedures"],
            id="restaurant",
        ),
        pytest.param(
            SELF | {"business_items": ["bulk_food"]},
            [*ALWAYS, "equipment_and_layout"],
            id="sales-only-no-procedures",
        ),
        pytest.param(
            SELF | {"business_items": ["catering_management"]},
            [*ALWAYS, "operating_procedures"],
            id="management-only-no-layout",
        ),
        pytest.param(
            SELF | {"business_items": ["bulk_food"], "form_marks": ["vending_machine"]},
            [*ALWAYS, "equipment_and_layout", "vending_equipment"],
            id="vending-machines",
        ),
        pytest.param(
            {"handled_by": "agent", "business_items": ["bulk_food"]},
            [*ALWAYS, "equipment_and_layout", "authorisation_letter", "agent_identity"],
            id="agent-brings-two-papers",
        ),
    ],
)
def test_the_materials_follow_the_answers(answers, needed):
    assert {material.key for material in materials_needed(CONTENT, answers)} == set(needed)
