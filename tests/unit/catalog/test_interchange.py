"""The whole list as tables: what is written is read back as it was, and every kind of dirt is told at its cell."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, ITEM_ELEMENT, MATERIAL_ELEMENTS, ElementType
from oneseal.catalog.rules.fields import LISTS
from oneseal.catalog.rules.interchange.cells import CellUnfit, Kind, read, written
from oneseal.catalog.rules.interchange.columns import LIST_SHEETS, SHEETS, column_called, of_element, sheet_called
from oneseal.catalog.rules.interchange.comparing import differences
from oneseal.catalog.rules.interchange.mappings import read_mappings, whole_mapping
from oneseal.catalog.rules.interchange.reading import read_list
from oneseal.catalog.rules.interchange.writing import Carried, sheets_of, unwritable
from oneseal.catalog.rules.listing_sentences import DONE, FAULTS
from oneseal.catalog.rules.parsing import item_faults, parse_item
from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.foundation.tables import exact_line, exact_rows

SHIPPED = sorted((Path(__file__).parents[3] / "fixtures/reference/items").glob("*.json"))
AGENCY = "91110000000000000X"
NOTHING = {"value": None, "check_state": "unknown"}


def item(**elements):
    content = {
        "format": 1, "key": "a", "sources": {"city": {"document": "本市", "article": "", "level": "city"}},
        "elements": {key: {"value": value, "check_state": "own_wording"} for key, value in elements.items()},
    }  # fmt: skip
    return Carried(AGENCY, "a", content, {}, 1, "draft", 0)


def tables(*items):
    rows = sheets_of(items)
    return {
        sheet: [[c.chinese for c in SHEETS[sheet]], *([row.get(c.key, "") for c in SHEETS[sheet]] for row in some)]
        for sheet, some in rows.items()
    }


def back(sheets, *present):
    known = {(one.agency, one.key): one for one in present}
    return read_list(sheets, present=known.get, agency=AGENCY)


def told(found):
    return [(fault.sheet, fault.line, fault.column, fault.code, fault.done.value) for fault in found.all_faults]


def only(heads, *rows):
    return {"items": [["item", *heads], *rows]}


# --- the registry -----------------------------------------------------------------------------------


def test_every_element_has_a_column_or_a_sheet():
    homeless = [
        element.key
        for element in (*ALL_ITEM_ELEMENTS, *MATERIAL_ELEMENTS)
        if of_element(element) is None and element.type not in LISTS
    ]

    assert homeless == []
    assert set(LIST_SHEETS) | {ElementType.LEGAL_BASIS, ElementType.MATERIALS} == LISTS


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_column_is_known_by_each_of_its_names_and_by_no_other(sheet):
    for column in SHEETS[sheet]:
        names = (column.key, column.chinese, column.english)
        assert [column_called(sheet, name) for name in names] == [column.key] * 3


# --- round trip -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("is_there", [True, False], ids=["over-itself", "into-an-empty-list"])
def test_a_shipped_item_comes_back_as_it_was(path, is_there):
    content = json.loads(path.read_text("utf-8"))
    before = Carried(AGENCY, content["key"], content, {"questions": "甲"}, 3, "draft", 7)

    [brought] = back(tables(before), *([before] if is_there else [])).items

    assert brought.faults == ()
    assert parse_item(brought.content) == parse_item(content)
    assert brought.form == before.form
    assert brought.revision == 7


# No database keeps NUL.
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
keys = st.text("abc_1", min_size=1, max_size=4)
CITED = st.fixed_dictionaries(
    {"check_state": st.sampled_from(["quoted", "own_wording", "unknown"])},
    optional={"source": st.just("city"), "quote": words.filter(bool), "note": words.filter(bool)},
)


def cited(value):
    return st.tuples(st.fixed_dictionaries({"value": value}), CITED).map(lambda pair: {**pair[0], **pair[1]})


def coded(element):
    return st.sampled_from([row.code for row in CODE_LISTS[element.code_list]])


def value_of(element):
    shapes = {
        ElementType.TEXT: lambda: words, ElementType.INTEGER: lambda: st.integers(-999, 10**8),
        ElementType.DATE: lambda: st.dates().map(lambda day: day.isoformat()), ElementType.FLAG: st.booleans,
        ElementType.CODE: lambda: coded(element), ElementType.CODES: lambda: st.lists(coded(element), max_size=3),
        ElementType.TEXTS: lambda: st.lists(words, max_size=3),
        ElementType.LEGAL_BASIS: lambda: st.lists(
            st.fixed_dictionaries({"source": st.just("city"), "valid": st.booleans()}), max_size=2
        ),
    }  # fmt: skip
    return st.none() | shapes[element.type]() if element.type in shapes else st.none()


def records(**fields):
    return st.lists(
        st.tuples(st.fixed_dictionaries(fields), CITED).map(lambda pair: {**pair[0], **pair[1]}), max_size=2
    )


def material_lists():
    elements = st.fixed_dictionaries({}, optional={row.key: cited(value_of(row)) for row in MATERIAL_ELEMENTS})
    one = st.fixed_dictionaries({"key": keys, "elements": elements})
    return st.lists(one, max_size=2, unique_by=lambda row: row["key"])


LISTED = {
    "accept_conditions": records(key=keys, text=words),
    "fees": records(name=words, rate=words, basis=words, reducible=st.booleans(), amount=words),
    "faq": records(question=words, answer=words, question_en=words),
    "consult": records(way=words, detail=words),
    "materials": material_lists(),
}
CONTENTS = st.fixed_dictionaries(
    {},
    optional={
        element.key: cited(LISTED.get(element.key, value_of(element)))
        for element in ALL_ITEM_ELEMENTS
        if element.type not in LISTS or element.key in LISTED or element.key == "legal_basis"
    },
)


@given(CONTENTS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_an_item_says_export_and_import_change_nothing(elements):
    before = item()
    before.content["elements"].update(elements)
    assert item_faults(before.content) == []

    sheets = {sheet: exact_rows("".join(map(exact_line, rows))) for sheet, rows in tables(before).items()}
    [brought] = back(sheets, before).items

    assert [fault.code for fault in brought.faults] == []
    assert differences(before, brought.content, brought.form) == ()


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=6), min_size=2, max_size=4), min_size=1))
def test_no_cell_of_a_text_file_acts_as_a_formula_and_none_is_changed(rows):
    text = "".join(map(exact_line, rows))

    assert exact_rows(text) == rows


def test_a_cell_that_could_act_is_written_as_text():
    assert exact_line(["=1+1", "'=x", "-5"]).strip() == "'=1+1,''=x,'-5"


def test_an_item_whose_materials_share_a_key_is_not_written_as_a_table():
    twice = item(materials=[{"key": "m", "elements": {}}, {"key": "m", "elements": {}}])

    assert unwritable(twice) == "keys_shared"
    assert unwritable(item(name="甲")) == ""


def test_a_list_in_json_comes_back_as_it_was():
    before = item(name="甲<b>乙", topic_corp=["一\n二"])

    [brought] = read_mappings([whole_mapping(before)], present=lambda _key: before).items

    assert (brought.content, brought.faults) == (before.content, ())


# --- what the file does not say ---------------------------------------------------------------------


def test_a_file_of_one_column_changes_that_column_alone():
    before = item(name="甲", purpose="旧的说法", topic_corp=["一"], faq=[
        {"question": "问", "answer": "答", "check_state": "own_wording"}])  # fmt: skip

    [brought] = back(only(["事项简介"], ["a", "新的说法"]), before).items

    [difference] = differences(before, brought.content, brought.form)
    assert (difference.key, difference.lines[0][2:]) == ("purpose", ("旧的说法", "新的说法"))


def test_an_emptied_cell_makes_the_element_unknown():
    before = item(name="甲", purpose="旧的说法")

    [brought] = back(only(["purpose"], ["a", ""]), before).items

    assert brought.content["elements"]["purpose"] == NOTHING


def test_a_list_without_its_rows_is_emptied_and_a_list_without_its_sheet_stays():
    question = {"question": "问", "answer": "答", "check_state": "own_wording"}
    before = item(name="甲", faq=[question])
    bare = only(["name"], ["a", "甲"])

    [emptied] = back({**bare, "questions": [["item", "question", "answer"]]}, before).items
    [kept] = back(bare, before).items

    assert emptied.content["elements"]["faq"]["value"] == []
    assert kept.content == before.content


def test_a_new_item_is_unknown_in_all_that_the_file_does_not_say():
    [brought] = back(only(["name", "stat_limit"], ["new", "新事项", "20"])).items

    elements = brought.content["elements"]
    assert set(elements) == set(ITEM_ELEMENT)
    assert (elements["stat_limit"]["value"], elements["stat_limit"]["check_state"]) == (20, "own_wording")
    assert elements["purpose"] == NOTHING


# --- cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "codes", "value"),
    [
        pytest.param("20", Kind.INTEGER, "", 20, id="number-as-text"),
        pytest.param("20.0", Kind.INTEGER, "", 20, id="number-with-a-fraction"),
        pytest.param("２０", Kind.INTEGER, "", 20, id="full-width-number"),
        pytest.param("1", Kind.CODE, "item_type", "01", id="code-without-its-nought"),
        pytest.param("行政许可", Kind.CODE, "item_type", "01", id="code-in-words"),
        pytest.param("administrative licence", Kind.CODE, "item_type", "01", id="code-in-english"),
        pytest.param("自然人、企业法人", Kind.CODES, "service_object", ["1", "2"], id="several-codes-in-a-line"),
        pytest.param("YES", Kind.FLAG, "", True, id="yes-in-english"),
        pytest.param("2026/03/01", Kind.DATE, "", "2026-03-01", id="day-with-strokes"),
    ],
)
def test_a_cell_is_read_as_people_write_it(text, kind, codes, value):
    assert read(text, kind, codes) == value


@pytest.mark.parametrize(
    ("text", "kind", "fault"),
    [
        pytest.param("20个工作日", Kind.INTEGER, "cell_not_a_number", id="number-with-a-unit"),
        pytest.param("大概", Kind.FLAG, "cell_not_yes_or_no", id="perhaps"),
        pytest.param("明天", Kind.DATE, "cell_not_a_date", id="a-day-in-words"),
        pytest.param("行政", Kind.CODE, "cell_not_in_list", id="half-a-word"),
        pytest.param("[1]", Kind.TEXTS, "cell_not_json", id="numbers-for-texts"),
        pytest.param("{", Kind.JSON, "cell_not_json", id="half-a-structure"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(text, kind, fault):
    with pytest.raises(CellUnfit, match=fault):
        read(text, kind, "item_type")


@pytest.mark.parametrize("value", [["["], ["一\n二"], [" 一"], [""], ["\x85"]])
def test_entries_that_lines_cannot_say_are_written_as_a_structure(value):
    assert read(written(value, Kind.TEXTS), Kind.TEXTS) == value


# --- dirt, one kind a row ---------------------------------------------------------------------------

GOOD = ["a", "甲"]


@pytest.mark.parametrize(
    ("heads", "rows", "fault"),
    [
        pytest.param(["name"], [["a", "备案&amp;amp;登记"]], ("items", 2, "name", "markup_removed", "cleaned"),
                     id="entity-coded-twice"),
        pytest.param(["name"], [["a", "备案<br/>"]], ("items", 2, "name", "markup_removed", "cleaned"), id="tag"),
        pytest.param(["name"], [["a", "备\x85案"]], ("items", 2, "name", "markup_removed", "cleaned"), id="control"),
        pytest.param(["name"], [GOOD, GOOD], ("items", 3, "item", "id_twice", "refused"), id="repeated-id"),
        pytest.param(["name"], [["", "甲"]], ("items", 2, "item", "id_missing", "refused"), id="missing-id"),
        pytest.param(["name"], [["<html><title>502</title>", ""]], ("items", 2, "", "html_row", "refused"),
                     id="error-page-for-a-row"),
        pytest.param(["name", "stat_limit"], [["a", "甲", "二十"]],
                     ("items", 2, "stat_limit", "cell_not_a_number", "refused"), id="words-for-a-number"),
        pytest.param(["name", "item_type"], [["a", "甲", "99"]],
                     ("items", 2, "item_type", "cell_not_in_list", "refused"), id="unlisted-code"),
        pytest.param(["name"], [["a", "\0formula"]], ("items", 2, "name", "formula", "refused"), id="formula"),
        pytest.param(["name", "没有这一列"], [["a", "甲", "乙"]], ("items", 1, "", "column_unknown", "ignored"),
                     id="unknown-column"),
    ],
)  # fmt: skip
def test_each_kind_of_dirt_has_its_own_fault_at_its_cell(heads, rows, fault):
    assert told(back(only(heads, *rows))) == [fault]
    assert fault[3] in FAULTS
    assert fault[4] in DONE


@pytest.mark.parametrize(
    ("sheet", "rows", "fault"),
    [
        pytest.param("questions", [["item", "question", "answer"], ["b", "问", "答"]],
                     ("questions", 2, "item", "item_not_in_file", "refused"), id="row-of-no-item"),
        pytest.param("conditions", [["item", "element", "text"], ["a", "没有", "字"]],
                     ("conditions", 2, "element", "element_unknown", "refused"), id="row-of-no-list"),
        pytest.param("bases", [["item", "part", "source"], ["a", "m9", "city"]],
                     ("bases", 2, "part", "material_unknown", "refused"), id="basis-of-no-material"),
        pytest.param("bases", [["item", "source"], ["a", "nowhere"]],
                     ("bases", 2, "source", "cell_source_unknown", "refused"), id="basis-without-a-source"),
        pytest.param("materials", [["item", "key", "name"], ["a", "m", "甲"], ["a", "m", "乙"]],
                     ("materials", 3, "key", "id_twice", "refused"), id="material-key-twice"),
        pytest.param("structures", [["item", "part", "json"], ["a", "form", "{"]],
                     ("structures", 2, "json", "cell_not_json", "refused"), id="broken-form"),
    ],
)  # fmt: skip
def test_a_row_of_a_list_that_fits_nowhere_is_told_and_never_dropped(sheet, rows, fault):
    found = back({**only(["name"], GOOD), sheet: rows}, item(name="甲"))

    assert fault in told(found)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        pytest.param(None, "answer_empty", id="null"),
        pytest.param({}, "answer_empty", id="empty-object"),
        pytest.param("", "answer_empty", id="empty-text"),
        pytest.param({"format": 1, "key": "b", "elements": {}}, "answer_empty", id="item-that-says-nothing"),
        pytest.param("<!DOCTYPE html><html>502</html>", "html_row", id="error-page"),
        pytest.param({"format": 1, "elements": {"name": NOTHING}}, "id_missing", id="no-id"),
        pytest.param(whole_mapping(item(name="甲")), "id_twice", id="same-id-again"),
        pytest.param(7, "not_an_item", id="number"),
    ],
)
def test_each_kind_of_bad_answer_in_json_is_told_and_left_out(entry, code):
    found = read_mappings([whole_mapping(item(name="甲")), entry], present=lambda _key: None)

    assert [(fault.line, fault.code) for fault in found.all_faults] == [(2, code)]
    assert (len(found.items), found.rows_in, found.refused) == (1, 2, 1)


def test_a_file_without_a_sheet_of_items_is_refused():
    with pytest.raises(TableUnreadable, match="no sheet of items"):
        back({"questions": [["item"], ["a"]]})


def test_sheets_are_known_in_both_languages():
    assert [sheet_called(name) for name in ("事项", "Items", "items.csv", "别的")] == ["items"] * 3 + [""]
