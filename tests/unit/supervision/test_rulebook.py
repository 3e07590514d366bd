"""The thirty-five rules, whole: numbers, bounds, and what is off."""

from datetime import date

import pytest

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Window
from oneseal.supervision.rules.rulebook import RULES, InForce, as_shipped, hits_of
from tests.unit.supervision.sight import act, seen, weekdays

# Domain specification F.1, line by line: lights of each rule.
LIGHTS = {
    "R01": "Y", "R02": "B", "R03": "R", "R04": "R", "R05": "R", "R06": "Y", "R07": "Y", "R08": "R", "R09": "B",
    "R10": "YR", "R11": "R", "R12": "R", "R13": "Y", "R14": "R", "R15": "R", "R16": "R", "R17": "B", "R18": "R",
    "R19": "B", "R20": "R", "R21": "R", "R22": "R", "R23": "B", "R24": "B", "R25": "Y", "R26": "YR", "R27": "R",
    "R28": "YB", "R29": "Y", "R30": "YR", "R31": "R", "R32": "Y", "R33": "Y", "R34": "YR", "R35": "Y",
}  # fmt: skip
LETTERS = {"Y": Light.YELLOW, "R": Light.RED, "B": Light.BLACK}


def test_every_rule_of_the_specification_is_there_with_its_lights():
    assert {key: rule.lights for key, rule in RULES.items()} == {
        key: tuple(LETTERS[letter] for letter in letters) for key, letters in LIGHTS.items()
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_has_a_ground_a_condition_or_a_source_and_fitting_defaults(rule):
    assert rule.basis
    assert (rule.condition is None) == (rule.source is not None)
    assert rule.source is not None or rule.on or rule.by_time
    assert all(threshold.fits(threshold.default) for threshold in rule.thresholds)


def test_a_threshold_holds_its_bounds():
    (threshold,) = RULES["R13"].thresholds

    assert [threshold.fits(value) for value in (0, 1, 50, 51)] == [False, True, True, False]


CASE = seen(act("deem_accepted", 10))


@pytest.mark.parametrize(("wanted", "first", "last", "count"), [
    pytest.param(as_shipped(RULES["R02"]), 10, 10, 1, id="on-within-the-days"),
    pytest.param(InForce(RULES["R02"], is_on=False, limits={}), 10, 10, 0, id="off"),
    pytest.param(as_shipped(RULES["R02"]), 1, 9, 0, id="before-it-happened"),
    pytest.param(as_shipped(RULES["R02"]), 11, 31, 0, id="judged-already"),
])  # fmt: skip
def test_only_rules_that_are_on_find_and_only_on_the_days_asked(wanted, first, last, count):
    window = Window(date(2026, 3, first), date(2026, 3, last))

    assert len(list(hits_of(CASE, [wanted], calendar=weekdays(), window=window))) == count


def test_a_hit_names_case_item_agency_and_who_acted():
    case = seen(act("plan_survey", 3, people=["张"]), item={"name": "食品经营许可"})
    window = Window(date(2026, 3, 1), date(2026, 3, 31))

    (hit,) = hits_of(case, [as_shipped(RULES["R18"])], calendar=weekdays(), window=window)

    assert (hit.case_id, hit.case_number, hit.agency_id, hit.item_name) == (
        case.id,
        "N1",
        case.agency_id,
        "食品经营许可",
    )
    assert (hit.account_id, hit.post_title, hit.facts["people"]) == (case.acts[0].actor_id, "审查员", 1)
