"""What several bodies answer together, and the government that gives it more time, made through services."""

from oneseal.cases import services
from oneseal.cases.models import Case
from oneseal.foundation.timekeeping import now
from oneseal.identity.models import Account, Agency, Post
from oneseal.identity.services import agency_found, staff_appoint
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from tests.factories import aside, world

GOVERNMENT = AgencyFacts(
    name="濮阳市人民政府办公室（演示）", uscc="11410900MB1A2B3C0T", document_word="濮政", city_name="濮阳市",
    division_code="410900",
)  # fmt: skip
BODIES = ("市自然资源局", "市生态环境局")
HEAD = "government_head"


def government():
    """Return the agency that stands for the government of the city, with its administrator and its head."""
    known = Agency.objects.filter(name=GOVERNMENT.name).first()
    if known is not None:
        return known
    founded = agency_found(
        facts=GOVERNMENT, place=AgencyPlace("government"), actor=world.staff(world.ADMINISTRATOR), now=now(),
        administrator=NewAccount("government_admin", "staff-password-1", "政府办管理员"),
    )  # fmt: skip
    post = Post.objects.get(kind=HEAD, agency_id=founded.agency_id)
    told = NewAccount(HEAD, "staff-password-1", "市长甲")
    staff_appoint(account=told, post_id=post.id, actor=world.actor_named("government_admin"), now=now())
    return Agency.objects.get(pk=founded.agency_id)


def head():
    """Return the head of the government."""
    government()
    return world.actor_named(HEAD)


def publish(*, handling="joint", bodies=BODIES, own_extension=False, **elements):
    """Publish the item anew as one that several bodies answer together; its own way of extending goes unless kept."""
    content = aside.ItemVersion.objects.get(pk=world.city().version_id).content
    held = content["elements"]["special_procedures"]["value"]
    ways = held if own_extension else [way for way in held if way["kind"] != "extension"]
    aside.republish(handling=handling, joint_orgs=list(bodies), special_procedures=ways, **elements)


def accepted_case(**told):
    """Accept an application that several bodies answer together, in a city whose government is known."""
    government()
    publish(**told)
    return world.accepted_case()


def propose(case, days=15, reason="需要征求两个机关的意见。"):
    """Ask the government for more time, as the head of the agency."""
    told = services.ExtensionTold(days, reason)
    services.extension_propose(case_id=case.id, told=told, press=world.press(world.staff("agency_head")))


def proposed_case(**told):
    """Ask the government for more time in an accepted case."""
    case = accepted_case(**told)
    propose(case)
    return case


def approve(case, by=None, key=None):
    """Give more time, as the head of the government."""
    services.extension_approve(case_id=case.id, press=world.press(by or head(), key))


def decline(case, reason="理由不充分。"):
    """Give no more time, as the head of the government."""
    services.extension_decline(case_id=case.id, reason=reason, press=world.press(head()))


def promote_head():
    """Let the head of the agency be head of the government too, which the law does not exclude; return who he is."""
    government()
    account = Account.objects.get(username="agency_head")
    holding = account.holdings.get(until_on=None)
    holding.post = Post.objects.get(kind=HEAD)
    holding.save(update_fields=["post"])
    return world.actor_named("agency_head")


def row_of(case):
    return Case.objects.get(pk=case.id)
