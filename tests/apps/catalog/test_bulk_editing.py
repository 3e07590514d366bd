"""A bulk edit from preview to undoing, and the copy of one item: nothing is written twice, nothing of others' lost."""

import pytest
from django.db import IntegrityError, transaction

from oneseal.catalog.errors import (
    BulkEditChanged,
    BulkEditEmpty,
    BulkEditNotFound,
    BulkEditNotReady,
)
from oneseal.catalog.models import BulkEditItem, DraftGate, ItemVersion
from oneseal.catalog.rules.bulk import Kind, Told
from oneseal.catalog.rules.bulk.operations import BulkToldUnfit
from oneseal.catalog.rules.sifting import Sift
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.bulk_edits import bulk_edit_for, bulk_edit_rows, bulk_edits_for
from oneseal.catalog.selectors.sifting import items_sifted, versions_sifted
from oneseal.catalog.services import (
    bulk_editing,
    bulk_rows,
    draft_hand_in,
    item_publish,
)
from oneseal.catalog.services.bulk_editing import (
    bulk_edit_confirm,
    bulk_edit_continue,
    bulk_edit_undo,
    bulk_edit_work,
)
from oneseal.catalog.services.draft_gates import drafts_judge
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import PostHolding
from tests.apps.traces import acts, refused, verbs
from tests.factories import life, world
from tests.factories.bulk import EDITOR, applied, drafted, editor, hours, newest, say, start, states, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]


# --- preview --------------------------------------------------------------------------------------


def test_a_preview_writes_no_draft_and_says_what_becomes_of_each_item():
    item_id, published = drafted(), world.city().item_id
    before = list(ItemVersion.objects.order_by("id").values_list("id", "revision"))

    edit = start()

    assert edit.state == "previewed"
    assert list(ItemVersion.objects.order_by("id").values_list("id", "revision")) == before
    assert states(edit) == {item_id: "planned", published: "planned"}
    rows = {row.item_id: row for row in bulk_edit_rows(bulk_edit_for(edit.id, actor=editor()))}
    assert (rows[published].makes_draft, rows[item_id].makes_draft) == (True, False)
    (part,) = rows[published].parts
    assert (part.key, part.value.after) == ("station_hours", "工作日九时至十七时")
    assert verbs(edit.id) == ["catalog.bulk_edit_started"]


def test_a_preview_tells_which_faults_would_newly_arise():
    edit = start(Told(Kind.SET, ("express",), {"value": ""}))

    (row,) = bulk_edit_rows(bulk_edit_for(edit.id, actor=editor()))

    assert len(row.stops) == 1
    assert "是否支持物流快递" in row.stops[0]
    assert bulk_edit_for(edit.id, actor=editor()).with_new_faults == 1


def test_what_does_not_apply_is_left_out_with_its_reason():
    say_hours = applied()

    edit = start()

    assert set(states(edit).values()) == {"unfit"}
    assert set(edit.items.values_list("why", flat=True)) == {"bulk.same"}
    with refused(BulkEditChanged, count=0):
        bulk_edit_confirm(edit_id=edit.id, count=0, actor=editor(), now=now())
    assert say_hours.state == "applied"


def test_a_draft_under_review_and_an_abolished_item_are_left_out():
    life.want("department")
    draft_hand_in(version_id=life.revised(purpose="新的目的。"), note="", actor=editor(), now=now())
    item_id = drafted()

    edit = start()

    assert states(edit) == {world.city().item_id: "unfit", item_id: "planned"}
    assert edit.items.get(state="unfit").why == "bulk.in_review"


def test_an_abolished_item_gets_no_draft_in_bulk():
    life.adjust("abolish")

    edit = start()

    assert list(edit.items.values_list("state", "why")) == [("unfit", "bulk.abolished")]


def test_nothing_that_matches_and_nothing_that_fits_is_refused():
    with refused(BulkEditEmpty):
        start(words="没有这个事项")
    with refused(BulkToldUnfit, field="elements"):
        start(Told(Kind.SET, ("name",), {"value": "同名"}))


# --- apply ----------------------------------------------------------------------------------------


def test_applying_makes_a_draft_of_the_newest_version_and_leaves_what_is_published():
    city = world.city()

    edit = applied()

    draft = newest(city.item_id)
    assert edit.state == "applied"
    assert (draft.number, draft.state, draft.revision) == (2, "draft", 1)
    assert hours(city.item_id) == "工作日九时至十七时"
    assert ItemVersion.objects.get(pk=city.version_id).content["elements"]["station_hours"]["value"] != hours(
        city.item_id
    )
    assert verbs(city.item_id)[-2:] == ["catalog.item_revised", "catalog.bulk_edited"]
    act = acts(city.item_id)[-1]
    assert act.after["bulk_edit"] == str(edit.id)
    assert act.after["elements"]["station_hours"]["value"] == "工作日九时至十七时"
    assert act.before["elements"].keys() == {"station_hours"}


def test_the_number_that_was_shown_is_the_number_that_is_changed():
    drafted()
    edit = start()

    with refused(BulkEditChanged, count=2):
        bulk_edit_confirm(edit_id=edit.id, count=1, actor=editor(), now=now())


def test_a_draft_that_somebody_changed_after_the_preview_is_left_alone():
    item_id = drafted()
    edit = start()
    say(item_id, "purpose", "同事刚刚写的。")

    bulk_edit_confirm(edit_id=edit.id, count=2, actor=editor(), now=now())

    row = edit.items.get(item_id=item_id)
    assert (row.state, row.why) == ("refused", "bulk.changed")
    assert hours(item_id) != "工作日九时至十七时"
    assert edit.items.get(item_id=world.city().item_id).state == "applied"


def test_an_item_that_got_a_draft_after_the_preview_is_left_alone():
    edit = start()
    life.revised(purpose="同事新建的草稿。")

    bulk_edit_confirm(edit_id=edit.id, count=1, actor=editor(), now=now())

    assert edit.items.get().why == "bulk.drafted"


def test_what_was_confirmed_once_is_not_confirmed_again():
    edit = applied()

    with refused(BulkEditNotReady):
        bulk_edit_confirm(edit_id=edit.id, count=1, actor=editor(), now=now())


def test_killed_in_the_middle_it_goes_on_where_it_stopped(monkeypatch):
    """The process dies after the first row; what was written stays, the rest follows, nothing is done twice."""
    drafted()
    edit = start()
    real, done = bulk_rows.row_apply, []

    def dies_after_one(row_id, *args, **more):
        if done:
            raise KeyboardInterrupt
        done.append(row_id)
        return real(row_id, *args, **more)

    monkeypatch.setattr(bulk_editing, "row_apply", dies_after_one)
    with pytest.raises(KeyboardInterrupt):
        bulk_edit_confirm(edit_id=edit.id, count=2, actor=editor(), now=now())
    edit.refresh_from_db()
    assert edit.state == "applying"
    assert sorted(states(edit).values()) == ["applied", "planned"]
    assert bulk_edit_for(edit.id, actor=editor()).percent == 50
    monkeypatch.setattr(bulk_editing, "row_apply", real)

    bulk_edit_continue(edit_id=edit.id, actor=editor(), now=now())

    edit.refresh_from_db()
    assert edit.state == "applied"
    assert set(states(edit).values()) == {"applied"}
    assert [verbs(item_id).count("catalog.bulk_edited") for item_id in states(edit)] == [1, 1]
    assert bulk_edit_work(edit_id=edit.id, now=now()) == 0


def test_a_large_edit_is_left_to_the_worker(monkeypatch):
    monkeypatch.setattr(bulk_editing, "AT_ONCE", 0)

    edit = start()

    assert (edit.state, edit.items.get().state) == ("looking", "waiting")
    bulk_edit_work(edit_id=edit.id, now=now())
    edit.refresh_from_db()
    assert edit.state == "previewed"


def test_nothing_is_written_in_the_name_of_somebody_who_may_edit_no_more(monkeypatch):
    monkeypatch.setattr(bulk_editing, "AT_ONCE", 0)
    edit = start()
    bulk_edit_work(edit_id=edit.id, now=now())
    bulk_edit_confirm(edit_id=edit.id, count=1, actor=editor(), now=now())
    PostHolding.objects.filter(account_id=editor().account_id).update(until_on=today())

    assert bulk_edit_work(edit_id=edit.id, now=now()) == 0

    assert set(states(edit).values()) == {"planned"}


def test_who_loses_the_right_in_the_middle_writes_no_further_batch(monkeypatch):
    drafted()
    monkeypatch.setattr(bulk_editing, "AT_ONCE", 0)
    monkeypatch.setattr(bulk_editing, "BATCH", 1)
    edit = start()
    bulk_edit_work(edit_id=edit.id, now=now())
    bulk_edit_confirm(edit_id=edit.id, count=2, actor=editor(), now=now())
    real, mine = bulk_rows.row_apply, editor().account_id

    def is_dismissed_meanwhile(*args, **more):
        PostHolding.objects.filter(account_id=mine).update(until_on=today())
        return real(*args, **more)

    monkeypatch.setattr(bulk_editing, "row_apply", is_dismissed_meanwhile)

    assert bulk_edit_work(edit_id=edit.id, now=now()) == 1

    edit.refresh_from_db()
    assert (edit.state, sorted(states(edit).values())) == ("applying", ["applied", "planned"])


# --- take back ------------------------------------------------------------------------------------


def test_undoing_removes_the_draft_that_was_only_made_for_it_and_restores_the_others():
    item_id = drafted()
    was = hours(item_id)

    edit = undone(applied())

    assert edit.state == "undone"
    assert set(states(edit).values()) == {"undone"}
    assert newest(world.city().item_id).state == "published"
    assert hours(item_id) == was
    assert verbs(item_id)[-1] == "catalog.bulk_undone"
    rows = bulk_edit_rows(bulk_edit_for(edit.id, actor=editor()))
    assert {row.version_id for row in rows} == {newest(world.city().item_id).id, newest(item_id).id}


def test_undoing_keeps_what_else_was_written_since():
    edit = applied()
    city = world.city()
    say(city.item_id, "purpose", "后来写的。")

    undone(edit)

    draft = newest(city.item_id)
    assert draft.state == "draft"
    assert draft.content["elements"]["purpose"]["value"] == "后来写的。"
    published = ItemVersion.objects.get(pk=city.version_id).content["elements"]["station_hours"]
    assert draft.content["elements"]["station_hours"] == published


def test_a_value_that_was_changed_since_is_named_and_left_alone():
    edit = applied()
    city = world.city()
    say(city.item_id, "station_hours", "全天")

    undone(edit)

    (row,) = bulk_edit_rows(bulk_edit_for(edit.id, actor=editor()))
    assert (row.state, row.why, row.places) == ("kept", "bulk.changed_since", (("办理时间", "Hours"),))
    assert hours(city.item_id) == "全天"


def test_what_was_published_since_is_left_alone():
    edit = applied()
    item_publish(version_id=newest(world.city().item_id).id, effective_on=today(), actor=editor(), now=now())

    undone(edit)

    assert edit.items.get().why == "bulk.published_since"


def test_what_was_left_alone_can_be_undone_later():
    edit = applied()
    item_id = world.city().item_id
    published = ItemVersion.objects.get(pk=world.city().version_id)
    written = hours(item_id)
    say(item_id, "station_hours", "全天")
    undone(edit)
    say(item_id, "station_hours", written)

    undone(edit)

    assert edit.items.get().state == "undone"
    assert newest(item_id).content["elements"]["station_hours"] == published.content["elements"]["station_hours"]


def test_a_preview_cannot_be_undone():
    edit = start()

    with refused(BulkEditNotReady):
        bulk_edit_undo(edit_id=edit.id, actor=editor(), now=now())


# --- whose it is ----------------------------------------------------------------------------------


def test_nobody_else_starts_sees_confirms_or_undoes_it():
    edit = start()
    stranger, clerk = life.county_clerk(EDITOR), world.staff("intake_clerk")

    for actor in (stranger, clerk):
        with refused(BulkEditNotFound):
            bulk_edit_confirm(edit_id=edit.id, count=1, actor=actor, now=now())
        with refused(BulkEditNotFound):
            bulk_edit_continue(edit_id=edit.id, actor=actor, now=now())
        with refused(BulkEditNotFound):
            bulk_edit_undo(edit_id=edit.id, actor=actor, now=now())
        with pytest.raises(BulkEditNotFound):
            bulk_edit_for(edit.id, actor=actor)
        assert bulk_edits_for(actor) == []
    with refused(NotAllowed):
        start(by=clerk)
    with refused(BulkEditEmpty):
        start(by=stranger)


# --- the list -------------------------------------------------------------------------------------


def sifted(actor=None, **sift):
    rows = items_sifted(Sift(**sift), actor=actor or editor(), on=today()).rows
    return {row.item_id for row in rows}


@pytest.mark.parametrize(
    ("sift", "has_draft", "has_published"),
    [
        pytest.param({}, True, True, id="everything"),
        pytest.param({"words": "食品 经营"}, False, True, id="every-word-of-the-name"),
        pytest.param({"words": "11100000MB0"}, False, True, id="the-beginning-of-the-code"),
        pytest.param({"state": "draft"}, True, False, id="drafts"),
        pytest.param({"state": "published"}, False, True, id="published"),
        pytest.param({"state": "review"}, False, False, id="nothing-is-under-review"),
        pytest.param({"standing": "new"}, True, False, id="never-published"),
        pytest.param({"standing": "in_use"}, False, True, id="in-use"),
        pytest.param({"standing": "abolished"}, False, False, id="nothing-is-abolished"),
        pytest.param({"kind": "02"}, False, False, id="no-penalties"),
        pytest.param({"quality": "unscored"}, True, False, id="a-draft-that-was-never-published-has-no-score"),
        pytest.param({"unknown": "basic_code"}, True, False, id="an-element-that-only-the-city-knows"),
        pytest.param({"unknown": "punishment_method"}, False, False, id="an-element-that-this-type-does-not-have"),
    ],
)
def test_the_list_is_narrowed(sift, has_draft, has_published):
    item_id, published = drafted(), world.city().item_id

    found = sifted(**sift)

    assert (item_id in found, published in found) == (has_draft, has_published)
    assert {item for item, _version in versions_sifted(Sift(**sift), actor=editor(), on=today())} == found


def test_the_list_shows_nothing_of_another_agency():
    assert sifted(actor=life.county_clerk(EDITOR)) == set()
    assert sifted(actor=world.staff("intake_clerk")) == set()


def test_counts_of_the_gate_are_kept_until_the_draft_changes():
    version_id = newest(drafted()).id

    judged = drafts_judge([version_id], actor=editor(), on=today())

    facts = version_for_editor(version_id, actor=editor(), on=today())
    assert judged[version_id] == (len(facts.stops), len(facts.faults) - len(facts.stops))
    page = items_sifted(Sift(state="draft"), actor=editor(), on=today())
    assert (page.stale, page.rows[0].stops) == ((), len(facts.stops))
    say(facts.item_id, "basic_code", "410131001000")
    page = items_sifted(Sift(state="draft"), actor=editor(), on=today())
    assert (page.stale, page.rows[0].stops) == ((version_id,), None)
    assert DraftGate.objects.count() == 1


def test_the_database_keeps_no_refusal_without_its_reason():
    row = applied().items.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        BulkEditItem.objects.filter(pk=row.pk).update(state="refused")
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkEditItem.objects.filter(pk=row.pk).update(draft_id=None)
