"""The quality score: the formula, what is asked, and what each shortfall costs."""

import copy
import json
from decimal import Decimal
from fractions import Fraction

import pytest

from oneseal.catalog.rules.elements import ITEM_ELEMENT, FilledBy
from oneseal.catalog.rules.gates.fault import Fault, Severity
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import publication_faults
from oneseal.catalog.rules.quality import (
    Lost,
    elements_asked,
    listed_quality,
    quality_of,
    score_of,
    weight_of,
)
from oneseal.catalog.rules.quality_weights import ASKED_WHEN
from tests.unit.catalog.shipped import ITEM_FILES, ITEMS

WARNING = Fault("purpose", "catalog.wording_vague_in_law", {}, Severity.WARN)
STOP = Fault("purpose", "catalog.wording_vague", {})
FOOD = "food-business-licence-new"


def changed(key, **elements):
    raw = json.loads(next(path for path in ITEM_FILES if path.stem == key).read_text("utf-8"))
    raw = copy.deepcopy(raw)
    for name, to in elements.items():
        if to is None:
            del raw["elements"][name]
        else:
            raw["elements"][name] = to
    return parse_item(raw)


UNKNOWN = {"value": None, "check_state": "unknown", "note": "未知。"}


@pytest.mark.parametrize(
    ("lost", "weight", "score"),
    [
        pytest.param(Fraction(0), 10, "100.0", id="nothing-lost"),
        pytest.param(Fraction(10), 10, "0.0", id="all-lost"),
        pytest.param(Fraction(6, 4) + 1, 10, "75.0", id="the-example-of-the-page"),
        pytest.param(Fraction(1), 3, "66.7", id="rounded-up"),
        pytest.param(Fraction(2), 3, "33.3", id="rounded-down"),
        pytest.param(Fraction(1, 2000), 1, "100.0", id="half-goes-up"),
        pytest.param(Fraction(0), 0, "100.0", id="nothing-asked"),
    ],
)
def test_the_score_is_what_is_left_of_the_weight(lost, weight, score):
    assert score_of(lost, weight) == Decimal(score)


@pytest.mark.parametrize(
    ("change", "faults", "why", "part"),
    [
        pytest.param({"purpose": None}, [], Lost.ABSENT, Fraction(1), id="absent-loses-all"),
        pytest.param({"purpose": UNKNOWN}, [], Lost.UNKNOWN, Fraction(1), id="unknown-loses-all"),
        pytest.param({}, [STOP, WARNING], Lost.STOP, Fraction(1), id="a-stop-loses-all"),
        pytest.param({}, [WARNING, WARNING], Lost.WARN, Fraction(1, 4), id="warnings-lose-a-quarter-once"),
    ],
)
def test_an_element_loses_once_and_says_why(change, faults, why, part):
    before = quality_of(changed(FOOD), [])
    after = quality_of(changed(FOOD, **change), faults)
    row = next(row for row in after.shortfalls if row.element == "purpose")

    assert (row.why, row.lost) == (why, row.weight * part)
    assert after.score < before.score
    assert len(row.faults) == len([fault for fault in faults if why is not Lost.STOP or fault.stops])


@pytest.mark.parametrize(
    ("key", "item_type", "weight"),
    [
        pytest.param("materials", "01", 6, id="shown-by-law"),
        pytest.param("visit_count", "01", 3, id="required"),
        pytest.param("purpose", "01", 1, id="optional"),
        pytest.param("punishment_method", "02", 6, id="a-penalty-shows-its-acts"),
        pytest.param("consult", "06", 3, id="an-inspection-says-whom-to-ask"),
    ],
)
def test_what_the_law_shows_counts_most(key, item_type, weight):
    assert weight_of(ITEM_ELEMENT[key], item_type) == weight


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in ASKED_WHEN])
def test_an_element_that_another_calls_for_is_an_element_of_the_registry(key):
    assert ITEM_ELEMENT[key].filled_by is not FilledBy.PUBLICATION


@pytest.mark.parametrize(
    ("change", "element", "asked"),
    [
        pytest.param({}, "fees", False, id="no-fee"),
        pytest.param(
            {"fee_flag": {"value": True, "check_state": "own_wording", "source": "city"}}, "fees", True, id="a-fee"
        ),
        pytest.param({}, "licence_fields", True, id="a-licence"),
        pytest.param({}, "renewal_lead_days", False, id="no-renewal"),
        pytest.param({}, "impl_code", False, id="known-at-publication"),
        pytest.param({}, "punishment_method", False, id="of-another-type"),
    ],
)
def test_only_what_arises_is_asked(change, element, asked):
    assert (element in {one.key for one in elements_asked(changed(FOOD, **change))}) is asked


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in ITEMS])
def test_every_item_that_ships_has_a_score_that_its_shortfalls_explain(key):
    found = quality_of(ITEMS[key], publication_faults(ITEMS[key]))
    lost = sum(row.lost for row in found.shortfalls)

    assert found.score == score_of(lost, found.weight)
    assert 60 <= found.score <= 100
    assert not found.count(Lost.STOP)


def test_a_listed_item_tells_every_other_element_as_absent():
    known = {
        "name": "食品经营许可",
        "item_type": "01",
        "impl_body": "市局",
        "local_impl_code": "1",
        "local_basic_code": "",
    }
    found = listed_quality(known)

    assert found.count(Lost.ABSENT) == found.asked - 4
    assert found.score == Decimal("7.3")


def test_a_listed_penalty_is_asked_for_less_than_a_listed_licence():
    licence, penalty = (listed_quality({"name": "某事项", "item_type": kind}) for kind in ("01", "02"))

    assert penalty.asked < licence.asked
