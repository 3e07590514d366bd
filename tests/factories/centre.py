"""A service centre beside the city's agency, with a clerk of its integrated window (A92)."""

from datetime import date

from oneseal.foundation.timekeeping import now
from oneseal.identity.models import Agency, Post
from oneseal.identity.services import agency_found, entrustment_make, staff_appoint
from oneseal.identity.services.entrusting import EntrustmentTold
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from tests.factories import world

NAME = "演示市政务服务中心"


def found():
    """Return the id of the centre; it is founded when it is asked for first."""
    row = Agency.objects.filter(name=NAME).first()
    if row is not None:
        return row.id
    facts = AgencyFacts(
        name=NAME, uscc="12999900MB0C1D2E35", document_word="演政务", city_name="濮阳市", division_code="410900"
    )  # fmt: skip
    return agency_found(
        facts=facts, place=AgencyPlace("service_centre"), actor=world.staff(world.ADMINISTRATOR), now=now(),
        administrator=NewAccount("centre_admin", "staff-password-1", "温岚"),
    ).agency_id  # fmt: skip


def administrator():
    """Return the administrator of the centre."""
    found()
    return world.actor_named("centre_admin")


def clerk(username="centre_window"):
    """Return a clerk of the integrated window; he is appointed when he is asked for first."""
    post = Post.objects.get(agency_id=found(), kind="integrated_window")
    if not world.Account.objects.filter(username=username).exists():
        told = NewAccount(username, "staff-password-1", "夏迎")
        staff_appoint(account=told, post_id=post.id, actor=administrator(), now=now())
    return world.actor_named(username)


def entrust(*item_ids, from_on=date(2026, 1, 1)):
    """Entrust items of the city's agency (none: all) to the centre and return the entrustment's id."""
    told = EntrustmentTold(found(), "委托收件协议（演示）", from_on, None, tuple(item_ids))
    return entrustment_make(told=told, actor=world.staff(world.ADMINISTRATOR), now=now())
