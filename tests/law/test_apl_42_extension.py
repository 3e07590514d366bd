"""Licensing Law art. 42(1): more time once, by the head of the agency, at most ten days, told with its reason."""

import copy

from oneseal.cases import services
from oneseal.cases.errors import ExtendedBefore, ExtensionTooLate, ExtensionTooLong, ReasonMissing
from oneseal.cases.rules.states import SuspensionGround
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import publication_faults, stops
from oneseal.foundation.timekeeping import today
from oneseal.identity.errors import NotAllowed
from tests.apps.traces import paper_kinds
from tests.factories import aside, world
from tests.factories.procedures import workday
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW


def test_the_limit_grows_by_the_days_that_the_applicant_is_told_with_the_reason():
    case = world.accepted_case()
    before = case.facts.statutory_due_on
    aside.extend(case, 5, "需要专家论证。")

    assert case.facts.statutory_due_on == workday(5, before)
    assert paper_kinds(case.id)[-1] == "extension_notice"
    assert text_of(case, "extension_notice")["reason"] == "需要专家论证。"


def test_a_limit_is_extended_once():
    case = aside.extended_case()

    with refused(ExtendedBefore):
        aside.extend(case, 5)


def test_a_limit_is_not_extended_by_more_than_ten_days():
    held = aside.ItemVersion.objects.get(pk=world.city().version_id).content["elements"]["special_procedures"]["value"]
    aside.republish(special_procedures=[way for way in held if way["kind"] != "extension"])  # no other law
    case = world.accepted_case()

    with refused(ExtensionTooLong):
        aside.extend(case, 11)


def test_a_limit_that_has_passed_is_not_extended(clock):
    case = world.accepted_case()
    clock.stand_at(f"{workday(1, case.facts.statutory_due_on)} 10:00")

    with refused(ExtensionTooLate):
        aside.extend(case, 5)


def test_a_promise_that_is_over_does_not_hinder_what_the_law_allows(clock):
    case = world.accepted_case()
    promised, statutory = case.facts.due_on, case.facts.statutory_due_on
    clock.stand_at(f"{workday(1, promised)} 10:00")
    assert today() <= statutory
    aside.extend(case, 5)

    assert case.facts.due_on == workday(5, promised)
    assert case.facts.statutory_due_on == workday(5, statutory)


def test_the_limit_of_the_law_is_extended_while_the_case_stands_still():
    case = world.accepted_case()
    before = case.facts.statutory_due_on
    told = services.SuspensionTold(SuspensionGround.OTHER, "须等待。")  # no other law: that of the decision runs on
    services.case_suspend(case_id=case.id, told=told, press=by("approver"))
    aside.extend(case, 5)

    assert case.facts.state == "suspended"
    assert case.facts.statutory_due_on == workday(5, before)


def test_no_extension_without_a_reason():
    case = world.accepted_case()

    with refused(ReasonMissing):
        aside.extend(case, 5, " ")


def test_nobody_but_the_head_of_the_agency_extends():
    case = world.accepted_case()
    told = services.ExtensionTold(5, "人手不足。")

    with refused(NotAllowed):
        services.case_extend(case_id=case.id, told=told, press=by("reviewer"))


def faults(**elements):
    """Return what the gate says of the city's item when these of its elements rest on this very article."""
    content = copy.deepcopy(aside.ItemVersion.objects.get(pk=world.city().version_id).content)
    for key, value in elements.items():
        content["elements"][key] = {"check_state": "own_wording", "source": "apl-42", "value": value}
    return [fault.code for fault in stops(publication_faults(parse_item(content)))]


def test_an_item_has_twenty_days_unless_another_law_gives_more():
    assert faults(stat_limit=20) == []
    assert faults(stat_limit=21) == ["catalog.limit_longer_than_licensing_law"]


def test_an_item_is_extended_by_ten_days_unless_another_law_gives_more():
    way = {
        "kind": "extension", "name": "延长期限", "name_en": "Extension", "unit": "WD", "stops_clock": False,
        "approver": "负责人", "check_state": "own_wording", "source": "apl-42",
    }  # fmt: skip
    assert faults(special_procedures=[{**way, "max_days": 10}]) == []
    assert faults(special_procedures=[{**way, "max_days": 11}]) == ["catalog.extension_longer_than_licensing_law"]
