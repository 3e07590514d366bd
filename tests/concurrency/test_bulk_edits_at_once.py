"""Two bulk edits touch one draft at the same moment: one writes, the other says that somebody was quicker."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection, transaction

from oneseal.catalog.models import BulkEdit, ItemVersion
from oneseal.catalog.rules.bulk import Kind, Told, changed_by
from oneseal.catalog.rules.sifting import Sift
from oneseal.catalog.services import forgetting, item_revise
from oneseal.catalog.services.bulk_editing import bulk_edit_confirm, bulk_edit_start, bulk_edit_work
from oneseal.catalog.services.forgetting import previews_forget
from oneseal.foundation.timekeeping import now
from tests.concurrency.racing import at_once, failures
from tests.factories import world

pytestmark = [pytest.mark.django_db(transaction=True)]
TOLD = (
    Told(Kind.PLACES, (), {"station_hours": "工作日九时至十七时"}),
    Told(Kind.PLACES, (), {"station_transport": "公交1路"}),
)


def edits():
    """Return the ids of two previews of everything there is."""
    editor = world.staff("item_administrator")
    return [bulk_edit_start(told=told, sift=Sift(), actor=editor, now=now()) for told in TOLD]


def confirm(edit_id):
    editor, at = world.staff("item_administrator"), now()
    return lambda: bulk_edit_confirm(edit_id=edit_id, count=1, actor=editor, now=at)


def outcomes(ids):
    rows = BulkEdit.objects.filter(pk__in=ids).values_list("items__state", "items__why")
    return sorted(rows)


@pytest.mark.parametrize(
    ("has_draft", "why"),
    [pytest.param(True, "bulk.changed", id="one-draft"), pytest.param(False, "bulk.drafted", id="no-draft-yet")],
)
def test_of_two_edits_at_once_one_writes_and_the_other_says_so(open_city, has_draft, why):
    item_id = world.city().item_id
    if has_draft:
        item_revise(item_id=item_id, actor=world.staff("item_administrator"), now=now())
    ids = edits()

    results = at_once(*map(confirm, ids))

    assert not failures(results)
    assert outcomes(ids) == [("applied", ""), ("refused", why)]
    draft = ItemVersion.objects.get(item_id=item_id, state="draft")
    assert draft.revision == 1


def test_two_workers_on_one_edit_write_once(open_city):
    editor, at = world.staff("item_administrator"), now()
    edit_id = bulk_edit_start(told=TOLD[0], sift=Sift(), actor=editor, now=at)
    BulkEdit.objects.filter(pk=edit_id).update(state=BulkEdit.APPLYING)

    results = at_once(*[lambda: bulk_edit_work(edit_id=edit_id, now=at)] * 3)

    assert sorted(results) == [0, 0, 1]
    assert ItemVersion.objects.get(state="draft").revision == 1
    assert BulkEdit.objects.get(pk=edit_id).state == BulkEdit.APPLIED


def test_without_lock_and_revision_the_second_takes_the_first_away(open_city):
    """The negative control: read the draft, change it, write it back, as it is done where nobody thought of two."""
    draft_id = item_revise(item_id=world.city().item_id, actor=world.staff("item_administrator"), now=now())
    before = ItemVersion.objects.get(pk=draft_id).content

    def write(told):
        draft = ItemVersion.objects.get(pk=draft_id)
        changed = changed_by(told, deepcopy(draft.content))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.2)")  # what a page does between reading and writing
        ItemVersion.objects.filter(pk=draft_id).update(content=changed.content)

    results = at_once(*[lambda told=told: write(told) for told in TOLD])

    assert not failures(results)
    after = ItemVersion.objects.get(pk=draft_id).content["elements"]
    kept = [key for key in ("station_hours", "station_transport") if after.get(key) != before["elements"].get(key)]
    assert len(kept) == 1


def old_preview():
    """Return the id of a preview that nobody confirmed for long."""
    edit_id = bulk_edit_start(told=TOLD[0], sift=Sift(), actor=world.staff("item_administrator"), now=now())
    BulkEdit.objects.filter(pk=edit_id).update(started_at=now() - timedelta(days=60), finished_at=None)
    return edit_id


def confirmed_slowly(edit_id):
    """Hold the row as a confirmation does, and confirm it after a while."""

    @transaction.atomic
    def act():
        edit = BulkEdit.objects.select_for_update(of=("self",)).get(pk=edit_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.8)")
        edit.state, edit.confirmed_at = BulkEdit.APPLYING, edit.started_at
        edit.save(update_fields=["state", "confirmed_at"])

    return act


def forgotten_meanwhile():
    at = now()

    def act():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")  # the confirmation is at its row by then
        return previews_forget(before=at - timedelta(days=30), now=at)

    return act


def test_a_preview_that_is_being_confirmed_is_not_forgotten(open_city):
    edit_id = old_preview()

    results = at_once(confirmed_slowly(edit_id), forgotten_meanwhile())

    assert results == [None, 0]
    assert BulkEdit.objects.get(pk=edit_id).items.count() == 1


def test_without_the_lock_a_confirmed_edit_would_be_forgotten(open_city, monkeypatch):
    """The negative control: what was old when the statement began goes, whoever confirms it meanwhile."""
    monkeypatch.setattr(forgetting, "_EDITS", forgetting._EDITS.replace("FOR UPDATE OF edit SKIP LOCKED", ""))
    edit_id = old_preview()

    results = at_once(confirmed_slowly(edit_id), forgotten_meanwhile())

    assert results == [None, 1]
    assert not BulkEdit.objects.filter(pk=edit_id).exists()
