"""A file is laid over the item that is there: what it does not say stays, and what cannot be read is never taken."""

import pytest

from oneseal.catalog.rules.interchange.building import Building
from oneseal.catalog.rules.interchange.cells import CellUnfit, Kind, read
from oneseal.catalog.rules.interchange.comparing import differences
from oneseal.catalog.rules.interchange.national import national_tables
from oneseal.catalog.rules.interchange.reading import read_list
from oneseal.catalog.rules.parsing import item_faults
from tests.unit.catalog.test_interchange import AGENCY, GOOD, NOTHING, back, item, only, tables, told

QUESTION = {
    "question": "问", "answer": "答", "check_state": "quoted", "source": "city", "quote": "原文", "note": "第一页",
    "question_en": "Q", "answer_en": "A",
}  # fmt: skip


# --- what cannot be read ----------------------------------------------------------------------------


def test_an_item_that_cannot_be_read_is_refused_though_its_line_was_cleaned():
    rows = [["item", "question", "answer", "source"], ["a", "问", "答<br>", "nowhere"]]

    found = back({**only(["name"], GOOD), "questions": rows}, item(name="甲"))

    assert told(found) == [
        ("questions", 2, "answer", "markup_removed", "cleaned"),
        ("questions", 2, "source", "cell_source_unknown", "refused"),
    ]
    assert (found.items[0].content, found.refused) == (None, 1)


def test_an_item_is_refused_even_where_nobody_told_why_it_cannot_be_read(monkeypatch):
    monkeypatch.setattr(Building, "_parsed", lambda *_given: None)
    rows = [["item", "source"], ["a", "nowhere"]]

    found = back({**only(["name"], GOOD), "bases": rows}, item(name="甲"))

    assert (found.items[0].content, found.refused) == (None, 1)


@pytest.mark.parametrize("state", [[], {}, 7, None])
def test_a_check_state_that_is_no_text_is_a_fault_and_not_a_crash(state):
    before = item(name="甲")
    before.content["elements"]["name"]["check_state"] = state

    assert [fault.code for fault in item_faults(before.content)] == ["catalog.check_state_unknown"]


@pytest.mark.parametrize(("text", "revision"), [("7", 7), ("9" * 5000, None), ("七", None), ("", None)])
def test_a_revision_that_nobody_exported_is_none(text, revision):
    [brought] = back({"items": [["item", "name", "exported_revision"], ["a", "甲", text]]}).items

    assert brought.revision == revision


# --- a column that the file does not have -----------------------------------------------------------


def cited(value, **more):
    return {"value": value, "check_state": "quoted", "source": "law", "quote": "原文", "note": "第一页", **more}


def whole():
    """Return an item that says something in every sheet, nothing of it the file's own word."""
    found = item()
    content = found.content
    content["sources"]["law"] = {
        "document": "某法", "article": "第一条", "level": "law", "text": "原文", "number": "1号",
        "in_force_on": "2020-01-01", "url": "https://example.org/", "read_at": "2026-01-01",
    }  # fmt: skip
    words = {"check_state": "quoted", "source": "law", "quote": "原文", "note": "第二页"}
    step = {"key": "accept", "name": "受理", "name_en": "Accept", "post": "clerk", "post_name": "受理岗",
            "post_name_en": "Clerk", "limit": 3, "limit_unit": "1", "timed": True, "duty": "核对"}  # fmt: skip
    material = {
        "name": cited("身份证"), "originals": cited(1), "filling_notes": cited(""),
        "legal_basis": cited([{"source": "law", "valid": False}]),
    }  # fmt: skip
    content["elements"] = {
        "name": cited("甲"), "purpose": cited("目的"), "topic_corp": cited([]),
        "legal_basis": cited([{"source": "law", "valid": False}]),
        "accept_conditions": cited([{"key": f"line_{n}", "text": f"条件{n}", "text_en": "C", **words} for n in (1, 2)]),
        "fees": cited([{"name": "费", "rate": "每件", "basis": "某法", "reducible": True, "reduce_basis": "减",
                        "amount": "5", "before_grant": True, **words}]),
        "faq": cited([QUESTION, {**QUESTION, "question": "再问"}]),
        "consult": cited([{"way": "电话", "detail": number, **words} for number in ("1", "2")]),
        "special_procedures": cited([{"kind": "hearing", "name": "听证", "name_en": "H", "max_days": 5, "unit": "1",
                                      "stops_clock": True, "approver": "局长", **words}]),
        "flow": cited([{**step, **words}]),
        "materials": cited(
            [{"key": key, "elements": {**material, "name": cited(f"{key}书")}} for key in ("甲证", "乙证")]
        ),
    }  # fmt: skip
    found.form.update(sections=[], questions="甲")
    return found


EVERY = [
    pytest.param(sheet, column, id=f"{sheet}-{column}")
    for sheet, (heads, *_rows) in tables(item()).items()
    for column in heads
    if (sheet, column) != ("items", "事项标识")
]


def without(sheets, sheet, column):
    place = sheets[sheet][0].index(column)
    return {**sheets, sheet: [[*row[:place], *row[place + 1 :]] for row in sheets[sheet]]}


@pytest.mark.parametrize(("sheet", "column"), EVERY)
def test_a_deleted_column_erases_nothing(sheet, column):
    before = whole()

    found = back(without(tables(before), sheet, column), before)

    assert [fault for fault in told(found) if fault[4] == "refused"] == []
    assert differences(before, found.items[0].content, found.items[0].form) == ()


def test_the_item_of_the_test_says_something_on_every_sheet():
    assert [sheet for sheet, rows in tables(whole()).items() if len(rows) < 2] == []


def test_the_other_columns_of_a_row_still_change():
    before = whole()
    rows = [["item", "question", "answer"], ["a", "问", "新的答案"], ["a", "又问", "又答"]]

    [brought] = back({**only(["name"], ["a", "甲"]), "questions": rows}, before).items

    first, second = brought.content["elements"]["faq"]["value"]
    assert (first["answer"], first["answer_en"], first["question_en"]) == ("新的答案", "A", "Q")
    assert (second["question"], second["check_state"]) == ("又问", "own_wording")


def test_rows_that_nobody_can_match_are_told_and_erase_nothing():
    before = whole()
    rows = [["item", "answer"], ["a", "答"]]

    found = back({**only(["name"], ["a", "甲"]), "questions": rows}, before)

    assert ("questions", 2, "", "sheet_unnamed", "refused") in told(found)
    assert found.items[0].content is None


def test_a_sheet_that_does_not_say_whose_its_rows_are_is_left_as_it_was():
    before = whole()
    rows = [["question", "answer"], ["问", "新的答案"]]

    found = back({**only(["name"], ["a", "甲"]), "questions": rows}, before)

    assert told(found) == [("questions", 1, "", "sheet_unnamed", "kept")]
    assert found.items[0].content["elements"]["faq"] == before.content["elements"]["faq"]


def test_a_row_without_a_key_is_the_entry_of_the_same_words():
    before = whole()
    rows = [["item", "element", "key", "text"], ["a", "accept_conditions", "", "条件2"]]

    [brought] = back({**only(["name"], ["a", "甲"]), "conditions": rows}, before).items

    [entry] = brought.content["elements"]["accept_conditions"]["value"]
    assert (entry["key"], entry["text_en"]) == ("line_2", "C")


def test_a_sheet_without_the_agency_belongs_to_the_item_of_its_key():
    before = whole()
    sheets = without(tables(before), "questions", "机关代码")

    found = read_list(sheets, present={(before.agency, "a"): before}.get, agency=f"not-{AGENCY}")

    assert found.all_faults == []
    assert differences(before, found.items[0].content, found.items[0].form) == ()


# --- rewritten words --------------------------------------------------------------------------------


def rewritten(sheets, sheet, old, new):
    assert any(old in row for row in sheets[sheet])
    return {**sheets, sheet: [[new if cell == old else cell for cell in row] for row in sheets[sheet]]}


def entry_of(brought, key, place=0):
    return brought.content["elements"][key]["value"][place]


def test_a_rewritten_element_is_no_longer_a_quotation_and_the_look_shows_it():
    before = whole()

    [brought] = back(rewritten(tables(before), "items", "目的", "另一个目的"), before).items

    found = brought.content["elements"]["purpose"]
    assert (found["check_state"], found["source"], found.get("quote")) == ("own_wording", "law", None)
    [difference] = differences(before, brought.content, brought.form)
    [words, source] = difference.lines
    assert words[2:] == ("目的", "另一个目的")
    assert ("引用原文" in source[2], "自行表述" in source[3]) == (True, True)
    assert brought.content["elements"]["name"] == before.content["elements"]["name"]


@pytest.mark.parametrize(
    ("sheet", "old", "key"),
    [
        pytest.param("questions", "答", "faq", id="answer"),
        pytest.param("fees", "每件", "fees", id="fee"),
        pytest.param("conditions", "条件1", "accept_conditions", id="condition"),
        pytest.param("contacts", "1", "consult", id="contact"),
    ],
)
def test_a_rewritten_entry_is_no_longer_a_quotation_and_the_others_stay_one(sheet, old, key):
    before = whole()

    [brought] = back(rewritten(tables(before), sheet, old, "新的话"), before).items

    entries = brought.content["elements"][key]["value"]
    states = [(entry["check_state"], entry.get("quote")) for entry in entries if "新的话" in entry.values()]
    assert set(states) == {("own_wording", None)}
    assert [one for one in entries if "新的话" not in one.values()] == [
        one for one in before.content["elements"][key]["value"] if old not in one.values()
    ]
    [difference] = differences(before, brought.content, brought.form)
    assert any("新的话" in line[3] for line in difference.lines)
    assert any("引用" in line[2] or "quoted" in line[2] for line in difference.lines)


def test_a_rewritten_material_is_no_longer_a_quotation():
    before = whole()

    [brought] = back(rewritten(tables(before), "materials", "甲证书", "丙证书"), before).items

    name = entry_of(brought, "materials")["elements"]["name"]
    assert (name["value"], name["check_state"]) == ("丙证书", "own_wording")


def test_words_with_a_new_quotation_are_taken_as_they_are_told():
    before = whole()
    sheets = rewritten(tables(before), "items", "目的", "另一个目的")
    rows = [[*row] for row in sheets["origins"]]
    place = rows[0].index("引用的原文")
    next(row for row in rows if "purpose" in row)[place] = "新的原文"

    [brought] = back({**sheets, "origins": rows}, before).items

    assert brought.content["elements"]["purpose"] == cited("另一个目的", quote="新的原文")


def test_words_for_what_was_unknown_are_the_files_own():
    before = whole()
    before.content["elements"] |= {"stat_limit": dict(NOTHING), "fee_flag": dict(NOTHING)}
    sheets = tables(before)
    heads, row = sheets["items"]
    for name, word in (("法定办结时限", "20"), ("是否收费", "否")):
        row[heads.index(name)] = word

    [brought] = back(sheets, before).items

    found = {key: brought.content["elements"][key] for key in ("stat_limit", "fee_flag")}
    assert {key: (one["value"], one["check_state"]) for key, one in found.items()} == {
        "stat_limit": (20, "own_wording"), "fee_flag": (False, "own_wording"),
    }  # fmt: skip


# --- rows told twice, and days ----------------------------------------------------------------------


def test_an_origin_told_twice_is_a_fault_and_does_not_win_in_silence():
    rows = [["item", "part", "element", "check_state"], ["a", "", "name", "quoted"], ["a", "", "事项名称", "unknown"]]

    found = back({**only(["name"], GOOD), "origins": rows}, item(name="甲"))

    [fault] = found.all_faults
    assert (fault.sheet, fault.line, fault.column, fault.code, fault.facts) == (
        "origins", 3, "element", "id_twice", {"first": 2},
    )  # fmt: skip
    assert found.items[0].content is None


@pytest.mark.parametrize("text", ["2026-03-01xyz", "2026-03-011", "2026-02-30", "20260301 morning", "2026-W09-7"])
def test_a_day_with_something_behind_it_is_no_day(text):
    with pytest.raises(CellUnfit, match="cell_not_a_date"):
        read(text, Kind.DATE)


@pytest.mark.parametrize("text", ["2026-03-01", "2026/03/01", "20260301", "2026-03-01 12:30:00", "2026-03-01T00:00"])
def test_a_day_may_have_the_time_that_a_workbook_adds(text):
    assert read(text, Kind.DATE) == "2026-03-01"


def test_a_row_of_the_exchange_that_is_a_web_page_is_counted_as_refused():
    table = [["task_guid", "task_name"], ["g1", "甲"], ["g2", "<html></html>"]]

    found = national_tables(
        {"up_task_general_basic": table}, present=lambda _key: None, agency=AGENCY, key_of=lambda _code: ""
    )

    assert [(fault.line, fault.code) for fault in found.all_faults] == [(3, "html_row")]
    assert (found.rows_in, len(found.items), found.refused) == (2, 1, 1)
