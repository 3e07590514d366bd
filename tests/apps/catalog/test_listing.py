"""Items of another catalogue: listed in one transaction, found by the public, never applied for until completed."""

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from oneseal.cases.errors import ItemNotOpen
from oneseal.cases.services import case_start
from oneseal.catalog.errors import AlreadyInCatalogue, ItemNotFound, PublicationRefused, RunNotFound, RunNotReady
from oneseal.catalog.models import Department, Item, ListedItem, ListingRun
from oneseal.catalog.rules.listing import COLUMNS
from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.catalog.selectors import Wanted, catalogue_found, listed_public, version_for_editor
from oneseal.catalog.selectors.listings import (
    listed_for_editor,
    percent_imported,
    report_table,
    run_for_editor,
    runs_for_editor,
)
from oneseal.catalog.services import (
    element_set,
    item_publish,
    listed_item_complete,
    listing_import,
    listing_look,
    listing_runs,
)
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.listing_runs import TableTold, listing_confirm, listing_start, listing_work
from oneseal.catalog.tasks import work_on_listing
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.access import Actor
from oneseal.kernel.numbering import parse_implementation_code
from tests.apps.attempts import attempt
from tests.apps.traces import refused, verbs
from tests.factories import world
from tests.shared_table import GUANGAN, needs_guangan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
SOURCE = "示例目录"
CODE = "511Z07001006-511602000000-000-11511301008778183N-1-00"
CLEAN = f"区经信局,未分类,技术改造备案,{CODE},10,511602000000,11511301008778183N"
DIRTY = "区人社局,社会保障卡服务,补&amp;amp;换卡,,77,,1151130108778239R_5143"
NAMELESS = "区人社局,未分类,,,20,511602000000,"
OPERATOR = Actor.system("test")
TEMPLATE = "food-business-licence-new"


def table(*rows):
    return "\n".join([",".join(COLUMNS), *rows]).encode()


def bring(*rows, content=None, progress=None):
    given = content or table(*rows)
    return listing_import(content=given, source=SOURCE, actor=OPERATOR, now=now(), progress=progress)


def editor():
    return world.staff("item_administrator")


def counted(report):
    return (report.rows_in, report.created, report.changed, report.unchanged, report.refused)


# --- importing -----------------------------------------------------------------------------------


def test_a_look_says_what_an_import_would_do_and_writes_nothing():
    report = listing_look(content=table(CLEAN, DIRTY, NAMELESS), source=SOURCE, actor=OPERATOR)

    assert counted(report) == (3, 2, 0, 0, 1)
    assert report.adds_up
    assert not ListedItem.objects.exists()
    assert not Department.objects.exists()


def test_an_import_does_what_the_look_said():
    looked = listing_look(content=table(CLEAN, DIRTY, NAMELESS), source=SOURCE, actor=OPERATOR)

    report = bring(CLEAN, DIRTY, NAMELESS)

    assert counted(report) == counted(looked)
    assert report.faults == looked.faults
    assert {row.name: row.source_code for row in ListedItem.objects.all()} == {"技术改造备案": CODE, "补&换卡": ""}
    assert set(Department.objects.values_list("name", flat=True)) == {"区经信局", "区人社局"}


def test_an_import_twice_changes_nothing_and_leaves_one_trace():
    bring(CLEAN, DIRTY)
    before = list(ListedItem.objects.order_by("id").values())

    report = bring(CLEAN, DIRTY)

    assert counted(report) == (2, 0, 0, 2, 0)
    assert list(ListedItem.objects.order_by("id").values()) == before
    assert Entry.objects.filter(verb="catalog.items_listed").count() == 1


def test_a_row_that_differs_is_changed_in_its_place_and_one_that_is_gone_stays():
    bring(CLEAN, DIRTY)
    kept = ListedItem.objects.get(source_code=CODE).id

    report = bring(CLEAN.replace("技术改造备案", "技术改造项目备案"))

    assert counted(report) == (1, 0, 1, 0, 0)
    assert report.absent == 1
    assert ListedItem.objects.get(pk=kept).name == "技术改造项目备案"
    assert ListedItem.objects.count() == 2


def test_a_row_moved_to_another_line_is_unchanged():
    bring(CLEAN, DIRTY)

    assert counted(bring(DIRTY, CLEAN)) == (2, 0, 0, 2, 0)


def test_two_catalogues_do_not_touch_each_other():
    bring(CLEAN)

    report = listing_import(content=table(CLEAN), source="另一目录", actor=OPERATOR, now=now())

    assert report.created == 1
    assert ListedItem.objects.filter(source_code=CODE).count() == 2


def test_a_broken_import_leaves_the_catalogue_as_it_was():
    bring(CLEAN)

    def pulled_out(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        bring(CLEAN.replace("技术改造备案", "改名"), DIRTY, progress=pulled_out)

    assert list(ListedItem.objects.values_list("name", flat=True)) == ["技术改造备案"]
    assert list(Department.objects.values_list("name", flat=True)) == ["区经信局"]


def test_a_file_that_is_no_table_is_refused():
    with refused(TableUnreadable):
        bring(content=b"<html>")


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF if kind != "item_administrator"])
def test_only_who_edits_items_imports_and_completes(kind):
    bring(CLEAN)
    clerk, listed = world.staff(kind), ListedItem.objects.get()

    with refused(NotAllowed):
        listing_look(content=table(CLEAN), source=SOURCE, actor=clerk)
    with refused(NotAllowed):
        listing_import(content=table(CLEAN), source=SOURCE, actor=clerk, now=now())
    with refused(NotAllowed):
        listing_start(told=TableTold(table(CLEAN), "a.csv", SOURCE), actor=clerk, now=now())
    with refused(NotAllowed):
        listed_item_complete(listed_id=listed.id, template="", actor=clerk, now=now())
    with refused(ItemNotFound):
        listed_for_editor(listed.id, actor=clerk)
    assert runs_for_editor(clerk) == []


@needs_guangan
def test_the_real_table_is_listed_whole_and_a_second_time_unchanged():
    content = GUANGAN.read_bytes()

    first, second = bring(content=content), bring(content=content)

    assert counted(first) == (594, 594, 0, 0, 0)
    assert counted(second) == (594, 0, 0, 594, 0)
    assert Department.objects.count() == 30
    assert not Item.objects.filter(implementation_code__in=ListedItem.objects.values("source_code")).exists()


# --- the command ---------------------------------------------------------------------------------


def said(path, *options):
    out = StringIO()
    call_command("import_items", str(path), *options, stdout=out)
    return out.getvalue()


def test_the_command_tells_counts_and_faults_and_writes_the_whole_report(tmp_path):
    file, report = tmp_path / "items.csv", tmp_path / "report.csv"
    file.write_bytes(table(CLEAN, DIRTY, NAMELESS))

    text = said(file, "--report", str(report))

    assert "读入3行 = 新增2 + 更新0 + 不变0 + 未导入1" in text
    assert "第4行 事项名称 “”：没有写明事项名称，没有导入这一行。" in text
    assert "4,事项名称,,没有写明事项名称,没有导入这一行" in report.read_text("utf-8-sig")
    assert ListedItem.objects.filter(source="items.csv").count() == 2


def test_the_command_writes_json_and_a_dry_run_writes_no_row(tmp_path):
    file = tmp_path / "items.csv"
    file.write_bytes(table(CLEAN, NAMELESS))

    told = json.loads(said(file, "--dry-run", "--json", "--source", SOURCE))

    assert (told["rows_in"], told["created"], told["refused"], told["dry_run"]) == (2, 1, 1, True)
    assert [fault["line"] for fault in told["fault_rows"]] == [3]
    assert not ListedItem.objects.exists()


def test_the_command_says_why_a_file_cannot_be_read(tmp_path):
    file = tmp_path / "items.csv"
    file.write_bytes(b"<html>")

    with pytest.raises(CommandError, match="网页"):
        said(file)
    with pytest.raises(CommandError):
        said(tmp_path / "nothing.csv")


def test_no_cell_of_a_report_acts_as_a_formula():
    fault = {"line": 2, "column": "name", "value": "=1+1", "code": "markup_removed", "done": "cleaned", "facts": {}}

    assert "'=1+1" in report_table([fault])


# --- never to be applied for ----------------------------------------------------------------------


def test_a_listed_item_is_found_but_cannot_be_applied_for():
    bring(CLEAN)
    listed = ListedItem.objects.get()
    citizen = world.person()

    found = catalogue_found(Wanted(words="技术改造"), on=today()).rows

    assert [(row.id, row.is_listed) for row in found] == [(listed.id, True)]
    with refused(ItemNotOpen):
        case_start(item_id=listed.id, party_id=next(iter(citizen.party_ids)), actor=citizen, now=now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT confrelid::regclass::text FROM pg_constraint"
            " WHERE conrelid = 'cases_case'::regclass AND contype = 'f'"
        )
        targets = {row[0] for row in cursor.fetchall()}
    assert "catalog_item_version" in targets
    assert "catalog_listed_item" not in targets


# --- completing ----------------------------------------------------------------------------------


def test_a_listed_item_becomes_a_draft_with_what_is_known_and_everything_else_unknown():
    bring(CLEAN)
    listed = ListedItem.objects.get()

    version_id = listed_item_complete(listed_id=listed.id, template="", actor=editor(), now=now())

    facts = version_for_editor(version_id, actor=editor())
    content = facts.content
    assert (facts.state, facts.name, facts.implementation_code) == ("draft", "技术改造备案", "")
    assert content.text("local_impl_code") == CODE
    assert content.text("local_basic_code") == "511Z07001006"
    assert content.text("item_type") == "10"
    assert content.text("impl_body_uscc") == world.AGENCY.uscc
    assert content.elements["materials"].is_unknown
    assert facts.faults
    assert verbs(facts.item_id) == ["catalog.item_drafted", "catalog.listed_item_completed"]
    with refused(PublicationRefused):
        item_publish(version_id=version_id, effective_on=today(), actor=editor(), now=now())
    assert listed_public(listed.id, on=today()).item_id is None
    assert catalogue_found(Wanted(reach="listed"), on=today()).total == 1


def test_a_listed_item_linked_to_a_published_one_is_found_once_and_only_as_that():
    bring(CLEAN, DIRTY)
    listed = ListedItem.objects.get(source_code=CODE)
    before = catalogue_found(Wanted(), on=today()).total

    version_id = listed_item_complete(listed_id=listed.id, template=TEMPLATE, actor=editor(), now=now())

    city = world.city()
    assert version_id == city.version_id
    assert listed_public(listed.id, on=today()).item_id == city.item_id
    assert catalogue_found(Wanted(), on=today()).total == before - 1
    assert listed_for_editor(listed.id, actor=editor()).version_id == version_id


def test_a_listed_item_completed_from_an_item_that_ships_is_published_with_a_code_of_31_characters():
    bring(CLEAN)
    listed, other = ListedItem.objects.get(), "hr-service-permit"
    version_id = listed_item_complete(listed_id=listed.id, template=other, actor=editor(), now=now())
    assert version_for_editor(version_id, actor=editor()).content.text("local_impl_code") == CODE
    assert listed_public(listed.id, on=today()).item_id is None

    for key, text in {**world.CITY_SAYS, "basic_code": "410131001009"}.items():
        revision = version_for_editor(version_id, actor=editor()).revision
        element_set(version_id=version_id, told=ElementTold(key, text, revision), actor=editor(), now=now())
    item_publish(version_id=version_id, effective_on=today(), actor=editor(), now=now())

    item = Item.objects.get(key=other)
    assert parse_implementation_code(item.implementation_code).text == item.implementation_code
    assert item.implementation_code != CODE
    assert listed_public(listed.id, on=today()).item_id == item.id
    assert catalogue_found(Wanted(reach="listed"), on=today()).total == 0


def test_a_listed_item_is_completed_once():
    bring(CLEAN)
    listed = ListedItem.objects.get()
    listed_item_complete(listed_id=listed.id, template="", actor=editor(), now=now())

    with refused(AlreadyInCatalogue):
        listed_item_complete(listed_id=listed.id, template="", actor=editor(), now=now())


def test_a_second_import_keeps_what_was_completed():
    bring(CLEAN)
    listed_item_complete(listed_id=ListedItem.objects.get().id, template="", actor=editor(), now=now())

    bring(CLEAN.replace("技术改造备案", "改名"))

    assert ListedItem.objects.get().completed_as is not None


@pytest.mark.parametrize("template", ["", "no-such-item"])
def test_what_does_not_exist_cannot_be_completed(template):
    bring(CLEAN)
    listed_id = ListedItem.objects.get().id if template else world.city().item_id

    with refused(ItemNotFound):
        listed_item_complete(listed_id=listed_id, template=template, actor=editor(), now=now())


# --- imports through the back office --------------------------------------------------------------


def start(content):
    return listing_start(told=TableTold(content, "items.csv", SOURCE), actor=editor(), now=now())


def test_a_small_table_is_looked_at_at_once_and_imported_when_confirmed():
    run_id = start(table(CLEAN, NAMELESS))

    looked = run_for_editor(run_id, actor=editor())
    assert (looked.state, looked.counts["created"], looked.counts["refused"]) == ("looked_at", 1, 1)
    assert not ListedItem.objects.exists()

    listing_confirm(run_id=run_id, actor=editor(), now=now())

    done = run_for_editor(run_id, actor=editor())
    assert (done.state, done.counts["created"]) == ("done", 1)
    assert ListedItem.objects.count() == 1
    assert [kind.code for kind in done.kinds] == ["name_missing"]


def test_a_large_table_is_left_to_the_worker():
    rows = [CLEAN.replace("006-", f"006-{number}").replace("备案", "备案" * 40 + str(number)) for number in range(3500)]

    run_id = start(table(*rows))
    assert run_for_editor(run_id, actor=editor()).state == ListingRun.WAITING
    with refused(RunNotReady):
        listing_confirm(run_id=run_id, actor=editor(), now=now())

    work_on_listing(attempt(), run_id=str(run_id))
    listing_confirm(run_id=run_id, actor=editor(), now=now())
    assert not ListedItem.objects.exists()
    work_on_listing(attempt(), run_id=str(run_id))
    listing_work(run_id=run_id, now=now())

    assert run_for_editor(run_id, actor=editor()).state == ListingRun.DONE
    assert ListedItem.objects.count() == 3500


def test_an_import_is_confirmed_once():
    run_id = start(table(CLEAN))
    listing_confirm(run_id=run_id, actor=editor(), now=now())

    with refused(RunNotReady):
        listing_confirm(run_id=run_id, actor=editor(), now=now())
    assert ListedItem.objects.count() == 1


def test_an_import_of_another_is_not_found():
    run_id = start(table(CLEAN))

    with refused(RunNotFound):
        listing_confirm(run_id=run_id, actor=world.staff("reviewer"), now=now())
    with refused(RunNotFound):
        run_for_editor(run_id, actor=world.staff("reviewer"))


def test_whoever_waits_sees_how_far_a_large_import_is(monkeypatch):
    rows = [f"区人社局,未分类,第{n}项演示事项,9-{n},20,511602000000,00877836X" for n in range(4000)]
    monkeypatch.setattr(listing_runs, "AT_ONCE_BYTES", 1000)
    run_id = listing_start(told=TableTold(table(*rows), "a.csv", SOURCE), actor=editor(), now=now())
    listing_work(run_id=run_id, now=now())
    listing_confirm(run_id=run_id, actor=editor(), now=now())
    waiting = run_for_editor(run_id, actor=editor())
    seen = []

    def look(number, total):
        with ThreadPoolExecutor(1) as aside:
            seen.append(aside.submit(seen_from_outside, waiting).result())

    monkeypatch.setattr(listing_runs, "listing_import", partial(listing_import, progress=look))
    before = percent_imported(waiting)
    listing_work(run_id=run_id, now=now())

    assert before is None
    assert seen == sorted(seen)
    assert 0 < seen[-1] <= 100
    assert seen[len(seen) // 2] < seen[-1]
    assert percent_imported(run_for_editor(run_id, actor=editor())) is None


def seen_from_outside(facts):
    """Return what another connection sees of a run."""
    try:
        return percent_imported(facts)
    finally:
        connection.close()
