"""Items are adjusted by document: their standing changes on the day, nothing frozen does, and the public is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from oneseal.catalog.errors import (
    AdjustmentNotFound,
    AdjustmentUnfit,
    DocumentMissing,
    ItemNotFound,
    ItemNotInUse,
    LevelUnfit,
    StationingUnfit,
)
from oneseal.catalog.models import Adjustment, ItemVersion, Standing
from oneseal.catalog.rules.adjusting import AdjustmentTold, Group, Kind
from oneseal.catalog.selectors import (
    adjustment_for,
    adjustments_for,
    adjustments_public,
    delegations_of,
    is_bound_to_centre,
    item_public,
    items_adjustable,
    items_received,
    standing_public,
    station_of,
    stations_for,
    version_in_force,
)
from oneseal.catalog.services import adjustment_decide
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from tests.factories import life, shipped, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def in_force(on=None):
    return version_in_force(world.city().item_id, on=on or today())


def second_item():
    """Return a further published item of the city's agency."""
    return shipped.published("food-business-licence-change", {**world.CITY_SAYS, "basic_code": "410131002000"}).item_id


def test_a_suspended_item_is_not_in_force_from_its_first_day_to_its_last():
    life.adjust("suspend", on=today() + timedelta(2), until_on=today() + timedelta(4))

    days = [in_force(today() + timedelta(number)) is None for number in range(7)]

    assert days == [False, False, True, True, True, False, False]
    assert [row.item_id for row in items_received(on=today() + timedelta(3))] == []
    with pytest.raises(ItemNotFound):
        item_public(world.city().item_id, on=today() + timedelta(3))


def test_a_resumed_item_is_in_force_again(clock):
    life.adjust("suspend")
    clock.move(days=1)
    life.adjust("resume", on=today() + timedelta(3))

    assert in_force(today() + timedelta(2)) is None
    assert in_force(today() + timedelta(3)) == world.city().version_id
    assert Standing.objects.count() == 2


def test_an_abolished_item_is_never_in_force_again_and_its_version_stays_as_it_was():
    before = ItemVersion.objects.values().get(pk=world.city().version_id)

    life.adjust("abolish")

    assert in_force() is None
    assert in_force(today() + timedelta(3650)) is None
    assert ItemVersion.objects.values().get(pk=world.city().version_id) == before
    for kind in ("suspend", "resume", "abolish"):
        with pytest.raises(ItemNotInUse):
            life.adjust(kind)


def test_the_public_reads_since_when_why_and_what_instead():
    life.adjust("suspend", reason="系统升级（演示）。", instead="请在恢复以后申请。")

    told = standing_public(world.city().item_id, on=today())

    assert (told.bar.standing, told.bar.from_on) == ("suspended", today())
    assert (told.adjustment.reason, told.adjustment.instead) == ("系统升级（演示）。", "请在恢复以后申请。")
    assert [row.document.number for row in adjustments_public()] == [life.DOCUMENT.number]


def test_a_body_below_gets_a_draft_in_its_own_name_and_here_the_item_ends_on_the_day():
    day = today() + timedelta(10)
    adjustment = life.adjust("delegate_down", to_body=life.county().id, on=day)

    draft = life.draft_of(life.county())
    said = draft.content["elements"]
    assert (draft.state, said["impl_body"]["value"]) == ("draft", life.county().name)
    assert said["basic_code"]["value"] == world.CITY_SAYS["basic_code"]
    assert said["consult"]["value"] is None
    assert (in_force(day - timedelta(1)) is None, in_force(day) is None) == (False, True)
    (item,) = adjustment_for(adjustment, actor=life.governor()).items
    assert [row[0] for row in item.successors] == [draft.item_id]
    assert [act.verb for act in entries_of(draft.item_id)] == ["catalog.item_received"]


def test_what_is_entrusted_stays_on_the_list_and_the_public_is_told():
    life.adjust("entrust", to_body=life.county().id)

    assert in_force() == world.city().version_id
    assert [row.to_name for row in delegations_of(world.city().item_id, on=today())] == [life.county().name]
    assert delegations_of(world.city().item_id, on=today() - timedelta(1)) == []


def test_a_split_names_what_takes_the_place():
    other = second_item()

    with pytest.raises(AdjustmentUnfit):
        life.adjust("split", successors=[other])
    life.adjust("merge", items=[world.city().item_id, other], successors=[third_item()])

    assert in_force() is None


def third_item():
    return shipped.published("food-business-licence-renewal", {**world.CITY_SAYS, "basic_code": "410131003000"}).item_id


def test_successors_must_be_in_force_on_the_day():
    other, draft = second_item(), life.draft_of_new("hr-service-permit")

    with pytest.raises(AdjustmentUnfit):
        life.adjust("merge", items=[world.city().item_id, other], successors=[draft])


def test_levels_and_documents_are_asked_for():
    with pytest.raises(LevelUnfit):
        life.adjust("delegate_down", by=life.governor(), to_body=life.beside().id)
    groups = (Group(world.city().agency_id, (world.city().item_id,)),)
    told = AdjustmentTold(Kind.ABOLISH, replace(life.DOCUMENT, number=""), today(), "…", groups)
    with pytest.raises(DocumentMissing):
        adjustment_decide(told=told, actor=life.governor(), now=now())
    assert not Adjustment.objects.exists()


def test_linked_departments_are_adjusted_as_one_batch_or_not_at_all():
    here, there = world.city(), life.published_at_county()
    groups = (Group(here.agency_id, (here.item_id,)), Group(life.county().id, (there,)))
    told = AdjustmentTold(Kind.ABOLISH, life.DOCUMENT, today(), "不再需要。", groups)

    made = adjustment_decide(told=told, actor=life.governor(), now=now())

    rows = Adjustment.objects.filter(pk__in=made)
    assert len(made) == 2
    assert len(set(rows.values_list("batch", flat=True)) - {None}) == 1
    assert (in_force(), version_in_force(there, on=today())) == (None, None)


def test_a_batch_of_which_one_part_is_unfit_changes_nothing():
    here, there = world.city(), life.published_at_county()
    groups = (Group(here.agency_id, (here.item_id,)), Group(life.county().id, (there, here.item_id)))

    with pytest.raises(AdjustmentUnfit):
        adjustment_decide(
            told=AdjustmentTold(Kind.ABOLISH, life.DOCUMENT, today(), "…", groups), actor=life.governor(), now=now()
        )

    assert in_force() == here.version_id


def test_an_agency_adjusts_its_own_and_the_citys_office_everything():
    life.adjust("suspend", by=world.staff("item_administrator"))

    for who in (world.staff("intake_clerk"), world.staff("reviewer"), life.county_clerk("item_administrator")):
        with pytest.raises(NotAllowed):
            life.adjust("abolish", by=who)
    with pytest.raises(NotAllowed):
        life.adjust("delegate_down", by=world.staff("item_administrator"), to_body=life.county().id)


def test_another_agency_sees_neither_the_items_nor_the_adjustments():
    adjustment, other = life.adjust("suspend"), life.county_clerk("item_administrator")

    assert items_adjustable(other, on=today()) == []
    assert adjustments_for(other) == []
    with pytest.raises(AdjustmentNotFound):
        adjustment_for(adjustment, actor=other)
    assert len(adjustments_for(life.governor())) == len(adjustments_for(world.staff("item_administrator"))) == 1
    assert [row.bar.standing.value for row in items_adjustable(life.governor(), on=today())] == ["suspended"]
    assert items_adjustable(world.staff("intake_clerk"), on=today()) == []


def test_every_item_keeps_the_act_with_its_basis():
    life.adjust("abolish")

    act = list(entries_of(world.city().item_id))[-1]

    assert (act.verb, act.basis, act.after["kind"]) == ("catalog.item_adjusted", life.DOCUMENT.basis, "abolish")


# --- the centre --------------------------------------------------------------------------------------


stationed = life.station


def test_an_item_comes_into_the_centre_leaves_it_and_comes_back(clock):
    found = []
    for station in ("stationed", "left", "stationed", "excepted"):
        stationed(station)
        found.append(
            (station_of(world.city().item_id, on=today()).value, is_bound_to_centre(world.city().item_id, on=today()))
        )
        clock.move(days=1)

    assert found == [("stationed", True), ("left", False), ("stationed", True), ("excepted", False)]
    (row,) = stations_for(life.governor(), on=today())
    assert [record.kind for record in row.records] == ["excepted", "stationed", "left", "stationed"]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"document_number": " "}, id="no-document"),
        pytest.param({"approver": ""}, id="nobody-approved"),
        pytest.param({"reason": ""}, id="no-reason"),
    ],
)
def test_a_station_names_document_approver_and_reason(changed):
    with pytest.raises(StationingUnfit):
        stationed(**changed)


def test_another_agency_stations_nothing_here():
    with pytest.raises(NotAllowed):
        stationed(by=life.county_clerk("item_administrator"))
    assert stations_for(world.staff("intake_clerk"), on=today()) == []


# --- the database itself -----------------------------------------------------------------------------


def refused(sql, *values):
    """Return what the database says to a statement."""
    with pytest.raises(DatabaseError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(problem.value)


def test_a_version_is_not_put_in_ready_made():
    said = refused(
        "INSERT INTO catalog_item_version (id, item_id, number, state, revision, name, content, form, content_sha256,"
        " effective_on, created_at, published_at) SELECT gen_random_uuid(), item_id, 99, 'published', 0, name, content,"
        " form, content_sha256, effective_on, created_at, published_at FROM catalog_item_version"
    )

    assert "begins as a draft" in said


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("agency_id = agency_id, implementation_code = '1'", id="code"),
        pytest.param("key = 'other'", id="key"),
        pytest.param("licence_type_serial = 99", id="serial"),
        pytest.param("agency_id = (SELECT id FROM identity_agency WHERE name LIKE '清丰%%')", id="agency"),
    ],
)
def test_a_published_item_keeps_its_agency_and_codes(change):
    life.county()

    assert "keeps its agency" in refused(f"UPDATE catalog_item SET {change} WHERE id = %s", world.city().item_id)


@pytest.mark.parametrize("table", ["catalog_item_version", "catalog_item", "catalog_standing", "catalog_adjustment"])
def test_the_list_is_not_emptied(table):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL oneseal.may_empty = 'off'")

    assert "not emptied" in refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "table", ["catalog_standing", "catalog_adjustment", "catalog_adjusted_item", "catalog_stationing"]
)
def test_what_was_decided_is_appended_only(table):
    life.adjust("suspend")
    stationed()

    assert "appended" in refused(f"DELETE FROM {table}")
    assert "appended" in refused(f"UPDATE {table} SET id = gen_random_uuid()")


def test_nothing_follows_an_abolition():
    life.adjust("abolish")

    said = refused(
        "INSERT INTO catalog_standing (id, item_id, standing, from_on, adjustment_id, recorded_at)"
        " SELECT gen_random_uuid(), item_id, 'suspended', from_on, adjustment_id, recorded_at FROM catalog_standing"
    )

    assert "never stands otherwise" in said
