"""What a file rewrites quotes nothing any more; what it leaves alone, or tells anew, stays as it is told."""

import pytest

from oneseal.catalog.rules.interchange.mappings import read_mappings, whole_mapping
from oneseal.catalog.rules.interchange.reading import read_list
from oneseal.catalog.rules.interchange.writing import Carried, sheets_of
from oneseal.catalog.rules.quoting import NOTE, requoted

AGENCY = "91110000000000000X"
CLAUSE = {
    "document": "示例条例（演示）",
    "article": "第三条",
    "text": "应当到场。齐全的，应当受理。",
    "level": "law",
}
OTHER = {**CLAUSE, "article": "第四条", "text": "可以委托。"}
CITY = {"document": "本市", "article": "", "level": "city"}
QUOTED = {"check_state": "quoted", "source": "law-3", "quote": "应当到场"}
OWN = {"check_state": "own_wording", "source": "law-3", "note": NOTE}


def content(elements):
    sources = {"city": CITY, "law-3": CLAUSE, "law-4": OTHER}
    return {"format": 1, "key": "a", "sources": sources, "elements": elements}


def line(text, citation, key="line_1"):
    return {"key": key, "text": text, **citation}


def conditions(*lines):
    return {"accept_conditions": {"value": list(lines), "check_state": "own_wording", "source": "law-3"}}


def material(citation, name="身份证件"):
    basis = {"value": [{"source": "law-3", "valid": True}], "check_state": "own_wording", "source": "law-3"}
    row = {"key": "m", "elements": {"name": {"value": name, **citation}, "legal_basis": basis}}
    return {"materials": {"value": [row], "check_state": "own_wording", "source": "law-3"}}


WAS = content({"purpose": {"value": "应当到场", **QUOTED}})
ROWS = [
    pytest.param(
        WAS, WAS, "quoted", id="untouched-it-stays",
    ),
    pytest.param(
        WAS, content({"purpose": {"value": "应当本人到场", **QUOTED}}), "own_wording",
        id="other-words-under-the-same-citation-are-own",
    ),
    pytest.param(
        WAS, content({"purpose": {"value": "应当受理", **QUOTED, "quote": "应当受理"}}), "quoted",
        id="a-new-quotation-is-taken-as-told",
    ),
    pytest.param(
        WAS, content({"purpose": {"value": "应当到场", **QUOTED, "note": "第一页"}}), "quoted",
        id="a-new-note-changes-no-words",
    ),
    pytest.param(
        WAS, {**WAS, "sources": {**WAS["sources"], "law-3": {**CLAUSE, "text": "可以到场。"}}}, "own_wording",
        id="the-clause-says-it-no-more",
    ),
    pytest.param(
        WAS, {**WAS, "sources": {**WAS["sources"], "law-3": {**CLAUSE, "text": "都应当到场。"}}}, "quoted",
        id="the-clause-changed-and-still-says-it",
    ),
    pytest.param(
        WAS, content({"purpose": {"value": "应当到场", **QUOTED, "source": "law-4"}}), "own_wording",
        id="another-clause-that-does-not-say-it",
    ),
    pytest.param(
        content({"purpose": {"value": "到场", **QUOTED, "quote": "须到场"}}),
        content({"purpose": {"value": "到场", **QUOTED, "quote": "须到场"}}), "quoted",
        id="what-was-wrong-before-is-the-gates-to-tell",
    ),
    pytest.param(
        content({"purpose": {"value": "旧话", "check_state": "own_wording", "source": "law-3"}}), WAS, "quoted",
        id="own-words-that-become-a-quotation",
    ),
    pytest.param(
        content({"purpose": {"value": "应当到场", **OWN}}), WAS, "quoted", id="imported-words-of-the-quotation",
    ),
    pytest.param(
        content({"purpose": {"value": "应当本人到场", **OWN}}),
        content({"purpose": {"value": "应当本人到场", **QUOTED}}), "own_wording", id="the-same-file-once-more",
    ),
]  # fmt: skip


def state_of(item):
    return item["elements"]["purpose"]["check_state"]


@pytest.mark.parametrize(("before", "after", "state"), ROWS)
def test_an_element_stays_quoted_only_while_words_and_clause_agree(before, after, state):
    judged = requoted(after, before)

    assert state_of(judged) == state
    if state == "own_wording":
        assert "quote" not in judged["elements"]["purpose"]
        assert judged["elements"]["purpose"]["value"] == after["elements"]["purpose"]["value"]
    else:
        assert judged == after


@pytest.mark.parametrize(("before", "after", "state"), ROWS)
def test_json_brings_an_element_by_the_same_rule(before, after, state):
    there = Carried(AGENCY, "a", named(before), {}, 1, "draft", 0)
    entry = whole_mapping(Carried(AGENCY, "a", named(after), {}, 1, "draft", 0))

    (brought,) = read_mappings([entry], present={(AGENCY, "a"): there}.get, agency=AGENCY).items

    assert state_of(brought.content) == state


@pytest.mark.parametrize(("before", "after", "state"), ROWS)
def test_a_workbook_brings_an_element_by_the_same_rule(before, after, state):
    there = Carried(AGENCY, "a", named(before), {}, 1, "draft", 0)
    sheets = sheets_of([Carried(AGENCY, "a", named(after), {}, 1, "draft", 0)])
    tables = {name: [list(keys(rows)), *([row.get(key, "") for key in keys(rows)] for row in rows)]
              for name, rows in sheets.items()}  # fmt: skip

    (brought,) = read_list(tables, present={(AGENCY, "a"): there}.get, agency=AGENCY).items

    assert state_of(brought.content) == state


def keys(rows):
    return dict.fromkeys(key for row in rows for key in row)


def named(item):
    name = {"value": "甲", "check_state": "own_wording", "source": "city"}
    return {**item, "elements": {"name": name, **item["elements"]}}


LINES = [
    pytest.param([line("应当到场", QUOTED)], [line("应当本人到场", QUOTED)], ["own_wording"], id="rewritten"),
    pytest.param(
        [line("应当到场", QUOTED)], [line("可以委托", {**QUOTED, "source": "law-4", "quote": "可以委托"})], ["quoted"],
        id="another-quotation-told-anew",
    ),
    pytest.param(
        [line("应当到场", QUOTED)], [line("新的一条", {"check_state": "own_wording", "source": "city"}, key="line_2"),
        line("应当到场", QUOTED)], ["own_wording", "quoted"], id="moved-down-it-stays",
    ),
    pytest.param([], [line("应当到场", QUOTED)], ["quoted"], id="a-new-line-is-taken-as-told"),
    pytest.param(
        [line("应当到场", QUOTED), line("到场", QUOTED, key="line_2")],
        [line("应当到场", QUOTED), line("都到场", QUOTED, key="line_2")], ["quoted", "own_wording"],
        id="two-lines-of-one-quotation-are-judged-each",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "states"), LINES)
def test_each_line_of_a_list_is_judged_for_itself(before, after, states):
    judged = requoted(content(conditions(*after)), content(conditions(*before)))

    assert [row["check_state"] for row in judged["elements"]["accept_conditions"]["value"]] == states


@pytest.mark.parametrize(
    ("name", "state"), [pytest.param("身份证件", "quoted", id="same"), pytest.param("护照", "own_wording", id="other")]
)
def test_each_element_of_a_material_is_judged_for_itself(name, state):
    judged = requoted(content(material(QUOTED, name)), content(material(QUOTED)))

    (row,) = judged["elements"]["materials"]["value"]
    assert row["elements"]["name"]["check_state"] == state
    assert row["elements"]["legal_basis"]["check_state"] == "own_wording"


def test_a_file_that_is_brought_twice_changes_nothing_the_second_time():
    told = content({**conditions(line("应当本人到场", QUOTED)), "purpose": {"value": "应当本人到场", **QUOTED}})
    before = content({**conditions(line("应当到场", QUOTED)), "purpose": {"value": "应当到场", **QUOTED}})

    once = requoted(told, before)

    assert once != told
    assert requoted(told, once) == once


def test_a_new_item_is_taken_as_told():
    assert requoted(WAS, None) == WAS


def test_what_becomes_own_wording_keeps_its_clause_and_says_who_wrote_it():
    judged = requoted(content({"purpose": {"value": "应当本人到场", **QUOTED}}), WAS)

    assert judged["elements"]["purpose"] == {"value": "应当本人到场", **OWN}
