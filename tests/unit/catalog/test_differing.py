"""In what two versions differ: elements, entries of lists, questions of the form, the process."""

import json
from copy import deepcopy

import pytest

from oneseal.catalog.rules.differing import Change, VersionRaw, part_compared, parts_compared
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS
from tests.unit.catalog.shipped import FORM_FILES, ITEM_FILES, ITEMS


def version(key="food-business-licence-new"):
    """Return an item that ships as it is stored."""
    item = next(path for path in ITEM_FILES if path.stem == key)
    form_key = ITEMS[key].text("application_form").removeprefix("form:")
    form = next(path for path in FORM_FILES if path.stem == form_key)
    return VersionRaw(*(json.loads(path.read_text("utf-8")) for path in (item, form)))


def changed(**elements):
    """Return the version and one in which elements say something else."""
    before = version()
    after = VersionRaw(deepcopy(before.content), deepcopy(before.form))
    for key, value in elements.items():
        after.content["elements"][key]["value"] = value
    return before, after


def named(row):
    return row["elements"]["name"]["value"]


def test_a_version_does_not_differ_from_itself():
    assert [part.key for part in parts_compared(version(), version()) if part.change is not Change.SAME] == []


def test_every_element_the_form_the_process_and_the_sources_are_compared():
    keys = {part.key for part in parts_compared(version(), version())}

    assert keys == {element.key for element in ALL_ITEM_ELEMENTS} - {"application_form"} | {
        "form",
        "process",
        "sources",
    }


@pytest.mark.parametrize(
    ("value", "change"),
    [
        pytest.param("改了的目的。", Change.CHANGED, id="other-words"),
        pytest.param(None, Change.REMOVED, id="no-longer-said"),
    ],
)
def test_an_element_in_words(value, change):
    before, after = changed(purpose=value)

    part = part_compared("purpose", before, after)

    assert part.change is change
    assert part.value.before == before.content["elements"]["purpose"]["value"]
    assert part.value.after == (value or "")


def test_a_code_is_shown_by_its_name():
    before, after = changed(item_type="07")

    part = part_compared("item_type", before, after)

    assert (part.value.before, part.value.after) == ("行政许可", "行政确认")


def test_a_material_that_is_added_removed_changed_and_moved():
    before, after = changed()
    rows = after.content["elements"]["materials"]["value"]
    first, second = rows[0], rows[1]
    gone = rows.pop(3)
    rows[0], rows[1] = second, first
    second["elements"]["originals"]["value"] = 7
    new = deepcopy(first)
    new["key"], new["elements"]["name"]["value"] = "brand_new", "新的材料"
    rows.append(new)

    entries = part_compared("materials", before, after).entries

    found = {entry.title: entry.change for entry in entries if entry.change is not Change.SAME}
    assert found[named(gone)] is Change.REMOVED
    assert found["新的材料"] is Change.ADDED
    assert found[named(second)] is Change.CHANGED
    copies = next(entry for entry in entries if entry.title == named(second))
    assert [pair.after for pair in copies.fields if pair.is_changed] == ["7"]


def test_two_entries_that_change_places_are_moved_and_no_more():
    before, after = changed()
    rows = after.content["elements"]["faq"]["value"]
    rows[0], rows[1] = rows[1], rows[0]

    entries = part_compared("faq", before, after).entries

    assert [entry.change for entry in entries].count(Change.MOVED) == 1
    assert {entry.change for entry in entries} == {Change.MOVED, Change.SAME}


def test_a_list_that_says_none_differs_from_one_that_nobody_filled_in():
    before, after = changed(fees=None)

    part = part_compared("fees", before, after)

    assert (part.value.before, part.value.after) == ("无", "")


def test_other_words_in_the_source_are_a_difference():
    before, after = changed()
    after.content["elements"]["purpose"]["note"] = "另外核对过"

    part = part_compared("purpose", before, after)

    assert part.change is Change.CHANGED
    assert part.source.after.endswith("另外核对过")


def test_a_question_of_the_form_that_is_worded_anew():
    before, after = changed()
    field = after.form["sections"][0]["fields"][0]
    field["label"] = "新的问法"

    part = part_compared("form", before, after)

    entry = next(entry for entry in part.entries if entry.change is Change.CHANGED)
    assert [pair.after for pair in entry.fields if pair.is_changed] == ["新的问法"]


def test_a_step_that_is_dropped():
    before, after = changed()
    gone = after.content["elements"]["flow"]["value"].pop(0)

    entries = part_compared("flow", before, after).entries

    assert [entry.title for entry in entries if entry.change is Change.REMOVED] == [gone["name"]]


def test_beside_nothing_everything_that_is_said_is_new():
    parts = parts_compared(None, version())

    assert {part.change for part in parts} <= {Change.ADDED, Change.SAME}
    assert next(part for part in parts if part.key == "materials").change is Change.ADDED
    assert next(part for part in parts if part.key == "consult").change is Change.SAME
