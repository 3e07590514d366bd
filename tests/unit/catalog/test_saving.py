"""What becomes of a field that was filled in: the verdict follows from what was told, seen and kept."""

import pytest

from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.entries import EntryNotFound
from oneseal.catalog.rules.saving import Filled, Said, Verdict, mark_of, row_said, verdict, words_merged, words_seen

WINDOW, WHO, CONTACT = ITEM_ELEMENT["station_window"], ITEM_ELEMENT["service_object"], ITEM_ELEMENT["consult"]


@pytest.mark.parametrize(
    ("told", "seen", "kept", "found"),
    [
        pytest.param("一号", "", "", Verdict.SAVE, id="nobody-knew-it"),
        pytest.param("一号", "一号", "二号", Verdict.SAME, id="who-changed-nothing-overwrites-nothing"),
        pytest.param("二号", "一号", "二号", Verdict.SAME, id="both-wrote-the-same"),
        pytest.param("三号", "一号", "二号", Verdict.TAKEN, id="somebody-else-was-first"),
        pytest.param("", "一号", "一号", Verdict.SAVE, id="emptied-on-purpose"),
        pytest.param("", "一号", "二号", Verdict.TAKEN, id="emptied-what-somebody-else-changed"),
        pytest.param("一号 ", "一号", "一号", Verdict.SAME, id="blanks-are-no-change"),
        pytest.param("甲\r\n乙", "甲\n乙", "甲\n乙", Verdict.SAME, id="line-ends-are-the-browsers"),
    ],
)
def test_a_field_is_written_over_only_while_it_says_what_was_seen(told, seen, kept, found):
    filled = Filled("station_window", Said(told, "city"), Said(seen, "city"))

    assert verdict(filled, Said(kept, "city"), WINDOW) is found


def test_codes_that_are_ticked_have_no_order():
    filled = Filled("service_object", Said("1\n2", "city"), Said("2\n1", "city"))

    assert verdict(filled, Said("2\n1", "city"), WHO) is Verdict.SAME


def test_an_empty_line_among_contacts_says_nothing():
    filled = Filled("consult", Said("窗口：一楼\n\n电话：0000", "city"), Said("窗口：一楼\n电话：0000", "city"))

    assert verdict(filled, Said("窗口：一楼\n电话：0000", "city"), CONTACT) is Verdict.SAME


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        pytest.param("一号", "apl-30", Verdict.SAVE, id="another-source-is-a-change"),
        pytest.param("", "city", Verdict.SAME, id="what-is-unknown-rests-on-nothing"),
    ],
)
def test_the_source_counts_where_there_is_a_value(text, source, found):
    seen = Said(text, "" if not text else "city")

    assert verdict(Filled("station_window", Said(text, source), seen), seen, WINDOW) is found


def test_the_mark_of_a_row_changes_with_anything_in_it_and_not_with_its_order():
    assert mark_of({"a": 1, "b": 2}) == mark_of({"b": 2, "a": 1})
    assert mark_of({"a": 1, "b": 2}) != mark_of({"a": 1, "b": 3})


def test_an_entry_of_the_legal_basis_is_marked_with_the_words_of_its_source():
    content = {
        "sources": {"law": {"document": "示例条例（演示）"}},
        "elements": {"legal_basis": {"value": [{"source": "law", "valid": True}], "check_state": "quoted"}},
    }
    before = mark_of(row_said(content, "legal_basis", 0))

    content["sources"]["law"] = {"document": "示例条例（演示，改）"}

    assert mark_of(row_said(content, "legal_basis", 0)) != before
    with pytest.raises(EntryNotFound):
        row_said(content, "legal_basis", 1)


NOW = {"document": "条例", "article": "第三条", "text": "应当到场。"}


@pytest.mark.parametrize(
    ("told", "seen", "now", "merged"),
    [
        pytest.param(NOW, NOW, NOW, NOW, id="nothing-changed"),
        pytest.param({**NOW, "text": "我的"}, NOW, NOW, {**NOW, "text": "我的"}, id="what-he-changed-is-written"),
        pytest.param(
            {**NOW, "text": "我的"}, NOW, {**NOW, "article": "第四条"}, {**NOW, "article": "第四条", "text": "我的"},
            id="what-he-left-alone-stays-as-it-is-now",
        ),
        pytest.param({**NOW, "text": "我的"}, NOW, {**NOW, "text": "他的"}, None, id="nobodys-words-are-written-over"),
        pytest.param(
            {**NOW, "text": "一样"}, NOW, {**NOW, "text": "一样"}, {**NOW, "text": "一样"}, id="both-wrote-the-same",
        ),
        pytest.param(NOW, {}, {**NOW, "text": "别人的"}, None, id="what-was-never-shown-is-not-written-over"),
        pytest.param(
            {**NOW, "text": "一\r\n二"}, {**NOW, "text": "一\n二"}, {**NOW, "text": "三"}, {**NOW, "text": "三"},
            id="how-lines-end-is-no-change",
        ),
    ],
)  # fmt: skip
def test_a_row_is_merged_field_by_field(told, seen, now, merged):
    assert words_merged(told, seen, now) == merged


def test_who_saved_has_seen_what_he_told_and_of_the_rest_what_he_had():
    seen = words_seen({**NOW, "text": "我的"}, NOW, {**NOW, "article": "第四条", "text": "我的"})

    assert seen == {**NOW, "text": "我的"}
