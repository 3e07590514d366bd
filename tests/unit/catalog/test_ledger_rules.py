"""Certificates, types of licences, levels and duties: what their rules find in an item."""

import copy
import json

import pytest

from oneseal.catalog.rules.certificates import Cancelled, certificate_faults
from oneseal.catalog.rules.duties import duties_proposed
from oneseal.catalog.rules.levels import directory_name, level_faults, next_serial
from oneseal.catalog.rules.licence_types import (
    Registry,
    issued_name,
    licence_type_faults,
    shipped_names,
    type_names,
    uses_of,
)
from oneseal.catalog.rules.listed import plain_name
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.sentences import SENTENCES
from tests.unit.catalog.shipped import ITEM_FILES, ITEMS

RAW = {path.stem: json.loads(path.read_text("utf-8")) for path in ITEM_FILES}
FOOD = "food-business-licence-new"
SHIPPED = Registry(frozenset(shipped_names(RAW.values())), frozenset())
OWN = {"check_state": "own_wording", "source": "city"}
each_item = pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in ITEMS])


def changed(**elements):
    raw = copy.deepcopy(RAW[FOOD])
    raw["elements"].update({key: {"value": value, **OWN} for key, value in elements.items()})
    return parse_item(raw)


def with_material(**elements):
    raw = copy.deepcopy(RAW[FOOD])
    material = raw["elements"]["materials"]["value"][0]
    material["elements"].update({key: {"value": value, **OWN} for key, value in elements.items()})
    return parse_item(raw)


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        pytest.param(Cancelled("1", "食品经营许可申请书"), True, id="by-its-name"),
        pytest.param(Cancelled("1", " 食品经营 许可申请书 "), True, id="spaces-do-not-hide-it"),
        pytest.param(Cancelled("1", "申请书"), False, id="a-part-of-a-name-is-another-thing"),
    ],
)
def test_a_cancelled_certificate_in_a_material_list_is_a_fault(gone, found):
    faults = certificate_faults(ITEMS[FOOD], [gone])

    assert [fault.path for fault in faults] == (["materials.value[0].elements.name"] if found else [])
    assert all(gone.name in SENTENCES[fault.code] % fault.facts for fault in faults)


def test_a_material_that_bears_the_number_of_a_cancelled_certificate_is_one_whatever_it_is_called():
    content = with_material(certificate_list_id="C-7")

    assert len(certificate_faults(content, [Cancelled("C-7", "无业证明")])) == 1
    assert certificate_faults(content, [Cancelled("C-8", "无业证明")]) == []


def test_names_are_compared_without_spaces_quotes_and_the_width_of_brackets():
    assert plain_name("“学历”证明 (原件)") == plain_name("学历证明（原件）")
    assert plain_name("学历证明") != plain_name("学籍证明")


@pytest.mark.parametrize(
    ("told", "names"),
    [
        pytest.param("居民身份证", ("居民身份证",), id="one"),
        pytest.param("居民身份证或者营业执照", ("居民身份证", "营业执照"), id="one-or-the-other"),
        pytest.param("居民身份证和居民户口簿", ("居民身份证", "居民户口簿"), id="both"),
        pytest.param(
            "社会救助、残疾、优抚等证件", ("社会救助、残疾、优抚等证件",), id="kinds-that-cannot-be-told-apart"
        ),
        pytest.param("人民法院或者仲裁委员会的法律文书", ("人民法院或者仲裁委员会的法律文书",), id="who-writes-it"),
        pytest.param("  ", (), id="nothing"),
    ],
)
def test_the_types_that_a_material_names_are_told_apart(told, names):
    assert type_names(told) == names


@each_item
def test_every_licence_type_that_ships_is_in_the_registry(key):
    assert licence_type_faults(ITEMS[key], SHIPPED) == []


def test_a_type_that_no_registry_holds_is_a_fault_where_the_government_issues_the_material():
    content = with_material(source="government", licence_type_name="营业执照或者某某凭证")
    free = with_material(source="applicant", licence_type_name="某某凭证")

    assert [fault.facts["type"] for fault in licence_type_faults(content, SHIPPED)] == ["某某凭证"]
    assert licence_type_faults(free, SHIPPED) == []


def test_a_code_that_no_registry_holds_is_a_fault():
    content = with_material(licence_type_code="11100000000013338W011")
    known = Registry(SHIPPED.names, frozenset({"11100000000013338W011"}))

    assert [fault.code for fault in licence_type_faults(content, SHIPPED)] == ["catalog.licence_type_code_unlisted"]
    assert licence_type_faults(content, known) == []


def test_an_item_issues_a_licence_only_where_its_result_is_one():
    assert issued_name(ITEMS[FOOD]) == "食品经营许可证"
    assert issued_name(ITEMS["flexible-insurance-registration"]) == ""
    assert {use.licence_type for use in uses_of(ITEMS[FOOD])} >= {"营业执照"}


@pytest.mark.parametrize(
    ("name", "directory"),
    [
        pytest.param("食品经营许可（新办）", "食品经营许可", id="the-kind-is-left-out"),
        pytest.param("取水许可", "取水许可", id="nothing-to-leave-out"),
        pytest.param("（新办）", "（新办）", id="never-empty"),
    ],
)
def test_a_directory_entry_bears_the_name_that_its_items_share(name, directory):
    assert directory_name(name) == directory


@pytest.mark.parametrize(
    ("taken", "serial"),
    [
        pytest.param([], 1, id="the-first"),
        pytest.param([1, 2], 3, id="the-next"),
        pytest.param([3], 4, id="none-is-given-again"),
        pytest.param(range(1, 100), None, id="all-are-taken"),
    ],
)
def test_the_serial_of_the_next_handling_item(taken, serial):
    assert next_serial(taken) == serial


@pytest.mark.parametrize(
    ("code", "kind", "fault"),
    [
        pytest.param("990131001000", "01", [], id="a-code-of-the-items-own-type"),
        pytest.param("99013100100", "01", ["catalog.basic_code_malformed"], id="too-short"),
        pytest.param("990131A01000", "01", ["catalog.basic_code_malformed"], id="a-letter-in-a-power"),
        pytest.param("992014A01000", "20", [], id="a-business-class-of-a-public-service"),
        pytest.param("992014001000", "01", ["catalog.basic_code_of_other_type"], id="of-another-type"),
    ],
)
def test_the_basic_code_of_an_item_is_judged(code, kind, fault):
    content = changed(basic_code=code, item_type=kind)

    assert [found.code for found in level_faults(content)] == fault


@each_item
def test_every_step_has_its_duty_and_who_does_it(key):
    rows = list(duties_proposed(ITEMS[key]))

    assert [row.step for row in rows] == [step.key for step in ITEMS[key].steps]
    assert all(row.duty and row.post for row in rows)
    assert all(row.basis.startswith("《") for row in rows if row.basis)
