"""What no database can keep is told as a fault of its cell, and no file breaks an import."""

import csv
import io
import json

import openpyxl
import pytest

from oneseal.catalog.models import BroughtItem, ListedItem, ListingRun
from oneseal.catalog.services import listing_runs
from oneseal.catalog.services.listing_runs import TableTold, listing_confirm, listing_start, listing_work
from oneseal.catalog.tasks import ATTEMPTS, work_on_listing
from oneseal.foundation.timekeeping import now
from oneseal.foundation.writes import WriteConflict
from tests.apps.attempts import attempt
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
ITEM = {"format": 1, "key": "a", "sources": {}, "elements": {"name": {"value": "甲", "check_state": "own_wording"}}}


@pytest.fixture
def editor():
    return world.staff("item_administrator")


def started(content, editor, name="list.xlsx"):
    run_id = listing_start(told=TableTold(content, name, "修改"), actor=editor, now=now())
    listing_work(run_id=run_id, now=now())
    return ListingRun.objects.get(pk=run_id)


def workbook(title, *rows):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def text_file(*rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def told(run):
    return [(fault["column"], fault["code"], fault["value"]) for fault in run.faults]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        pytest.param([["item", "name", "purpose"], ["a", "甲", "=1+1"]], ("purpose", "formula", "公式"), id="element"),
        pytest.param([["item", "name"], ["=A1", "甲"]], ("item", "formula", "公式"), id="key"),
        pytest.param([["item", "agency", "name"], ["a", "=A1", "甲"]], ("agency", "formula", "公式"), id="agency"),
        pytest.param([["item", "exported_revision", "name"], ["a", "=A1", "甲"]],
                     ("exported_revision", "formula", "公式"), id="column-that-no-element-has"),
    ],
)  # fmt: skip
def test_a_formula_in_a_workbook_is_a_fault_that_is_kept(editor, rows, fault):
    run = started(workbook("事项", *rows), editor)

    assert run.state == ListingRun.LOOKED_AT
    assert told(run) == [fault]
    assert (run.counts["refused"], run.counts["created"]) == (1, 0)


def test_a_formula_in_the_tables_of_the_exchange_is_a_fault_too(editor):
    rows = [["task_guid", "task_name"], ["=A1", "甲"], ["g", "=A1"]]

    run = started(workbook("up_task_general_basic", *rows), editor)

    assert [code for _column, code, _value in told(run)] == ["formula", "formula"]
    assert run.counts["refused"] == run.counts["rows_in"] == 2


def test_a_formula_in_another_catalogue_refuses_its_row(editor):
    rows = [["department", "name", "itemCode"], ["区人社局", "=A1", ""], ["=A1", "乙", ""], ["区人社局", "丙", "=A1"]]

    run = started(workbook("Sheet1", *rows), editor)
    listing_confirm(run_id=run.id, actor=editor, now=now())

    assert [code for _column, code, _value in told(run) if code == "formula"] == ["formula"] * 3
    assert not ListedItem.objects.exists()


def test_nul_in_a_text_file_is_cleaned_where_it_may_be_and_refused_in_a_key(editor):
    run = started(text_file(["item", "name"], ["a", "甲\0乙"], ["b\0", "丙"]), editor, name="a.csv")

    assert told(run) == [("name", "markup_removed", "甲乙"), ("item", "sign_unfit", "b")]
    assert BroughtItem.objects.get(run=run, change="new").content["elements"]["name"]["value"] == "甲乙"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        pytest.param({"item": ITEM, "form": {"a": ["\0"]}}, "sign_unfit", id="nul-in-the-form"),
        pytest.param({"item": ITEM, "form": {"\0": 1}}, "sign_unfit", id="nul-in-a-name-of-the-form"),
        pytest.param({"item": ITEM, "form": {"a": "\ud800"}}, "sign_unfit", id="half-a-sign-in-the-form"),
        pytest.param({"item": ITEM, "form": {"a": float("nan")}}, "sign_unfit", id="no-number-in-the-form"),
        pytest.param({**ITEM, "key": "a\0"}, "sign_unfit", id="nul-in-the-key"),
        pytest.param({**ITEM, "key": "\ud800"}, "sign_unfit", id="half-a-sign-in-the-key"),
        pytest.param(
            {**ITEM, "sources": {"\0": {"document": "甲", "article": "", "level": "city"}}}, "sign_unfit",
            id="nul-in-the-key-of-a-source",
        ),
    ],
)  # fmt: skip
def test_what_no_database_keeps_is_refused_in_json(editor, entry, code):
    run = started(json.dumps([entry]).encode(), editor, name="a.json")

    assert code in [fault["code"] for fault in run.faults]
    assert (run.counts["refused"], run.counts["created"]) == (1, 0)


def test_an_escaped_nul_in_a_structure_of_a_text_file_is_refused(editor):
    run = started(text_file(["item", "name", "topic_corp"], ["a", "甲", '["\\u0000"]']), editor, name="a.csv")

    assert told(run) == [("topic_corp", "sign_unfit", '["\\u0000"]')]


# --- a run that breaks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        pytest.param(WriteConflict("another file"), "broken", id="rule"),
        pytest.param(OSError("no disk"), "broken", id="machine"),
    ],
)
@pytest.mark.parametrize(
    ("attempts", "state"),
    [
        pytest.param(ATTEMPTS - 1, ListingRun.WAITING, id="tried-again"),
        pytest.param(ATTEMPTS, ListingRun.FAILED, id="last-attempt"),
    ],
)
def test_a_run_whose_last_attempt_breaks_is_not_at_work_for_ever(editor, monkeypatch, problem, reason, attempts, state):
    monkeypatch.setattr(listing_runs, "AT_ONCE_BYTES", 0)
    told = TableTold(text_file(["item", "name"], ["a", "甲"]), "a.csv", "修改")
    run_id = listing_start(told=told, actor=editor, now=now())

    def broken(_run):
        raise problem

    monkeypatch.setattr(listing_runs, "_content", broken)
    with pytest.raises(type(problem)):
        work_on_listing(attempt(attempts), run_id=str(run_id))

    run = ListingRun.objects.get(pk=run_id)
    assert (run.state, run.problem) == (state, reason if state == ListingRun.FAILED else "")
    assert (run.finished_at is None) == (state == ListingRun.WAITING)
