"""Complaints become matters and back without loss; the tables are the same after each way."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from oneseal.evaluation.models import Matter, MatterStep
from oneseal.evaluation.selectors import matter_followed
from oneseal.foundation.timekeeping import today
from tests.factories import world
from tests.factories.matters import answered, filed
from tests.migrations.test_catalog_there_and_back import shape

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]
BACK = ("0005_bring_complaints_to_the_desk", "0004_add_matters", "0003_follow_up_ratings", "0002_add_complaint")
FILED = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


def go(name=None):
    """Take the room to one migration; None: to its newest. Return the models as they are there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    targets = [("evaluation", name)] if name else executor.loader.graph.leaf_nodes()
    state = executor.migrate(targets)
    return state.apps


def complaint(apps, **more):
    told = {
        "id": uuid4(), "number": f"TS20260304{more.pop('serial'):04d}", "code_index": b"1" * 32,
        "agency_id": world.city().agency_id, "case_number": "", "name": b"n", "contact": b"c", "text": "三趟。",
        "filed_at": FILED, "due_on": date(2026, 3, 25), **more,
    }  # fmt: skip
    return apps.get_model("evaluation", "Complaint").objects.create(**told)


@pytest.mark.parametrize("name", BACK)
def test_each_step_back_and_forth_ends_at_the_same_tables(name):
    before = shape()

    go(name)
    go()

    assert shape() == before


def test_a_complaint_of_before_is_a_matter_with_its_days_and_comes_back_as_it_was():
    apps = go("0003_follow_up_ratings")
    waiting = complaint(apps, serial=1)
    done = complaint(apps, serial=2, answer="已改正。", answered_at=FILED, answerer="监察员 严明")
    rows = list(apps.get_model("evaluation", "Complaint").objects.order_by("number").values())

    go()

    found = {row.number: row for row in Matter.objects.all()}
    assert {row.state for row in found.values()} == {"handling", "closed"}
    kept = found[waiting.number]
    assert (kept.clock_from, kept.clock_days, kept.due_on) == (date(2026, 3, 4), 15, date(2026, 3, 25))
    assert bytes(kept.code_index) == b"1" * 32
    assert found[done.number].answer == "已改正。"
    steps = list(MatterStep.objects.filter(matter_id=done.id).values_list("action", flat=True))
    assert sorted(steps) == ["answer", "receive"]

    apps = go("0003_follow_up_ratings")
    assert list(apps.get_model("evaluation", "Complaint").objects.order_by("number").values()) == rows


def test_a_complaint_at_the_desk_keeps_code_and_words_over_the_way_back_and_forth():
    found, done = filed(), answered()

    go("0004_add_matters")
    go()

    shown = matter_followed(found.number, found.code, today=today())
    assert (shown.name, shown.text) == ("王五", "等了两小时没有叫号。")
    assert matter_followed(done.number, done.code, today=today()).answer == "已加开窗口。"
