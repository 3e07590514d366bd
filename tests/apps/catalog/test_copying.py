"""Parts of another item copied into an item: why it is proposed, what a copy claims, and that it can be taken back."""

import pytest

from oneseal.catalog.errors import BulkEditEmpty, ItemNotFound, VersionInReview
from oneseal.catalog.models import BulkEdit, ItemVersion
from oneseal.catalog.selectors import reference_items
from oneseal.catalog.selectors.copying import copy_preview
from oneseal.catalog.selectors.similar import copy_source, similar_items
from oneseal.catalog.services import draft_hand_in, item_draft_from_reference
from oneseal.catalog.services.copying import CopyTold, item_copy
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from tests.apps.traces import refused, verbs
from tests.factories import life, world
from tests.factories.bulk import EDITOR, drafted, editor, newest, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]


def copied(origin, *groups, version_id=None, revision=None, by=None):
    version = ItemVersion.objects.get(pk=version_id or newest(world.city().item_id).id)
    told = CopyTold(version.id, version.revision if revision is None else revision, origin, groups)
    return BulkEdit.objects.get(pk=item_copy(told=told, actor=by or editor(), now=now()))


def test_similar_items_say_why_and_the_likest_comes_first():
    found = similar_items(newest(drafted("food-business-licence-change")).id, actor=editor(), on=today())

    assert found
    assert [row.likeness.score for row in found] == sorted((row.likeness.score for row in found), reverse=True)
    assert all(row.likeness.is_enough and row.likeness.shared for row in found)
    assert {row.whose for row in found} <= {"own", "reference"}


def test_what_another_agency_published_is_found_and_its_drafts_are_not():
    published = life.published_at_county()
    version_id = newest(world.city().item_id).id

    found = similar_items(version_id, actor=editor(), on=today())

    others = [row for row in found if row.whose == "other"]
    assert [row.origin for row in others] == [f"version:{newest(published).id}"]
    assert "清丰县" in others[0].department
    draft = item_draft_from_reference(key=sorted(reference_items())[0], actor=life.county_clerk(EDITOR), now=now())
    with pytest.raises(ItemNotFound):
        copy_source(f"version:{draft}", actor=editor(), on=today())


def test_a_copy_is_written_into_a_draft_and_can_be_taken_back():
    key = next(key for key in sorted(reference_items()) if key != world.SHIPPED and reference_items()[key]["form"])
    city = world.city()

    edit = copied(f"reference:{key}", "questions", "conditions")

    draft = newest(city.item_id)
    conditions = draft.content["elements"]["grant_conditions"]
    assert (edit.state, edit.items.get().state) == ("applied", "applied")
    assert conditions["check_state"] == "own_wording"
    assert {row["check_state"] for row in conditions["value"]} == {"own_wording"}
    assert "尚未核对" in conditions["value"][0]["note"]
    assert verbs(edit.id) == ["catalog.item_copied"]
    assert verbs(city.item_id)[-1] == "catalog.bulk_edited"
    undone(edit)
    assert newest(city.item_id).id == city.version_id


def test_a_copy_into_a_published_version_goes_into_the_draft_that_follows_it():
    key = next(key for key in sorted(reference_items()) if key != world.SHIPPED and reference_items()[key]["form"])
    city = world.city()
    draft_id = life.revised(purpose="已经在改。")
    source = copy_source(f"reference:{key}", actor=editor(), on=today())
    preview = copy_preview(city.version_id, source=source, groups=["conditions"], actor=editor())

    copied(source.origin, "conditions", version_id=city.version_id, revision=preview.revision)

    draft = newest(city.item_id)
    assert (preview.version_id, preview.makes_draft, draft.id) == (draft_id, False, draft_id)
    assert draft.content["elements"]["purpose"]["value"] == "已经在改。"
    assert "尚未核对" in draft.content["elements"]["grant_conditions"]["value"][0]["note"]


def test_a_copy_that_was_looked_at_before_somebody_saved_is_refused():
    version_id = life.revised(purpose="同事写的。")

    with refused(WriteConflict):
        copied(f"reference:{sorted(reference_items())[0]}", "conditions", version_id=version_id, revision=0)


def test_a_copy_that_changes_nothing_is_refused():
    with refused(BulkEditEmpty):
        copied(f"reference:{world.SHIPPED}")


def test_a_draft_under_review_takes_no_copy():
    life.want("department")
    version_id = life.revised(purpose="新的目的。")
    draft_hand_in(version_id=version_id, note="", actor=editor(), now=now())

    with refused(VersionInReview):
        copied(f"reference:{sorted(reference_items())[0]}", "conditions", version_id=version_id)


def test_places_are_copied_within_the_agency_only():
    published = life.published_at_county()
    source = copy_source(f"version:{newest(published).id}", actor=editor(), on=today())

    preview = copy_preview(world.city().version_id, source=source, groups=["places"], actor=editor())

    assert "places" not in {group.key for group in preview.groups}
    assert preview.parts == ()
    with refused(BulkEditEmpty):
        copied(source.origin, "places")


def test_nobody_copies_into_another_agency_s_item():
    stranger = life.county_clerk(EDITOR)

    with refused(ItemNotFound):
        copied(f"reference:{sorted(reference_items())[0]}", "conditions", by=stranger)
