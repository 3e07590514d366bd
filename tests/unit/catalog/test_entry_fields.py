"""What is asked for one entry of a list follows from the dataclass that the entry becomes."""

from dataclasses import fields

import pytest

from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import MATERIAL_ELEMENTS, ElementType
from oneseal.catalog.rules.entries import EntryTold, EntryUnfit, with_entry, with_entry_moved, without_entry
from oneseal.catalog.rules.fields import LISTS, RECORDS, SOURCES, Control, entry_fields
from oneseal.catalog.rules.parsing import item_faults
from oneseal.catalog.rules.version import Citation

KINDS = [*sorted(LISTS), SOURCES]
CITED = {"check_state", "source", "quote", "note"}


def content(**elements):
    sources = {"city": {"document": "本市规定", "article": "", "level": "city"}}
    return {"format": 1, "key": "sample", "sources": sources, "elements": elements}


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_every_field_of_an_entry_is_asked_for_once(kind):
    asked = [field.name for field in entry_fields(ElementType(kind), is_new=True)]
    own = {row.name for row in fields(RECORDS[kind]) if row.type is not Citation}

    assert len(asked) == len(set(asked))
    assert set(asked) | {"key"} == own | CITED | {"key"}


def test_every_element_of_a_material_is_asked_for_but_its_order():
    asked = {field.name for field in entry_fields(ElementType.MATERIALS, is_new=True)}

    assert {element.key for element in MATERIAL_ELEMENTS} - {"order"} <= asked


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_its_names_and_every_choice_its_list(kind):
    for field in entry_fields(kind, is_new=False):
        assert field.chinese
        assert field.english
        assert bool(field.help) == bool(field.help_en)
        assert field.control is not Control.CHOICE or field.code_list in CODE_LISTS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("limit", "三", id="no-number"),
        pytest.param("limit", "-1", id="below-nothing"),
        pytest.param("limit", "９", id="another-script"),
        pytest.param("limit", "9" * 30, id="beyond-any-term"),
        pytest.param("duty", "  ", id="only-blanks"),
    ],
)
def test_a_step_that_does_not_fit_is_refused_by_the_name_of_its_field(name, text):
    step = {
        "key": "examine",
        "name": "审查",
        "post": "reviewer",
        "post_name": "审查岗",
        "limit_unit": "WD",
        "duty": "审查。",
    }

    with pytest.raises(EntryUnfit) as refusal:
        with_entry(content(), "flow", EntryTold(None, {**step, "check_state": "own_wording", name: text}))

    assert refusal.value.facts["field"] == name


@pytest.mark.parametrize("amount", ["120,5", "-3", "12.345", "免费"])
def test_an_amount_that_is_no_money_is_refused(amount):
    fee = {"name": "工本费", "rate": "每证", "basis": "示例办法", "check_state": "unknown", "amount": amount}

    with pytest.raises(EntryUnfit):
        with_entry(content(), "fees", EntryTold(None, fee))


def test_what_was_added_can_be_read_and_what_was_given_stays_untouched():
    before = content()
    line = {"text": "有固定场所。", "check_state": "own_wording", "source": "city"}

    once = with_entry(before, "grant_conditions", EntryTold(None, line))
    twice = with_entry(once, "grant_conditions", EntryTold(None, line))

    assert before == content()
    assert item_faults(twice) == []
    assert [row["key"] for row in twice["elements"]["grant_conditions"]["value"]] == ["line_1", "line_2"]


def test_moving_up_and_down_again_changes_nothing():
    line = {"text": "甲", "check_state": "unknown"}
    start = with_entry(content(), "liability", EntryTold(None, line))
    start = with_entry(start, "liability", EntryTold(None, {**line, "text": "乙"}))

    there = with_entry_moved(start, "liability", 1, up=True)

    assert there != start
    assert with_entry_moved(there, "liability", 0, up=False) == start


def test_a_list_that_lost_its_last_entry_is_unknown_again():
    once = with_entry(content(), "liability", EntryTold(None, {"text": "甲", "check_state": "unknown"}))

    assert without_entry(once, "liability", 0)["elements"]["liability"] == {"value": None, "check_state": "unknown"}
