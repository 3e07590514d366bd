"""A file is laid over the item that is there: what it does not say stays, and what cannot be read is never taken."""

import pytest

from oneseal.catalog.rules.interchange.building import Building
from oneseal.catalog.rules.interchange.comparing import differences
from oneseal.catalog.rules.interchange.reading import read_list
from tests.unit.catalog.test_interchange import AGENCY, GOOD, back, item, only, tables, told

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
