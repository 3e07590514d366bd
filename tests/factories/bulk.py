"""Bulk edits: started, applied and taken back by the item administrator of the city."""

from oneseal.catalog.models import BulkEdit, ItemVersion
from oneseal.catalog.rules.bulk import Kind, Told
from oneseal.catalog.rules.sifting import Sift
from oneseal.catalog.selectors import reference_items
from oneseal.catalog.services import element_set
from oneseal.catalog.services.bulk_editing import bulk_edit_confirm, bulk_edit_start, bulk_edit_undo
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.timekeeping import now
from tests.factories import life, world

EDITOR = "item_administrator"
HOURS = Told(Kind.PLACES, (), {"station_hours": "工作日九时至十七时"})


def editor():
    return world.staff(EDITOR)


def drafted(key="road-transport-goods"):
    """Return the item of a draft that was never published."""
    known = sorted(key for key in reference_items() if key != world.SHIPPED)
    return life.draft_of_new(key if key in known else known[0])


def start(told=HOURS, *, by=None, **sift):
    edit_id = bulk_edit_start(told=told, sift=Sift(**sift), actor=by or editor(), now=now())
    return BulkEdit.objects.get(pk=edit_id)


def applied(told=HOURS, **sift):
    """Return an edit that was previewed, confirmed and applied."""
    edit = start(told, **sift)
    planned = edit.items.filter(state="planned").count()
    bulk_edit_confirm(edit_id=edit.id, count=planned, actor=editor(), now=now())
    edit.refresh_from_db()
    return edit


def undone(edit):
    bulk_edit_undo(edit_id=edit.id, actor=editor(), now=now())
    edit.refresh_from_db()
    return edit


def states(edit):
    return dict(edit.items.order_by("place").values_list("item_id", "state"))


def newest(item_id):
    return ItemVersion.objects.filter(item_id=item_id).order_by("-number").first()


def hours(item_id):
    return (newest(item_id).content["elements"].get("station_hours") or {}).get("value")


def say(item_id, key, text):
    version = newest(item_id)
    told = ElementTold(key, text, version.revision)
    element_set(version_id=version.id, told=told, actor=editor(), now=now())
