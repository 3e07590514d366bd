"""The list of intermediary services: what may be told of one, and what an item may not ask for."""

import copy
import json
from dataclasses import replace
from datetime import date

import pytest

from oneseal.catalog.rules.intermediaries import (
    IntermediaryState,
    ListedService,
    Payer,
    Tie,
    Told,
    intermediary_faults,
    lacking,
)
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.sentences import SENTENCES
from tests.unit.catalog.shipped import ITEM_FILES, ITEMS

RAW = {path.stem: json.loads(path.read_text("utf-8")) for path in ITEM_FILES}
FOOD = "food-business-licence-new"
OWN = {"check_state": "own_wording", "source": "city"}
KEPT, CLEANED = IntermediaryState.KEPT, IntermediaryState.CLEANED
TELLS = Told(trade="检测", law="某法", article="第一条", payer=Payer.APPLICANT, provider="有资质的机构")
GONE = replace(TELLS, state=CLEANED, document="某政发〔2016〕1号", state_reason="没有依据")
NEW_DAY, OLD_DAY = date(2026, 6, 1), date(2026, 5, 31)


def service(name="环境影响评价", number="Z-1", state=KEPT, *, has_basis=True):
    return ListedService(number, name, state, "某政发〔2016〕1号", has_basis)


def item(*named, material=None):
    raw = copy.deepcopy(RAW[FOOD])
    raw["elements"]["intermediary"] = {"value": list(named), **OWN}
    if material:
        elements = raw["elements"]["materials"]["value"][0]["elements"]
        elements.update({key: {"value": value, **OWN} for key, value in material.items()})
    return parse_item(raw)


@pytest.mark.parametrize(
    ("content", "listed", "found"),
    [
        pytest.param(item(), [], [], id="an-item-that-names-none-needs-no-list"),
        pytest.param(item("环境影响评价"), [service()], [], id="kept-and-named"),
        pytest.param(item("Z-1"), [service()], [], id="named-by-its-number"),
        pytest.param(item("环境 影响评价"), [service()], [], id="spaces-do-not-make-another-service"),
        pytest.param(
            item("环境影响评价"), [], [("intermediary.value[0]", "catalog.intermediary_unlisted")],
            id="a-city-without-a-list-asks-for-none",
        ),
        pytest.param(
            item("环境影响评价", "评估"), [service()], [("intermediary.value[1]", "catalog.intermediary_unlisted")],
            id="each-name-is-judged",
        ),
        pytest.param(
            item("环境影响评价"), [service(state=CLEANED)], [("intermediary.value[0]", "catalog.intermediary_cleaned")],
            id="cleaned",
        ),
        pytest.param(
            item("环境影响评价"), [service(has_basis=False)],
            [("intermediary.value[0]", "catalog.intermediary_without_basis")], id="nobody-found-its-basis",
        ),
        pytest.param(
            item(), [service("食品经营许可申请书", state=CLEANED)],
            [("materials.value[0].elements.name", "catalog.material_intermediary_cleaned")],
            id="a-material-of-that-name",
        ),
        pytest.param(item(), [service("食品经营许可申请书")], [], id="a-material-of-a-kept-one"),
        pytest.param(
            item(material={"intermediary_list_id": "Z-1"}), [service(state=CLEANED)],
            [("materials.value[0].elements.name", "catalog.material_intermediary_cleaned")],
            id="a-material-of-that-number",
        ),
        pytest.param(
            item(material={"intermediary_list_id": "Z-9"}), [service()],
            [("materials.value[0].elements.intermediary_list_id", "catalog.material_intermediary_unlisted")],
            id="a-material-with-a-number-that-the-list-has-not",
        ),
    ],
)  # fmt: skip
def test_what_an_item_may_not_ask_for(content, listed, found):
    faults = intermediary_faults(content, listed)

    assert [(fault.path, fault.code) for fault in faults] == found
    assert all("%(" not in SENTENCES[fault.code] % fault.facts for fault in faults)


def test_only_a_basis_that_nobody_found_lets_an_item_pass_with_a_warning():
    unknown = intermediary_faults(item("环境影响评价"), [service(has_basis=False)])
    cleaned = intermediary_faults(item("环境影响评价"), [service(state=CLEANED)])

    assert [fault.stops for fault in unknown] == [False]
    assert [fault.stops for fault in cleaned] == [True]


@pytest.mark.parametrize(
    ("told", "before", "field"),
    [
        pytest.param(Told(), None, "", id="what-is-unknown-may-be-so"),
        pytest.param(TELLS, None, "", id="kept-from-the-start"),
        pytest.param(replace(TELLS, law=""), None, "law", id="an-article-of-no-law"),
        pytest.param(GONE, TELLS, "", id="cleaned-by-a-document-that-says-why"),
        pytest.param(GONE, None, "", id="cleaned-before-the-list-was-kept-here"),
        pytest.param(replace(GONE, document=""), TELLS, "document", id="cleaned-without-a-document"),
        pytest.param(replace(GONE, state_reason=""), TELLS, "state_reason", id="cleaned-without-a-reason"),
        pytest.param(replace(GONE, state_reason=""), GONE, "state_reason", id="still-cleaned-still-with-a-reason"),
        pytest.param(TELLS, GONE, "document", id="kept-after-all-wants-a-document-too"),
        pytest.param(replace(TELLS, tie=Tie.TIED), TELLS, "tied_agency", id="tied-to-whom"),
        pytest.param(
            replace(TELLS, tie=Tie.DECOUPLED, tied_agency="某局"), TELLS, "tie_document", id="decoupled-by-what"
        ),
        pytest.param(
            replace(TELLS, tie=Tie.DECOUPLED, tied_agency="某局", tie_document="某号"), TELLS, "", id="decoupled"
        ),
        pytest.param(replace(TELLS, tie=Tie.NONE), TELLS, "", id="never-tied"),
    ],
)
def test_what_is_lacking_of_what_is_told(told, before, field):
    assert lacking(told, before=before, effective_on=NEW_DAY, since=NEW_DAY if before else None) == field


def test_nothing_takes_effect_before_what_it_follows():
    assert lacking(TELLS, before=TELLS, effective_on=OLD_DAY, since=NEW_DAY) == "effective_on"
    assert lacking(TELLS, before=TELLS, effective_on=NEW_DAY, since=OLD_DAY) == ""


def test_no_item_that_ships_makes_an_intermediary_service_a_condition():
    # The demo city's list is empty for this reason: nothing on it could be told without inventing a service.
    assert {name for content in ITEMS.values() for name in content.texts("intermediary")} == set()
