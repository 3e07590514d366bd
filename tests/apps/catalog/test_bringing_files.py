"""What a file of the list is, before anything is believed of it: its size, its sheets, its age, its owner."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneseal.catalog.models import BroughtItem, Item, ItemVersion, ListingRun
from oneseal.catalog.selectors.brought import brought_of, marked_copy
from oneseal.catalog.selectors.carrying import Taken, items_carried
from oneseal.catalog.selectors.exporting import FORMATS, list_file
from oneseal.catalog.selectors.listings import fault_in_words
from oneseal.catalog.services import listing_runs
from oneseal.catalog.services.bringing import list_look
from oneseal.catalog.services.listing_runs import TableTold, listing_confirm, listing_start, listing_work
from oneseal.catalog.services.uploads import upload_opened
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Agency
from oneseal.identity.services import agency_found
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from oneseal.kernel.ids import new_id
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
PUBLISHED = "food-business-licence-new"


@pytest.fixture
def editor():
    return world.staff("item_administrator")


def start(content, actor, name="list.xlsx"):
    return listing_start(told=TableTold(content, name, "修改"), actor=actor, now=now())


def taken(kind, actor, **wanted):
    return b"".join(list_file(kind, items_carried(Taken(**wanted), actor=actor, on=today())))


def looked(content, actor, name="list.xlsx"):
    run_id = start(content, actor, name)
    listing_work(run_id=run_id, now=now())
    run = ListingRun.objects.get(pk=run_id)
    assert run.state == ListingRun.LOOKED_AT, run.problem
    return run


def table(*rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def book(**sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def packed(members):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return kept.getvalue()


# --- what is read at once ---------------------------------------------------------------------------


def test_a_small_file_that_unpacks_to_much_waits_for_the_worker(editor):
    content = book(事项=[["item", "name"], *(["a", f"第{number}项"] for number in range(15_000))], 空=[["x"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sum(row.file_size for row in archive.infolist()) > 1024 * 1024
    assert len(content) < 1024 * 1024

    run_id = start(content, editor)
    assert ListingRun.objects.get(pk=run_id).state == ListingRun.WAITING

    listing_work(run_id=run_id, now=now())
    assert ListingRun.objects.get(pk=run_id).state == ListingRun.LOOKED_AT


# --- how old it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_an_export_of_the_version_before_the_newest_says_so(editor, kind):
    ItemVersion.objects.filter(item__key=PUBLISHED).update(revision=4)
    content = taken(kind, editor)
    run_id = start(table(["item", "purpose"], [PUBLISHED, "来自同事"]), editor, name="a.csv")
    listing_confirm(run_id=run_id, actor=editor, now=now())
    newest = ItemVersion.objects.filter(item__key=PUBLISHED).order_by("-number").first()
    assert (newest.number, newest.revision) == (2, 0)

    old = looked(content, editor, name=f"list.{FORMATS[kind][1]}")
    own = looked(table(["item", "purpose"], [PUBLISHED, "一句新的话"]), editor, name="a.csv")

    assert [shown.is_older for shown in brought_of(old.id, "changed")] == [True]
    assert [shown.is_older for shown in brought_of(own.id, "changed")] == [False]
    for version, is_older in (("1", True), ("2", False), ("", False), ("x", False), ("9" * 30, False)):
        row = table(["item", "purpose", "exported_version"], [PUBLISHED, "一句新的话", version])
        shown = brought_of(looked(row, editor, name="a.csv").id, "changed")
        assert [one.is_older for one in shown] == [is_older], version


# --- how it is looked at ----------------------------------------------------------------------------


def _items(agency_id, count):
    """Make items of an agency."""
    published = ItemVersion.objects.get(item__key=PUBLISHED)
    for number in range(count):
        item = Item.objects.create(id=new_id(now()), agency_id=agency_id, key=f"n{number}", created_at=now())
        ItemVersion.objects.create(
            id=new_id(now()), item=item, number=1, state="draft", name=f"第{number}项",
            content=published.content | {"key": item.key}, form=published.form, created_at=now(),
        )  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "json", "national"])
def test_a_look_asks_the_same_few_questions_for_many_items_as_for_one(editor, kind):
    def asked():
        upload = upload_opened(taken(kind, editor, words=""))
        run = ListingRun(agency_id=editor.agency_id, kind=upload.kind)
        with CaptureQueriesContext(connection) as captured:
            _plan, found = list_look(upload, run=run, actor=editor, now=now())
        return len(found.items), len(captured)

    one = asked()
    _items(editor.agency_id, 12)
    many = asked()

    assert (one[0], many[0]) == (1, 13)
    assert one[1] == many[1] <= 6


def test_what_a_file_does_not_name_is_told_with_its_newest_version_and_holds_none(editor):
    _items(editor.agency_id, 3)
    before = start(table(["item", "purpose"], [PUBLISHED, "来自同事"]), editor, name="a.csv")
    listing_confirm(run_id=before, actor=editor, now=now())

    run = looked(table(["item", "purpose"], ["n1", "一句新的话"]), editor, name="a.csv")

    absent = brought_of(run.id, "absent")
    newest = {row.item.key: row.id for row in ItemVersion.objects.select_related("item").order_by("number")}
    assert {shown.key: shown.version_id for shown in absent} == {key: newest[key] for key in ("n0", "n2", PUBLISHED)}
    assert [shown.key for shown in brought_of(run.id, "changed")] == ["n1"]
    assert not BroughtItem.objects.filter(change="absent").exclude(version=None).exists()


def test_many_rows_wait_for_the_worker_however_small_the_file_is(editor, monkeypatch):
    monkeypatch.setattr(listing_runs, "AT_ONCE_ROWS", 3)

    few = start(table(["item", "name"], ["a", "甲"], ["b", "乙"]), editor, name="a.csv")
    many = start(table(["item", "name"], ["a", "甲"], ["b", "乙"], ["c", "丙"]), editor, name="a.csv")
    listed = start(json.dumps([{"name": str(number), "department": "局"} for number in range(4)]).encode(), editor)

    states = dict(ListingRun.objects.values_list("id", "state"))
    assert [states[run] for run in (few, many, listed)] == ["looked_at", "waiting", "waiting"]


# --- sheets that are not read -----------------------------------------------------------------------


def codes(run):
    return [(fault["sheet"], fault["code"], fault["done"]) for fault in run.faults]


def test_a_second_sheet_of_one_meaning_and_an_unknown_one_are_told(editor):
    rows = [["item", "purpose"], [PUBLISHED, "一句新的话"]]
    second = [["item", "purpose"], [PUBLISHED, "另一句话"]]
    run = looked(book(事项=rows, Items=second, 草稿=[["x"]], 空=[], 填写说明=[["表"]]), editor)

    assert codes(run) == [("Items", "sheet_twice", "ignored"), ("草稿", "sheet_unknown", "ignored")]
    assert all(fault_in_words(fault).wrong for fault in run.faults)
    [changed] = brought_of(run.id, "changed")
    assert changed.differences[0].lines[0][2] == "一句新的话"


def test_two_tables_of_one_name_in_an_archive_are_told(editor):
    first = table(["item", "purpose"], [PUBLISHED, "一句新的话"])
    run = looked(packed({"a/items.csv": first, "b/items.csv": table(["item", "purpose"], ["x", "y"])}), editor)

    assert codes(run) == [("b/items.csv", "sheet_twice", "ignored")]
    assert [shown.key for shown in brought_of(run.id, "changed")] == [PUBLISHED]


# --- the file again ---------------------------------------------------------------------------------


def members_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {row.filename: archive.read(row) for row in archive.infolist()}


def marked(run):
    return marked_copy(run.id, run.faults)


def test_members_without_faults_come_back_byte_for_byte(editor):
    members = {
        "items.csv": table(["item", "name"], ["", "甲"]),
        "steps.csv": "item,element\n\n\"a\nb\",\"'=1\"\n".encode("gb18030"), "about.txt": b"\xff\x00",
        "contacts.csv": b"\xef\xbb\xbfitem,element\r\n",
    }  # fmt: skip
    run = looked(packed(members), editor)
    run.faults = [fault for fault in run.faults if fault["sheet"] == "items"]

    content, ending = marked(run)

    found = members_of(content)
    assert (ending, set(found)) == ("zip", set(members))
    assert {name: found[name] for name in members if name != "items.csv"} == {
        name: member for name, member in members.items() if name != "items.csv"
    }
    assert "没有标识" in found["items.csv"].decode("utf-8-sig").splitlines()[1]


def test_of_an_archive_of_another_catalogue_the_table_that_was_read_is_marked(editor):
    other, listed = table(["x"], ["y"]), table(["部门", "事项名称"], ["局", ""])
    run = looked(packed({"other.csv": other, "listed.csv": listed}), editor)
    assert run.faults

    found = members_of(marked(run)[0])

    assert found["other.csv"] == other
    assert found["listed.csv"].decode("utf-8-sig").splitlines()[1] != "局,"


def test_of_a_workbook_of_another_catalogue_the_sheet_that_was_read_is_marked(editor):
    run = looked(book(说明=[["x"], ["y"]], 目录=[["部门", "事项名称"], ["局", ""]]), editor)
    assert run.faults

    found = openpyxl.load_workbook(io.BytesIO(marked(run)[0]))

    assert not any(cell.comment for row in found["说明"].iter_rows() for cell in row)
    assert any(cell.comment for row in found["目录"].iter_rows() for cell in row)


def test_a_text_file_is_marked_as_it_was_read(editor):
    text = b'item,name\n"a\n' + b"b" * 20 + '",甲\n"",乙\n'.encode()
    run = looked(text, editor, name="a.csv")

    lines = list(csv.reader(io.StringIO(marked(run)[0].decode("utf-8-sig"), "")))

    assert [len(line) for line in lines] == [3, 3, 3]
    assert "没有标识" in lines[2][2]
    assert "含有不能保存的字符" in lines[1][2]


# --- whose it is ------------------------------------------------------------------------------------


@pytest.fixture
def other(editor):
    """Return the code and the id of a second agency, which has an item of the same key as the first."""
    found = agency_found(
        facts=AgencyFacts(
            name="演示烟草专卖局", uscc="11999900MB0A1B2C6U", document_word="演烟", city_name="濮阳市",
            division_code="410900",
        ),
        place=AgencyPlace("stationed_department", None, "烟草专卖管理科"), actor=world.staff(world.ADMINISTRATOR),
        administrator=NewAccount("tobacco_admin", "staff-password-1", "钱一"), now=now(),
    )  # fmt: skip
    agency = Agency.objects.get(pk=found.agency_id)
    own = ItemVersion.objects.get(item__key=PUBLISHED)
    item = Item.objects.create(id=new_id(now()), agency=agency, key=PUBLISHED, created_at=now())
    ItemVersion.objects.create(
        id=new_id(now()), item=item, number=1, state="draft", name="秘密的草稿", content=own.content, form=own.form,
        created_at=now(),
    )  # fmt: skip
    return agency


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_row_of_another_agency_is_refused_and_its_item_unseen(editor, other, kind):
    content = table(["agency", "item", "purpose"], [other.uscc, PUBLISHED, "一句新的话"])
    if kind == "json":
        [entry] = json.loads(taken("json", editor))["items"]
        entry["agency"] = other.uscc
        entry["item"]["elements"]["purpose"]["value"] = "一句新的话"
        content = json.dumps([entry]).encode()

    run = looked(content, editor, name=f"a.{kind}")

    assert [fault["code"] for fault in run.faults if fault["column"] == "agency"] == ["agency_not_own"]
    assert (run.counts["refused"], run.counts["created"], run.counts["changed"]) == (1, 0, 0)
    rows = BroughtItem.objects.filter(run=run)
    assert [(row.change, row.version_id, row.differences) for row in rows] == [("refused", None, [])]
    assert "秘密的草稿" not in {row.name for row in rows}
    assert {item.key: item.agency for item in items_carried(Taken(), actor=editor, on=today())} == {
        PUBLISHED: Item.objects.select_related("agency").get(agency_id=editor.agency_id).agency.uscc
    }


def test_a_row_of_the_same_key_changes_the_own_item_alone(editor, other):
    run = looked(table(["item", "purpose"], [PUBLISHED, "一句新的话"]), editor, name="a.csv")

    listing_confirm(run_id=run.id, actor=editor, now=now())

    drafted = BroughtItem.objects.get(run=run).drafted
    assert drafted.item.agency_id == editor.agency_id
    assert ItemVersion.objects.get(item__agency=other).revision == 0
