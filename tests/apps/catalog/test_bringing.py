"""The whole list taken away and brought back: nothing is lost, and nobody's work is overwritten."""

import csv
import io
import json
import os
import threading
import zipfile

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from oneseal.catalog.errors import ExportUnfit, ItemNotFound, RunNotReady
from oneseal.catalog.models import BroughtItem, Item, ItemVersion, ListedItem, ListingRun
from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.catalog.selectors.brought import brought_counts, brought_of, marked_copy
from oneseal.catalog.selectors.carrying import Taken, items_carried
from oneseal.catalog.selectors.exporting import FORMATS, list_file
from oneseal.catalog.selectors.listings import percent_imported, run_for_editor
from oneseal.catalog.services import draft_hand_in, element_set, item_draft_from_reference, listing_runs
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.listing_runs import TableTold, listing_confirm, listing_start, listing_work
from oneseal.foundation import workbooks
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from tests.apps.traces import verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
LICENCE, PENALTY = "tobacco-retail-licence", "unpermitted-works-penalty"
PUBLISHED = "food-business-licence-new"
OPERATOR = Actor.system("test")


@pytest.fixture
def editor():
    return world.staff("item_administrator")


@pytest.fixture
def drafts(editor):
    """Return the ids of two drafts: a licence, and a penalty that nobody applies for."""
    return {key: item_draft_from_reference(key=key, actor=editor, now=now()) for key in (LICENCE, PENALTY)}


def taken(kind, actor, **wanted):
    return b"".join(list_file(kind, items_carried(Taken(**wanted), actor=actor, on=today())))


def start(content, actor, name="list.xlsx"):
    return listing_start(told=TableTold(content, name, "修改"), actor=actor, now=now())


def sheet_told(*rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def purpose_of(version_id):
    return ItemVersion.objects.get(pk=version_id).content["elements"]["purpose"]["value"]


# --- round trip -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_a_list_taken_away_and_brought_back_changes_nothing(kind, editor, drafts):
    run_id = start(taken(kind, editor), editor, name=f"list.{FORMATS[kind][1]}")
    listing_work(run_id=run_id, now=now())

    run = ListingRun.objects.get(pk=run_id)
    assert run.state == ListingRun.LOOKED_AT, run.problem
    assert (run.counts["unchanged"], run.counts["changed"], run.counts["created"]) == (run.counts["rows_in"], 0, 0)
    assert run.counts["rows_in"] == 3
    assert [fault["code"] for fault in run.faults] == []


def test_the_list_of_an_emptied_city_is_there_again(editor, drafts):
    content = taken("xlsx", editor)
    own = ItemVersion.objects.filter(pk__in=drafts.values())
    before = {row.item.key: (row.content, row.form) for row in own.select_related("item")}
    own.delete()
    Item.objects.filter(key__in=drafts).delete()

    run_id = start(content, editor)
    listing_work(run_id=run_id, now=now())
    listing_confirm(run_id=run_id, actor=editor, now=now())
    listing_work(run_id=run_id, now=now())

    there = ItemVersion.objects.filter(item__key__in=drafts).select_related("item")
    assert {row.item.key: (row.content, row.form) for row in there} == before


# --- drafts -----------------------------------------------------------------------------------------


def test_a_change_is_shown_element_by_element_and_written_once(editor, drafts):
    run_id = start(sheet_told(["item", "purpose"], [LICENCE, "一句新的话"]), editor, name="a.csv")

    [shown] = brought_of(run_id, "changed")
    assert [part.label for part in shown.differences] == ["事项简介"]
    assert shown.differences[0].lines[0][2] == "一句新的话"
    assert purpose_of(drafts[LICENCE]) != "一句新的话"

    listing_confirm(run_id=run_id, actor=editor, now=now())

    draft = ItemVersion.objects.get(pk=drafts[LICENCE])
    assert (purpose_of(draft.id), draft.revision) == ("一句新的话", 1)
    assert verbs(draft.item_id)[-1] == "catalog.item_brought"
    assert brought_counts(run_id)["drafted"] == 1
    assert brought_counts(run_id)["absent"] == 2
    with pytest.raises(RunNotReady):
        listing_confirm(run_id=run_id, actor=editor, now=now())


def test_a_published_version_stays_and_a_new_draft_is_made(editor):
    published = ItemVersion.objects.get(item__key=PUBLISHED)
    run_id = start(sheet_told(["item", "purpose"], [published.item.key, "一句新的话"]), editor, name="a.csv")

    listing_confirm(run_id=run_id, actor=editor, now=now())

    assert ItemVersion.objects.get(pk=published.id).content == published.content
    draft = ItemVersion.objects.get(item=published.item, number=2)
    assert (draft.state, purpose_of(draft.id)) == ("draft", "一句新的话")


def test_what_somebody_changed_after_the_look_is_not_overwritten(editor, drafts):
    run_id = start(sheet_told(["item", "purpose"], [LICENCE, "来自文件"]), editor, name="a.csv")
    told = ElementTold("purpose", "来自同事", revision=0)
    element_set(version_id=drafts[LICENCE], told=told, actor=editor, now=now())

    listing_confirm(run_id=run_id, actor=editor, now=now())

    assert purpose_of(drafts[LICENCE]) == "来自同事"
    assert brought_counts(run_id)["stale"] == 1


def test_an_export_older_than_the_draft_says_so(editor, drafts):
    content = taken("xlsx", editor)
    element_set(
        version_id=drafts[LICENCE], told=ElementTold("purpose", "来自同事", revision=0), actor=editor, now=now()
    )

    run_id = start(content, editor)
    listing_work(run_id=run_id, now=now())

    assert [shown.is_older for shown in brought_of(run_id, "changed")] == [True]


def test_a_draft_under_review_is_left_alone(editor, drafts):
    world.fill_item(drafts[LICENCE])
    run_id = start(sheet_told(["item", "purpose"], [LICENCE, "来自文件"]), editor, name="a.csv")
    draft_hand_in(version_id=drafts[LICENCE], note="", actor=editor, now=now())

    listing_confirm(run_id=run_id, actor=editor, now=now())

    assert brought_counts(run_id)["in_review"] == 1


def test_a_new_item_becomes_a_draft_that_knows_what_the_file_says(editor):
    run_id = start(sheet_told(["item", "name", "item_type"], ["new-item", "新事项", "行政许可"]), editor, name="a.csv")

    listing_confirm(run_id=run_id, actor=editor, now=now())

    draft = ItemVersion.objects.get(item__key="new-item")
    assert (draft.state, draft.name, draft.content["elements"]["item_type"]["value"]) == ("draft", "新事项", "01")
    assert draft.form["sections"]


def test_a_run_killed_between_batches_goes_on_where_it_was(editor, monkeypatch):
    monkeypatch.setattr("oneseal.catalog.services.bringing.BATCH", 2)
    monkeypatch.setattr(listing_runs, "AT_ONCE_ITEMS", 0)
    rows = [[f"k{number}", f"第{number}项"] for number in range(5)]
    run_id = start(sheet_told(["item", "name"], *rows), editor, name="a.csv")
    listing_confirm(run_id=run_id, actor=editor, now=now())

    assert listing_runs._worked(run_id, now())
    half = run_for_editor(run_id, actor=editor)
    assert (percent_imported(half), Item.objects.filter(key__startswith="k").count()) == (40, 2)

    listing_work(run_id=run_id, now=now())

    assert Item.objects.filter(key__startswith="k").count() == 5
    assert ListingRun.objects.get(pk=run_id).state == ListingRun.DONE


def test_nobody_takes_more_than_he_may_see(editor, drafts):
    stranger = Actor(account_id=None, kind=editor.kind, name="x")

    with pytest.raises(ItemNotFound):
        list(items_carried(Taken(), actor=stranger, on=today()))
    assert {item.key for item in items_carried(Taken(words="烟草"), actor=editor, on=today())} == {LICENCE}
    assert {item.key for item in items_carried(Taken(item_type="02"), actor=editor, on=today())} == {PENALTY}
    assert {item.key for item in items_carried(Taken("in_force"), actor=editor, on=today())} == {PUBLISHED}


# --- files ------------------------------------------------------------------------------------------


def test_no_cell_of_a_workbook_is_a_formula(editor, drafts):
    draft = ItemVersion.objects.get(pk=drafts[LICENCE])
    draft.content["elements"]["purpose"]["value"] = "=1+1"
    draft.save(update_fields=["content"])

    book = openpyxl.load_workbook(io.BytesIO(taken("xlsx", editor)))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(cell.value == "=1+1" for cell in cells)


def test_what_a_workbook_cannot_hold_is_refused_and_json_holds_it(editor, drafts):
    draft = ItemVersion.objects.get(pk=drafts[LICENCE])
    draft.content["elements"]["purpose"]["value"] = "长" * 40_000
    draft.save(update_fields=["content"])

    with pytest.raises(ExportUnfit):
        taken("xlsx", editor)
    assert json.loads(taken("json", editor))["items"]


def test_the_national_tables_leave_out_what_is_too_long_and_say_so(editor, drafts):
    draft = ItemVersion.objects.get(pk=drafts[LICENCE])
    draft.content["elements"]["station_place"] = {"value": "长" * 501, "check_state": "own_wording"}
    draft.save(update_fields=["content"])

    found = workbooks.workbook_rows(taken("national", editor))

    told = [row for row in found["未能导出"] if row[3:5] == ["transact_addr", "501"]]
    assert told == [
        [LICENCE, draft.name, "up_task_general_basic", "transact_addr", "501", "500", "超过长度，这个事项没有导出"]
    ]
    assert all(row[0] != LICENCE for rows in found.values() for row in rows if rows is not found["未能导出"])


def packed(**members):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(packed(items_dot_csv=b"0" * 30_000_000), "bomb", id="zip-bomb"),
        pytest.param(packed(xl__workbook_dot_xml='<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "entities", id="entities"),
        pytest.param(packed(xl__workbook_dot_xml="<a/>"), "damaged", id="no-workbook"),
        pytest.param(b"PK\x03\x04broken", "damaged", id="broken-archive"),
        pytest.param(packed(a_dot_txt="x"), "no_items", id="archive-of-nothing"),
        pytest.param(b"[{", "json", id="half-a-file-of-json"),
        pytest.param(b"[1, 2]", "no_items", id="json-of-numbers"),
        pytest.param(b"<html>502</html>", "page", id="web-page"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_and_nothing_kept(editor, content, reason):
    with pytest.raises(TableUnreadable) as refusal:
        start(content, editor)

    assert refusal.value.facts["reason"] == reason
    assert not ListingRun.objects.exists()


def test_the_faults_are_marked_in_a_copy_of_the_workbook(editor, drafts):
    book = openpyxl.load_workbook(io.BytesIO(taken("xlsx", editor, words="烟草")))
    page = book["事项"]
    column = next(cell.column for cell in page[1] if cell.value == "法定办结时限")
    page.cell(row=2, column=column).value = "二十"
    kept = io.BytesIO()
    book.save(kept)
    run_id = start(kept.getvalue(), editor)
    listing_work(run_id=run_id, now=now())

    content, ending = marked_copy(run_id, run_for_editor(run_id, actor=editor).faults)

    marked = openpyxl.load_workbook(io.BytesIO(content))["事项"].cell(row=2, column=column)
    assert ending == "xlsx"
    assert "应当是整数" in marked.comment.text
    assert marked.fill.fgColor.rgb == "FFF4CCCC"
    assert marked.value == "二十"


def test_the_faults_are_a_column_more_in_a_copy_of_a_text_file(editor):
    run_id = start(sheet_told(["item", "name"], ["a", "甲"], ["", "乙"]), editor, name="a.csv")

    content, ending = marked_copy(run_id, run_for_editor(run_id, actor=editor).faults)

    lines = content.decode("utf-8-sig").splitlines()
    assert ending == "csv"
    assert lines[0].endswith(",问题")
    assert lines[1] == "a,甲,"
    assert "没有标识" in lines[2]


def test_another_catalogue_may_come_as_a_workbook_or_as_json(editor):
    book = openpyxl.Workbook()
    book.active.append(["部门", "事项名称", "事项类型"])
    book.active.append(["区人社局", "社保卡补领", 20])
    kept = io.BytesIO()
    book.save(kept)
    entries = [{"department": "区人社局", "name": "就业登记"}, None, "<html>502</html>", {}]

    runs = [start(content, editor) for content in (kept.getvalue(), json.dumps(entries).encode())]
    for run_id in runs:
        listing_confirm(run_id=run_id, actor=editor, now=now())

    assert sorted(ListedItem.objects.values_list("name", flat=True)) == ["就业登记", "社保卡补领"]
    codes = [fault["code"] for fault in ListingRun.objects.get(pk=runs[1]).faults]
    assert [code for code in codes if code in {"answer_empty", "html_row"}] == [
        "answer_empty",
        "html_row",
        "answer_empty",
    ]


# --- the operator -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xlsx", "zip", "json"])
def test_the_operator_takes_the_list_away_and_brings_it_back(ending, drafts, tmp_path, capsys):
    path = tmp_path / f"list.{ending}"
    call_command("export_items", str(path))
    call_command("import_items", str(path), "--json")

    told = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert (told["rows_in"], told["unchanged"], told["drafted"]) == (3, 3, 0)


def test_the_operators_dry_run_names_what_would_change_and_writes_nothing(drafts, tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_bytes(sheet_told(["item", "purpose"], [LICENCE, "一句新的话"]))
    before = purpose_of(drafts[LICENCE])

    call_command("import_items", str(path), "--dry-run")

    assert "事项简介" in capsys.readouterr().out
    assert purpose_of(drafts[LICENCE]) == before

    call_command("import_items", str(path))

    assert purpose_of(drafts[LICENCE]) == "一句新的话"
    assert not BroughtItem.objects.exists()


def test_the_operator_reads_why_a_list_cannot_be_written(drafts, tmp_path):
    with pytest.raises(CommandError):
        call_command("export_items", str(tmp_path / "nowhere" / "a.xlsx"))


def test_an_export_that_fails_leaves_what_stood_there(drafts, tmp_path, monkeypatch):
    draft = ItemVersion.objects.get(pk=drafts[LICENCE])
    draft.content["elements"]["purpose"]["value"] = "长" * 40_000
    draft.save(update_fields=["content"])
    path = tmp_path / "list.xlsx"
    path.write_text("stood here")

    with pytest.raises(CommandError, match=draft.name):
        call_command("export_items", str(path))

    def broken(*_args):
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oneseal.catalog.management.commands.export_items.list_file", broken)
    with pytest.raises(CommandError, match="No space left"):
        call_command("export_items", str(path))

    assert path.read_text() == "stood here"
    assert [one.name for one in tmp_path.iterdir()] == ["list.xlsx"]


def test_an_export_into_a_pipe_is_written_and_replaces_nothing(drafts, tmp_path):
    pipe, link, kept = tmp_path / "pipe", tmp_path / "link.json", tmp_path / "kept.json"
    os.mkfifo(pipe)
    link.symlink_to(kept)
    found = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()

    call_command("export_items", str(pipe), "--format", "json")
    call_command("export_items", str(link))
    reader.join(timeout=20)

    assert len(json.loads(found[0])["items"]) == len(json.loads(kept.read_bytes())["items"]) == 3
    assert pipe.is_fifo()
    assert link.is_symlink()
