"""What has been told is deleted after a while; what somebody still waits for is not."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from oneseal.cases.events import CaseDecided
from oneseal.cases.models import SubmissionKey
from oneseal.cases.services import presses_forget
from oneseal.foundation.outbox.models import Delivery, Event
from oneseal.foundation.outbox.services import delivered_forget, message
from oneseal.foundation.timekeeping import BEIJING
from oneseal.foundation.writes import flush
from tests.factories import world

pytestmark = pytest.mark.django_db

OLD = datetime(2026, 3, 2, 9, tzinfo=BEIJING)
NOW = OLD + timedelta(days=60)


def told(*, relayed_at):
    row = message(CaseDecided(case_id=world.uuid4(), outcome="refused"), OLD)
    flush(row)
    (event,) = row.rows
    Event.objects.filter(id=event["id"]).update(relayed_at=relayed_at)
    if relayed_at:
        Delivery.objects.create(event_id=event["id"], receiver="licences", delivered_at=relayed_at)
    return event["id"]


def job(event_id, *, status):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, status, args, attempts)"
            " VALUES ('events', 'outbox.deliver', 0, %s, jsonb_build_object('event_id', %s::text), 20)",
            [status, str(event_id)],
        )


def kept():
    return set(Event.objects.values_list("id", flat=True))


def test_an_event_that_everybody_has_dealt_with_goes_with_its_deliveries():
    before = kept()
    old, new = told(relayed_at=OLD), told(relayed_at=NOW)

    assert delivered_forget(before=NOW - timedelta(days=30)) >= 1
    assert old not in kept()
    assert new in kept() - before
    assert not Delivery.objects.filter(event_id=old).exists()
    assert Delivery.objects.filter(event_id=new).exists()


def test_an_event_that_nobody_has_relayed_stays_however_old_it_is():
    waiting = told(relayed_at=None)

    delivered_forget(before=NOW)

    assert waiting in kept()


@pytest.mark.parametrize(("status", "stays"), [("failed", True), ("todo", True), ("doing", True), ("succeeded", False)])
def test_an_event_whose_delivery_is_not_done_stays_until_somebody_sees_to_it(status, stays):
    event_id = told(relayed_at=OLD)
    job(event_id, status=status)

    delivered_forget(before=NOW)

    assert (event_id in kept()) is stays


def test_a_long_backlog_goes_in_batches():
    events = {told(relayed_at=OLD) for _ in range(5)}

    assert delivered_forget(before=NOW, limit=2) >= 5
    assert not events & kept()


@pytest.mark.usefixtures("city")
def test_keys_of_old_presses_go_and_those_of_late_ones_stay():
    world.submitted_case()
    SubmissionKey.objects.all().update(used_at=OLD)
    late = SubmissionKey.objects.first()
    SubmissionKey.objects.create(key=world.uuid4(), case_id=late.case_id, action="accept", account_id=None, used_at=NOW)

    presses_forget(before=NOW - timedelta(days=30))

    assert list(SubmissionKey.objects.values_list("used_at", flat=True)) == [NOW]
