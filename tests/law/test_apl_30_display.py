"""Licensing Law art. 30: item, basis, conditions, procedure, limit and materials are shown before anybody applies."""

from oneseal.catalog.errors import PublicationRefused
from tests.factories import aside, world
from tests.law.demands import LAW, refused

pytestmark = LAW
UNKNOWN = {"check_state": "unknown", "source": "gbt-39046", "value": None, "note": "没有找到。"}


def revised(**changed):
    """Publish the item anew with elements as they are told."""
    editor = world.staff("item_administrator")
    version_id = aside.item_revise(item_id=world.city().item_id, actor=editor, now=world.now())
    row = aside.ItemVersion.objects.get(pk=version_id)
    row.content["elements"].update(changed)
    row.save(update_fields=["content"])
    aside.item_publish(version_id=version_id, effective_on=world.today(), actor=editor, now=world.now())


def test_an_item_is_not_published_while_what_the_law_wants_shown_is_unknown():
    with refused(PublicationRefused):
        revised(grant_conditions=UNKNOWN)


def test_an_item_is_not_published_without_a_basis_in_force():
    held = aside.ItemVersion.objects.get(pk=world.city().version_id).content["elements"]["legal_basis"]
    repealed = {**held, "value": [{**basis, "valid": False} for basis in held["value"]]}

    with refused(PublicationRefused):
        revised(legal_basis=repealed)
