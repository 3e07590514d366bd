"""The content of an item is read whole or refused with every place that cannot be read."""

import copy
import json
import re
from pathlib import Path

import pytest

from oneseal.catalog.rules.codes import CODE_LISTS, code_of
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, MATERIAL_ELEMENTS
from oneseal.catalog.rules.limits import never_longer
from oneseal.catalog.rules.parsing import ItemUnreadable, item_faults, parse_item, to_mapping
from oneseal.catalog.rules.sentences import SENTENCES
from oneseal.catalog.rules.version import CheckState
from oneseal.kernel.process import Kind, soundness

ROOT = Path(__file__).parents[3]
RULES = ROOT / "src/oneseal/catalog/rules"
ITEM = ROOT / "fixtures/reference/items/food-business-licence-new.json"


@pytest.fixture(scope="module")
def shipped():
    return json.loads(ITEM.read_text(encoding="utf-8"))


def test_reading_and_writing_give_back_the_file(shipped):
    assert to_mapping(parse_item(shipped)) == shipped


def test_typed_parts_are_read(shipped):
    content = parse_item(shipped)

    assert content.number("stat_limit") == 10
    assert content.text("promise_limit_unit") == "WD"
    assert content.flag("fee_flag") is False
    assert content.texts("delivery_ways") == ("electronic", "window", "post")
    assert [step.key for step in content.steps] == [
        "receive",
        "accept",
        "examine",
        "decide",
        "issue",
        "deliver",
    ]
    assert content.legal_basis[0].article == "第三十五条"
    assert content.elements["basic_code"].check_state is CheckState.UNKNOWN
    assert content.value("basic_code") is None
    assert content.text("basic_code") == ""
    assert content.number("fee_flag") is None
    assert content.value("licence_number_rule").length == 16


BROKEN = [
    pytest.param(lambda item: item.update(format=2), "format", "catalog.format_unknown", id="other-format"),
    pytest.param(lambda item: item.update(key=7), "key", "catalog.not_a_text", id="key-is-a-number"),
    pytest.param(lambda item: item.update(extra=1), "item.extra", "catalog.field_unknown", id="extra-field"),
    pytest.param(
        lambda item: item["elements"].update(colour={"value": "red", "check_state": "unknown"}),
        "elements.colour",
        "catalog.element_unknown",
        id="element-outside-the-registry",
    ),
    pytest.param(
        lambda item: item["elements"]["name"].update(check_state="sure"),
        "elements.name.check_state",
        "catalog.check_state_unknown",
        id="unknown-check-state",
    ),
    pytest.param(
        lambda item: item["elements"]["name"].update(source="nowhere"),
        "elements.name.source",
        "catalog.source_unknown",
        id="source-not-listed",
    ),
    pytest.param(
        lambda item: item["elements"]["name"].update(colour="red"),
        "elements.name.colour",
        "catalog.field_unknown",
        id="typo-in-an-element",
    ),
    pytest.param(
        lambda item: item["elements"]["stat_limit"].update(value="ten"),
        "elements.stat_limit.value",
        "catalog.not_a_number",
        id="word-for-a-number",
    ),
    pytest.param(
        lambda item: item["elements"]["stat_limit"].update(value=True),
        "elements.stat_limit.value",
        "catalog.not_a_number",
        id="flag-for-a-number",
    ),
    pytest.param(
        lambda item: item["elements"]["fee_flag"].update(value="no"),
        "elements.fee_flag.value",
        "catalog.not_a_flag",
        id="word-for-a-flag",
    ),
    pytest.param(
        lambda item: item["elements"]["effective_on"].update(value="2025-02-30"),
        "elements.effective_on.value",
        "catalog.not_a_date",
        id="day-that-does-not-exist",
    ),
    pytest.param(
        lambda item: item["elements"]["materials"].update(value="none"),
        "elements.materials.value",
        "catalog.not_a_list",
        id="text-for-a-list",
    ),
    pytest.param(
        lambda item: item["elements"]["flow"]["value"][0].pop("post"),
        "elements.flow.value[0].post",
        "catalog.field_missing",
        id="step-without-a-post",
    ),
    pytest.param(
        lambda item: item["elements"]["materials"]["value"][2].update(needed_when={"field": "a"}),
        "elements.materials.value[2].needed_when",
        "catalog.condition_unreadable",
        id="condition-without-an-operator",
    ),
    pytest.param(lambda item: item.update(elements=[]), "elements", "catalog.not_an_object", id="no-elements"),
]


@pytest.mark.parametrize(("change", "path", "code"), BROKEN)
def test_each_unreadable_place_is_told_with_a_sentence(shipped, change, path, code):
    item = copy.deepcopy(shipped)
    change(item)

    faults = [fault for fault in item_faults(item) if fault.code == code]

    assert path in [fault.path for fault in faults]
    assert all(fault.sentence.endswith("。") and "%(" not in fault.sentence for fault in faults)


def test_unreadable_content_is_refused_with_all_faults_at_once(shipped):
    item = copy.deepcopy(shipped)
    item["elements"]["stat_limit"]["value"] = "ten"
    item["elements"]["fee_flag"]["value"] = "no"

    with pytest.raises(ItemUnreadable) as refused:
        parse_item(item)

    assert {fault.code for fault in refused.value.facts["faults"]} == {
        "catalog.not_a_number",
        "catalog.not_a_flag",
    }


@pytest.mark.parametrize("raw", [pytest.param(raw, id=str(raw)) for raw in (None, [], "item", 1)])
def test_what_is_no_item_at_all_is_refused(raw):
    with pytest.raises(ItemUnreadable):
        parse_item(raw)


@pytest.mark.parametrize(
    ("promise", "limit", "never"),
    [
        pytest.param((5, "WD"), (10, "WD"), True, id="same-unit-shorter"),
        pytest.param((10, "WD"), (10, "WD"), True, id="same-unit-equal"),
        pytest.param((11, "WD"), (10, "WD"), False, id="same-unit-longer"),
        pytest.param((20, "ND"), (20, "WD"), True, id="natural-days-never-outlast-working-days"),
        pytest.param((20, "WD"), (20, "ND"), False, id="working-days-outlast-natural-days"),
        pytest.param((5, "WD"), (15, "ND"), True, id="week-with-a-long-holiday-fits-fifteen-days"),
        pytest.param((5, "WD"), (14, "ND"), False, id="week-with-a-long-holiday-may-take-fifteen-days"),
        pytest.param((20, "WD"), (3, "M"), True, id="twenty-working-days-in-a-quarter"),
        pytest.param((1, "M"), (30, "ND"), False, id="a-month-may-have-thirty-one-days"),
        pytest.param((12, "M"), (1, "Y"), False, id="units-are-not-equated"),
        pytest.param((24, "H"), (1, "WD"), True, id="a-day-of-hours"),
        pytest.param((20, "OH"), (20, "WD"), True, id="office-hours-within-working-days"),
        pytest.param((25, "H"), (1, "ND"), False, id="an-hour-more-than-a-day"),
    ],
)
def test_terms_of_different_units_are_compared_by_their_spans(promise, limit, never):
    assert never_longer(promise, limit) is never


def test_every_code_of_the_rules_has_a_sentence_and_every_sentence_a_code():
    lists = ("publication", "laws", "certificates", "intermediaries", "licence_types", "levels")
    beside = (RULES / f"{name}.py" for name in lists)
    gate = "".join(path.read_text(encoding="utf-8") for path in (*beside, *RULES.glob("gates/*.py")))
    reading = (RULES / "parsing.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"(catalog\.[a-z_]+)"', gate + reading))
    codes |= {f"catalog.{name}" for name in re.findall(r'fault\([^"]*(?:"[^"]*", )?"([a-z_]+)"', reading)}

    playing = Path(soundness.__file__).read_text(encoding="utf-8")
    codes |= set(re.findall(r'"(process\.[a-z_]+)"', playing)) | {f"process.degree_of_{kind}" for kind in Kind}

    assert codes == set(SENTENCES)


def test_the_reference_page_lists_every_element():
    page = (ROOT / "docs/reference/item-elements.md").read_text(encoding="utf-8")

    for element in ALL_ITEM_ELEMENTS + MATERIAL_ELEMENTS:
        assert f"| `{element.key}` | {element.chinese} |" in page
    for name in CODE_LISTS:
        assert f"### `{name}`" in page


def test_the_registry_is_sound():
    for registry in (ALL_ITEM_ELEMENTS, MATERIAL_ELEMENTS):
        keys = [element.key for element in registry]
        assert len(set(keys)) == len(keys)
        for element in registry:
            assert (element.type.value in ("code", "codes")) == bool(element.code_list)
            assert not element.code_list or element.code_list in CODE_LISTS


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in CODE_LISTS])
def test_a_code_list_names_each_code_once_in_both_languages(name):
    codes = [entry.code for entry in CODE_LISTS[name]]

    assert len(set(codes)) == len(codes)
    assert all(entry.chinese and entry.english for entry in CODE_LISTS[name])
    assert code_of(name, codes[0]) == CODE_LISTS[name][0]
    assert code_of(name, "no such code") is None
