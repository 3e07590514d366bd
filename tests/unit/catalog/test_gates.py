"""Each gate and each row of its tables does something: with the row taken away, what it finds is not found."""

import copy
import json

import pytest

from oneseal.catalog.rules import publication
from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, FilledBy
from oneseal.catalog.rules.gates import steps as step_gate
from oneseal.catalog.rules.gates import wording as wording_gate
from oneseal.catalog.rules.gates.fault import Severity, stops
from oneseal.catalog.rules.gates.vague_words import VAGUE_WORDS
from oneseal.catalog.rules.kinds import (
    NOT_APPLIED_FOR,
    applies,
    displayed_under,
    elements_of,
    is_applied_for,
    is_required,
)
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import publication_faults, unknown_optional
from oneseal.kernel.formlogic import parse_form
from tests.unit.catalog.shipped import FORM_FILES, ITEM_FILES, ITEMS, POWERS

FOOD, PENALTY = "food-business-licence-new", "unlicensed-agency-penalty"
OWN = {"check_state": "own_wording", "source": "city"}
UNKNOWN = {"value": None, "check_state": "unknown", "note": "未知。"}


def raw(key):
    return json.loads(next(path for path in ITEM_FILES if path.stem == key).read_text("utf-8"))


def worded(text, key=FOOD):
    """Return an item whose purpose says `text` in the city's own words."""
    item = copy.deepcopy(raw(key))
    item["elements"]["purpose"] = {"value": text, **OWN}
    return parse_item(item)


def codes(content):
    return {(fault.path, fault.code) for fault in publication_faults(content)}


# --- the gates ------------------------------------------------------------------------------------


def _set(**elements):
    return lambda item: item["elements"].update(
        {key: (value if isinstance(value, dict) else {"value": value, **OWN}) for key, value in elements.items()}
    )


def _first_step(item):
    item["elements"]["flow"]["value"][0].update(source="city", check_state="own_wording", quote="")


BY_GATE = {
    "presence": (_set(quota=UNKNOWN), "catalog.unknown_but_displayed"),
    "handling": (_set(handling="joint"), "catalog.joint_bodies_missing"),
    "limits": (_set(promise_limit=99), "catalog.promise_longer_than_law"),
    "basis": (_set(legal_basis=[]), "catalog.legal_basis_missing"),
    "steps": (_first_step, "catalog.step_basis_missing"),
    "materials": (_set(materials=[]), "catalog.materials_missing"),
    "visits": (_set(visit_count=1, visit_reason=UNKNOWN), "catalog.visit_reason_missing"),
    "fees": (_set(fee_flag=True), "catalog.fee_items_missing"),
    "sources": (lambda item: item["elements"]["purpose"].pop("source"), "catalog.source_missing"),
    "window": (_set(case_type="1", two_examiners=True), "catalog.window_decides_alone"),
    "wording": (_set(purpose="由有关部门办理。"), "catalog.wording_vague"),
}


def test_every_gate_has_something_that_only_it_finds():
    assert set(BY_GATE) == {gate.__name__ for gate in publication.GATES}


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in BY_GATE])
def test_without_its_gate_the_fault_is_not_found(name, monkeypatch):
    change, code = BY_GATE[name]
    item = copy.deepcopy(raw(FOOD))
    change(item)
    content = parse_item(item)
    found = {fault.code for fault in stops(publication_faults(content))}

    monkeypatch.setattr(publication, "GATES", tuple(one for one in publication.GATES if one.__name__ != name))

    assert code in found
    assert code not in {fault.code for fault in publication_faults(content)}


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in sorted(step_gate.BASE)])
def test_a_step_of_every_approval_needs_no_clause_of_its_own(key, monkeypatch):
    item = copy.deepcopy(raw(FOOD))
    row = next(row for row in item["elements"]["flow"]["value"] if row["key"] == key)
    row.update(source="city", check_state="own_wording", quote="")
    before = {code for _path, code in codes(parse_item(item))}

    monkeypatch.setattr(step_gate, "BASE", step_gate.BASE - {key})

    assert "catalog.step_basis_missing" not in before
    assert "catalog.step_basis_missing" in {code for _path, code in codes(parse_item(item))}


# --- catch-alls -----------------------------------------------------------------------------------

EXAMPLES = (
    "请提交其他必要材料。",
    "请提交有关材料。",
    "请提交必要的文件。",
    "请提交合同等材料。",
    "由相关机关确定。",
    "由公安等部门审查。",
    "视情况延长。",
    "符合规定的其他条件。",
)


@pytest.mark.parametrize(("place", "text"), [pytest.param(place, text, id=text) for place, text in enumerate(EXAMPLES)])
def test_without_its_row_a_catch_all_is_not_found(place, text, monkeypatch):
    assert ("purpose", "catalog.wording_vague") in codes(worded(text))

    kept = tuple(row for number, row in enumerate(wording_gate._PATTERNS) if number != place)
    monkeypatch.setattr(wording_gate, "_PATTERNS", kept)

    assert ("purpose", "catalog.wording_vague") not in codes(worded(text))


def test_every_row_has_an_example_a_reason_and_something_to_write_instead():
    assert len(EXAMPLES) == len(VAGUE_WORDS)
    assert all(row.why.endswith("。") and row.instead.endswith("。") for row in VAGUE_WORDS)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("提交身份证、户口簿两种证件。", id="counted-to-the-end"),
        pytest.param("等候叫号后提交材料。", id="to-wait-is-no-list"),
        pytest.param("由市场监督管理局办理。", id="a-body-with-a-name"),
        pytest.param("必须提交的材料见下表。", id="must-is-not-may"),
    ],
)
def test_a_plain_sentence_is_let_pass(text):
    assert ("purpose", "catalog.wording_vague") not in codes(worded(text))


def test_a_phrase_is_told_once_in_one_place():
    found = [fault for fault in publication_faults(worded("请提交其他有关材料。")) if fault.path == "purpose"]

    assert [fault.facts["words"] for fault in found] == ["其他有关材料"]


@pytest.mark.parametrize(
    ("quote", "severity"),
    [
        pytest.param("应当提交其他有关材料", Severity.WARN, id="the-law-says-so"),
        pytest.param("应当提交", Severity.STOP, id="the-law-says-something-else"),
    ],
)
def test_what_a_law_words_so_warns_and_what_the_city_words_so_stops(quote, severity):
    item = copy.deepcopy(raw(FOOD))
    item["sources"]["law"] = {
        "document": "某法", "article": "第一条", "level": "law", "text": "申请人应当提交其他有关材料。",
    }  # fmt: skip
    item["elements"]["purpose"] = {
        "value": "应当提交其他有关材料", "check_state": "quoted", "source": "law", "quote": quote,
    }  # fmt: skip
    found = [fault for fault in publication_faults(parse_item(item)) if fault.path == "purpose"]

    assert [fault.severity for fault in found] == [severity]


# --- what each type says --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        pytest.param("materials", {"01", "10", "20"}, id="materials-where-one-applies"),
        pytest.param("application_form", {"01", "10", "20"}, id="form-where-one-applies"),
        pytest.param("promise_limit", {"01", "10", "20"}, id="promise-where-one-applies"),
        pytest.param("punishment_method", {"02"}, id="acts-of-a-penalty"),
        pytest.param("coercion_method", {"03"}, id="cases-of-coercion"),
        pytest.param("inspection_method", {"06"}, id="contents-of-an-inspection"),
        pytest.param("party_rights", {"02", "03", "06"}, id="rights-of-the-party"),
        pytest.param("flow", {"01", "02", "03", "06", "10", "20"}, id="steps-everywhere"),
    ],
)
def test_an_element_belongs_to_the_types_that_have_it(key, kinds):
    assert {kind for kind in ("01", "02", "03", "06", "10", "20") if applies(key, kind)} == kinds


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in sorted(NOT_APPLIED_FOR)])
def test_a_power_without_one_of_its_own_elements_is_stopped(kind):
    key = next(key for key, item in POWERS.items() if item.text("item_type") == kind)
    required = [
        element.key
        for element in elements_of(kind)
        if is_required(element, kind) and element.filled_by is FilledBy.CONTENT and element.key != "item_type"
    ]

    for name in required:
        item = copy.deepcopy(raw(key))
        del item["elements"][name]
        assert (name, "catalog.element_missing") in codes(parse_item(item)), name
    for element in elements_of(kind):
        if displayed_under(element, kind):
            item = copy.deepcopy(raw(key))
            item["elements"][element.key] = UNKNOWN
            assert (element.key, "catalog.unknown_but_displayed") in codes(parse_item(item)), element.key


def test_a_power_has_steps_of_its_own_list_each_on_a_clause():
    for key, item in POWERS.items():
        assert not is_applied_for(item.text("item_type")), key
        assert all(is_code("power_step", step.key) for step in item.steps), key
    item = copy.deepcopy(raw(PENALTY))
    item["elements"]["flow"]["value"][6].update(source="city", check_state="own_wording", quote="")

    assert ("flow.value[6]", "catalog.step_basis_missing") in codes(parse_item(item))


def test_a_power_cannot_be_examined_by_a_process():
    item = copy.deepcopy(raw(PENALTY)) | {"process": raw("small-loan-company")["process"]}
    form = parse_form(json.loads(FORM_FILES[0].read_text("utf-8")))

    faults = publication.binding_faults(parse_item(item), form)

    assert [fault.code for fault in faults] == ["catalog.power_with_process"]


def test_unknown_optional_elements_are_those_of_the_type_that_nobody_has_to_say():
    known = {element.key: element for element in ALL_ITEM_ELEMENTS}
    for content in (ITEMS[FOOD], ITEMS[PENALTY]):
        kind = content.text("item_type")
        found = unknown_optional(content)
        assert "central_dept_code" in found
        assert all(applies(key, kind) and not is_required(known[key], kind) for key in found)
        assert all(content.value(key) is None and not displayed_under(known[key], kind) for key in found)
