"""Previews and looks that nobody confirmed are forgotten after a while; nothing that was written, ever."""

import csv
import io
from datetime import timedelta

import pytest

from oneseal.catalog.errors import BulkEditNotFound, RunNotFound
from oneseal.catalog.models import BroughtItem, BulkEdit, BulkEditItem, ListingRun
from oneseal.catalog.services import forgetting
from oneseal.catalog.services.bulk_editing import bulk_edit_confirm, bulk_edit_work
from oneseal.catalog.services.forgetting import previews_forget
from oneseal.catalog.services.listing_runs import TableTold, listing_confirm, listing_start, listing_work
from oneseal.catalog.tasks import forget_previews_nightly
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.jobs.models import Heartbeat
from oneseal.foundation.timekeeping import now
from tests.apps.traces import everything, refused
from tests.factories.bulk import applied, drafted, editor, start, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]
OLD = timedelta(days=31)


def look(*rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows or [["item", "name"], ["new-item", "新事项"]])
    told = TableTold(text.getvalue().encode(), "a.csv", "修改")
    return listing_start(told=told, actor=editor(), now=now())


def grown_old():
    """Let everything there is have been begun a month ago."""
    BulkEdit.objects.update(started_at=now() - OLD, finished_at=None)
    ListingRun.objects.update(started_at=now() - OLD)


def forget(**more):
    return previews_forget(before=now() - timedelta(days=30), now=now(), **more)


def test_an_old_preview_and_an_old_look_go_with_their_rows_and_an_act_names_them():
    edit, run_id = start(), look()
    grown_old()

    assert forget() == 2

    assert not BulkEdit.objects.exists()
    assert not BulkEditItem.objects.exists()
    assert not ListingRun.objects.exists()
    assert not BroughtItem.objects.exists()
    told = [act.after for act in Entry.objects.filter(verb="catalog.previews_forgotten")]
    assert len(told) == 2
    assert {"bulk_edits": [str(edit.id)], "imports": [str(run_id)]}.items() <= {**told[0], **told[1]}.items()


def test_what_is_new_stays_and_nothing_is_recorded():
    start(), look()
    before = everything()

    assert forget() == 0

    assert everything() == before


def test_a_preview_counts_from_the_end_of_its_look():
    edit = start()
    BulkEdit.objects.update(started_at=now() - OLD, finished_at=now())

    assert forget() == 0
    assert BulkEdit.objects.filter(pk=edit.id).exists()


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(BulkEdit.APPLYING, id="being-applied"),
        pytest.param(BulkEdit.APPLIED, id="applied"),
        pytest.param(BulkEdit.UNDOING, id="being-undone"),
        pytest.param(BulkEdit.UNDONE, id="undone"),
    ],
)
def test_an_edit_that_was_confirmed_stays_whatever_became_of_it(state):
    drafted()
    edit = applied()
    if state in {BulkEdit.UNDOING, BulkEdit.UNDONE}:
        edit = undone(edit)
    BulkEdit.objects.update(state=state)
    grown_old()
    rows = set(BulkEditItem.objects.values_list("id", flat=True))

    assert forget() == 0

    assert rows == set(BulkEditItem.objects.values_list("id", flat=True))
    assert rows


@pytest.mark.parametrize("state", [ListingRun.CONFIRMED, ListingRun.DONE, ListingRun.FAILED])
def test_an_import_that_was_confirmed_or_broke_off_stays(state):
    look()
    ListingRun.objects.update(state=state)
    grown_old()

    assert forget() == 0

    assert BroughtItem.objects.exists()


def test_no_state_alone_lets_something_written_go():
    """The state is what a program says; a draft that was written is what counts."""
    drafted()
    applied()
    run_id = look()
    listing_confirm(run_id=run_id, actor=editor(), now=now())
    BulkEdit.objects.update(state=BulkEdit.PREVIEWED, confirmed_at=None)
    ListingRun.objects.update(state=ListingRun.LOOKED_AT)
    grown_old()

    assert forget() == 0


def test_many_go_in_batches_and_a_worker_killed_leaves_whole_ones(monkeypatch):
    for _number in range(3):
        start()
    grown_old()
    real, done = forgetting.record_now, []

    def dies_at_the_second(act, **more):
        if done:
            raise KeyboardInterrupt
        done.append(act)
        return real(act, **more)

    monkeypatch.setattr(forgetting, "record_now", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        forget(limit=1)
    assert BulkEdit.objects.count() == 2
    assert BulkEditItem.objects.values("bulk_edit").distinct().count() == 2
    monkeypatch.setattr(forgetting, "record_now", real)

    assert forget(limit=1) == 2
    assert Entry.objects.filter(verb="catalog.previews_forgotten").count() == 3


def test_what_is_forgotten_is_not_found_and_its_worker_has_nothing_to_do():
    edit, run_id = start(), look()
    grown_old()
    forget()

    with refused(BulkEditNotFound):
        bulk_edit_confirm(edit_id=edit.id, count=1, actor=editor(), now=now())
    with refused(RunNotFound):
        listing_confirm(run_id=run_id, actor=editor(), now=now())
    assert bulk_edit_work(edit_id=edit.id, now=now()) == 0
    listing_work(run_id=run_id, now=now())


def test_the_nightly_job_forgets_after_as_many_days_as_the_settings_say(settings):
    settings.ONESEAL_PREVIEWS_KEEP_DAYS = 40
    start()
    grown_old()

    forget_previews_nightly(0)
    kept = BulkEdit.objects.count()
    settings.ONESEAL_PREVIEWS_KEEP_DAYS = 30
    forget_previews_nightly(0)

    assert (kept, BulkEdit.objects.count()) == (1, 0)
    assert Heartbeat.objects.filter(name="catalog.forget_previews").exists()
