"""An import goes on only as long as who pressed last may edit; somebody else who may goes on where it stopped."""

import csv
import io
from collections import Counter

import pytest

from oneseal.catalog.errors import RunNotFound, RunNotReady
from oneseal.catalog.models import Item, ListedItem, ListingRun
from oneseal.catalog.services import listing_runs
from oneseal.catalog.services.listing_runs import (
    TableTold,
    listing_confirm,
    listing_continue,
    listing_start,
    listing_work,
)
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Account, Post, PostHolding
from tests.apps.traces import refused, verbs
from tests.factories import life, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]
EDITOR = "item_administrator"
ITEMS = [["item", "name"], *([f"k{number}", f"第{number}项"] for number in range(5))]
LISTED = [["department", "name"], ["区人社局", "备案"]]


@pytest.fixture
def editor():
    return world.staff(EDITOR)


@pytest.fixture
def colleague(editor):
    return world.appoint(EDITOR)


@pytest.fixture(autouse=True)
def worker_does_all(monkeypatch):
    """Leave everything to the worker, two items at a time."""
    monkeypatch.setattr("oneseal.catalog.services.bringing.BATCH", 2)
    monkeypatch.setattr(listing_runs, "AT_ONCE_ITEMS", 0)
    monkeypatch.setattr(listing_runs, "AT_ONCE_BYTES", 0)


def started(rows, actor):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return listing_start(told=TableTold(text.getvalue().encode(), "a.csv", "修改"), actor=actor, now=now())


def confirmed(rows, actor, by=None):
    run_id = started(rows, actor)
    listing_work(run_id=run_id, now=now())
    listing_confirm(run_id=run_id, actor=by or actor, now=now())
    return run_id


def at(run_id):
    run = ListingRun.objects.get(pk=run_id)
    return run.state, run.problem


def written():
    return Item.objects.filter(key__startswith="k").count()


def account_removed(actor):
    Account.objects.filter(pk=actor.account_id).update(is_active=False)


def post_ended(actor):
    PostHolding.objects.filter(account_id=actor.account_id).update(until_on=today())


def permission_taken(actor):
    for post in Post.objects.filter(pk__in=PostHolding.objects.filter(account_id=actor.account_id).values("post_id")):
        post.permissions = [name for name in post.permissions if name != "catalog.edit"]
        post.save(update_fields=["permissions"])


def agency_changed(actor):
    post = Post.objects.get(agency=life.beside(), kind=EDITOR)
    PostHolding.objects.filter(account_id=actor.account_id).update(post=post)


def brought_by():
    return Counter(Entry.objects.filter(verb="catalog.item_brought").values_list("actor_id", flat=True))


LOSSES = [
    pytest.param(account_removed, id="account-removed"),
    pytest.param(post_ended, id="post-ended"),
    pytest.param(permission_taken, id="permission-taken"),
    pytest.param(agency_changed, id="other-agency"),
]


@pytest.mark.parametrize("lose", LOSSES)
def test_an_import_stops_between_batches_when_the_right_is_lost(editor, lose):
    run_id = confirmed(ITEMS, editor)
    assert listing_runs._worked(run_id, now())
    lose(editor)

    listing_work(run_id=run_id, now=now())

    assert (written(), at(run_id)) == (2, ("confirmed", "no_right"))
    assert verbs(run_id) == ["catalog.listing_stopped"]
    listing_work(run_id=run_id, now=now())
    assert (written(), verbs(run_id)) == (2, ["catalog.listing_stopped"])


def test_without_asking_all_of_it_would_have_been_written(editor, monkeypatch):
    """The control: who pressed is taken at his word, and the import of somebody removed goes on."""
    run_id = confirmed(ITEMS, editor)
    account_removed(editor)
    monkeypatch.setattr(listing_runs, "_presser", lambda run, on: editor)

    listing_work(run_id=run_id, now=now())

    assert (written(), at(run_id)) == (5, ("done", ""))


def test_an_import_is_written_whole_as_long_as_the_right_is_there(editor):
    run_id = confirmed(ITEMS, editor)
    assert listing_runs._worked(run_id, now())

    listing_work(run_id=run_id, now=now())

    assert (written(), at(run_id)) == (5, ("done", ""))
    assert verbs(run_id) == []


@pytest.mark.parametrize("lose", LOSSES)
def test_no_table_is_listed_and_no_file_looked_at_without_the_right(editor, lose):
    waiting, ready = started(ITEMS, editor), confirmed(LISTED, editor)
    lose(editor)

    for run_id in (waiting, ready):
        listing_work(run_id=run_id, now=now())

    assert [at(waiting), at(ready)] == [("waiting", "no_right"), ("confirmed", "no_right")]
    assert not ListedItem.objects.exists()
    assert not ListingRun.objects.get(pk=waiting).brought.exists()


def test_somebody_who_may_goes_on_in_his_own_name_and_nothing_is_written_twice(editor, colleague):
    run_id = confirmed(ITEMS, editor)
    assert listing_runs._worked(run_id, now())
    post_ended(editor)
    listing_work(run_id=run_id, now=now())

    listing_continue(run_id=run_id, actor=colleague, now=now())
    listing_work(run_id=run_id, now=now())

    assert (written(), at(run_id)) == (5, ("done", ""))
    assert brought_by() == {editor.account_id: 2, colleague.account_id: 3}
    assert verbs(run_id) == ["catalog.listing_stopped", "catalog.listing_continued"]


def test_a_look_that_stopped_is_done_when_somebody_goes_on(editor, colleague):
    run_id = started(ITEMS, editor)
    account_removed(editor)
    listing_work(run_id=run_id, now=now())
    with refused(RunNotReady):
        listing_confirm(run_id=run_id, actor=colleague, now=now())

    listing_continue(run_id=run_id, actor=colleague, now=now())
    listing_work(run_id=run_id, now=now())

    assert at(run_id) == ("looked_at", "")


def test_what_a_colleague_confirmed_is_written_in_his_name_and_asks_for_his_right(editor, colleague):
    run_id = confirmed(ITEMS, editor, by=colleague)
    account_removed(editor)

    listing_work(run_id=run_id, now=now())

    assert at(run_id) == ("done", "")
    assert brought_by() == {colleague.account_id: 5}


def test_only_a_run_that_stopped_goes_on_and_only_by_who_may(editor, colleague):
    run_id = confirmed(ITEMS, editor)
    with refused(RunNotReady):
        listing_continue(run_id=run_id, actor=editor, now=now())
    post_ended(editor)
    listing_work(run_id=run_id, now=now())
    elsewhere = life.county_clerk(EDITOR)

    for actor in (world.staff("reviewer"), elsewhere):
        with refused(RunNotFound):
            listing_continue(run_id=run_id, actor=actor, now=now())

    assert at(run_id) == ("confirmed", "no_right")
