"""Items that ship, published with what a city says of them."""

from oneseal.catalog.selectors import reference_items, version_terms
from oneseal.catalog.services import elements_set, item_draft_from_reference, item_publish
from oneseal.catalog.services.editing import ElementTold
from oneseal.forms.services import parse_form_content
from oneseal.foundation.timekeeping import now, today
from tests.factories import world


def form_of(key):
    """Return the application form of an item that ships."""
    return parse_form_content(reference_items()[key]["form"]).definition


def published(key, told):
    """Return the terms of an item, drafted from what ships and told what a city says: element -> text."""
    editor = world.staff("item_administrator")
    version_id = item_draft_from_reference(key=key, actor=editor, now=now())
    told = [ElementTold(element, text, revision=0) for element, text in told.items()]
    elements_set(version_id=version_id, told=told, actor=editor, now=now())
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())
    return version_terms(version_id)
