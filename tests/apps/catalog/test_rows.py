"""Lists of a draft changed row by row: what an act keeps, who may take it back, and when nobody can."""

import pytest

from oneseal.catalog.errors import NothingToUndo
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.entries import SourceInUse, raw_entries
from oneseal.catalog.rules.parsing import parse_item, to_mapping
from oneseal.catalog.rules.saving import mark_of, row_said
from oneseal.catalog.services import item_revise
from oneseal.catalog.services.editing import ElementTold, element_set
from oneseal.catalog.services.rows import RowTold, row_add, row_remove, rows_undo
from oneseal.foundation.timekeeping import now
from tests.apps.traces import acts, refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]
CLAUSE = {
    "document": "示例办法（演示）",
    "article": "第一条",
    "text": "示例条文。",
    "level": "normative_document",
    "valid": "on",
}


@pytest.fixture
def draft():
    return item_revise(item_id=world.city().item_id, actor=world.staff("item_administrator"), now=now())


def version(draft):
    return ItemVersion.objects.get(pk=draft)


def add(draft, key, words=CLAUSE, by=None):
    row_add(version_id=draft, key=key, words=words, actor=by or world.staff("item_administrator"), now=now())


def remove(draft, key, place, by=None):
    row = row_said(to_mapping(parse_item(version(draft).content)), key, place)
    told = RowTold(draft, key, place, mark_of(row))
    row_remove(told=told, actor=by or world.staff("item_administrator"), now=now())


def undo(draft, key, by=None):
    rows_undo(version_id=draft, key=key, actor=by or world.staff("item_administrator"), now=now())


def rest_on(draft, source):
    told = ElementTold("quota", "没有。", version(draft).revision, source)
    element_set(version_id=draft, told=told, actor=world.staff("item_administrator"), now=now())


def new_source(before, draft):
    return next(iter(version(draft).content["sources"].keys() - before["sources"].keys()))


def test_a_new_clause_and_its_source_stand_in_one_act_and_go_together(draft):
    before = version(draft).content
    add(draft, "legal_basis")

    act = acts(world.city().item_id)[-1]
    assert set(act.after) == {"legal_basis", "sources"}
    assert act.after["sources"].keys() - act.before["sources"].keys() == {new_source(before, draft)}
    undo(draft, "legal_basis")
    assert version(draft).content == before


def test_a_clause_of_a_source_that_is_filed_names_the_legal_basis_alone(draft):
    source = raw_entries(version(draft).content, "sources")[0]["key"]

    add(draft, "legal_basis", {"source": source, "valid": "on"})

    assert set(acts(world.city().item_id)[-1].after) == {"legal_basis"}


@pytest.mark.parametrize("key", ["legal_basis", "sources"])
def test_a_source_that_something_rests_on_by_now_does_not_go(draft, key):
    before = version(draft).content
    add(draft, key)
    rest_on(draft, new_source(before, draft))

    with refused(SourceInUse, name="示例办法（演示）", elements="数量限制"):
        undo(draft, key)


def test_a_removed_clause_does_not_come_back_without_its_source(draft):
    add(draft, "sources")
    before = version(draft).content
    source = next(key for key, row in before["sources"].items() if row["document"] == CLAUSE["document"])
    add(draft, "legal_basis", {"source": source, "valid": "on"})
    remove(draft, "legal_basis", len(raw_entries(version(draft).content, "legal_basis")) - 1)
    remove(draft, "sources", [row["key"] for row in raw_entries(version(draft).content, "sources")].index(source))

    with refused(NothingToUndo):
        undo(draft, "legal_basis")


def test_nobody_takes_back_what_another_person_did(draft):
    colleague = world.appoint("item_administrator")
    remove(draft, "materials", 0)

    with refused(NothingToUndo):
        undo(draft, "materials", by=colleague)
    undo(draft, "materials")


def test_an_act_of_another_person_in_between_cannot_be_jumped_over(draft):
    colleague = world.appoint("item_administrator")
    remove(draft, "materials", 0)
    remove(draft, "materials", 0, by=colleague)

    with refused(NothingToUndo):
        undo(draft, "materials")
