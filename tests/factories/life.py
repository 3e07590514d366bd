"""The life of an item: the city's catalogue office, a county agency, people who review, and adjustments by document."""

from datetime import date

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.adjusting import AdjustmentTold, Document, Group, Kind, OpenCases
from oneseal.catalog.rules.stationing import Station
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.services import (
    adjustment_decide,
    element_set,
    item_draft_from_reference,
    item_publish,
    item_revise,
    item_station,
    reviews_choose,
)
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.stationing import StationTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Account, Agency, Post
from oneseal.identity.services import agency_found, staff_appoint
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from oneseal.papers.services import SealFacts, seal_enable
from tests.factories import world

OFFICE = ("濮阳市委编办（演示）", "11410900MB1D2E3F0B", "410900", "catalogue_office", "")
COUNTY = ("清丰县行政审批局（演示）", "11410922MB1G2H3J0P", "410922", "approval_bureau", "5")
DOCUMENT = Document("濮政发〔2026〕1号（演示）", date(2026, 3, 2), "《优化营商环境条例》第四十条")
ALL = ("department", "legal", "office")


def _agency(told, administrator):
    name, uscc, division, kind, level = told
    known = Agency.objects.filter(name=name).first()
    if known is not None:
        return known
    facts = AgencyFacts(
        name=name,
        uscc=uscc,
        document_word="演",
        city_name="濮阳市",
        division_code=division,
        exercise_level=level or "4",
    )
    founded = agency_found(
        facts=facts, place=AgencyPlace(kind), actor=world.staff(world.ADMINISTRATOR), now=now(),
        administrator=NewAccount(administrator, "staff-password-1", "管理员"),
    )  # fmt: skip
    return Agency.objects.get(pk=founded.agency_id)


def member(agency, kind, username, *, by):
    """Return a holder of a post of another agency; he is appointed when he is asked for first."""
    if not Account.objects.filter(username=username).exists():
        post = Post.objects.get(agency=agency, kind=kind)
        staff_appoint(
            account=NewAccount(username, "staff-password-1", username), post_id=post.id, actor=world.actor_named(by),
            now=now(),
        )  # fmt: skip
    return world.actor_named(username)


def governor():
    """Return the administrator of the list at the city's catalogue office."""
    return member(_agency(OFFICE, "office_admin"), "catalogue_administrator", "governor", by="office_admin")


def county(*, sealed=True):
    """Return an agency one level below the city's; once it is there it stays as it is."""
    is_new = not Agency.objects.filter(name=COUNTY[0]).exists()
    row = _agency(COUNTY, "county_admin")
    if is_new and sealed:
        seal_enable(facts=SealFacts(), actor=world.actor_named("county_admin"), now=now())
    return row


def county_clerk(kind="intake_clerk"):
    """Return a holder of a post of the county's agency."""
    return member(county(), kind, f"county_{kind}", by="county_admin")


def reviewer(kind):
    """Return the one reviewer of this kind at the city's agency."""
    if not Account.objects.filter(username=kind).exists():
        world.appoint(kind, username=kind)
    return world.actor_named(kind)


def want(*stages):
    """Want these reviews from now on."""
    reviews_choose(stages=stages, reason="市政府办公会议（演示）", actor=governor(), now=now())


def revised(**told):
    """Return the id of a new draft of the city's item that says something else: element -> text."""
    editor = world.staff("item_administrator")
    version_id = item_revise(item_id=world.city().item_id, actor=editor, now=now())
    for key, text in told.items():
        revision = version_for_editor(version_id, actor=editor).revision
        element_set(version_id=version_id, told=ElementTold(key, text, revision), actor=editor, now=now())
    return version_id


def adjust(kind, *, by=None, on=None, items=None, to_body=None, successors=(), **more):
    """Adjust items of the city's agency (None: its one item) and return the adjustment."""
    city = world.city()
    group = Group(city.agency_id, tuple(items or (city.item_id,)), to_body, tuple(successors))
    more = {"reason": "不再需要（演示）。", "open_cases": OpenCases.FINISH, **more}
    told = AdjustmentTold(
        kind=Kind(kind), document=DOCUMENT, effective_on=on or today(), groups=(group,),
        **{**more, "open_cases": OpenCases(more["open_cases"])},
    )  # fmt: skip
    return adjustment_decide(told=told, actor=by or governor(), now=now())[0]


def draft_of(agency):
    """Return the newest version of an agency's item."""
    return ItemVersion.objects.filter(item__agency=agency).order_by("-number").first()


BESIDE = ("濮阳市住房和城乡建设局（演示）", "11999900MB0R152T03", "410900", "stationed_department", "4")


def beside():
    """Return another agency of the city, of the same level."""
    return _agency(BESIDE, "beside_admin")


def draft_of_new(key):
    """Return an item of the city's agency of which there is a draft only."""
    version_id = item_draft_from_reference(key=key, actor=world.staff("item_administrator"), now=now())
    return ItemVersion.objects.get(pk=version_id).item_id


def published_at_county():
    """Return an item that the county's agency published."""
    editor = county_clerk("item_administrator")
    version_id = item_draft_from_reference(key=world.SHIPPED, actor=editor, now=now())
    for key, text in world.CITY_SAYS.items():
        revision = version_for_editor(version_id, actor=editor).revision
        element_set(version_id=version_id, told=ElementTold(key, text, revision), actor=editor, now=now())
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())
    return ItemVersion.objects.get(pk=version_id).item_id


def station(kind="stationed", *, by=None, **changed):
    """Record that the city's item comes into the centre, leaves it, or is excepted."""
    told = {
        "document_number": "演示〔2026〕2号", "document_on": today(), "approver": "市政府", "reason": "按进驻办法。",
        "from_on": today(), **changed,
    }  # fmt: skip
    return item_station(
        item_id=world.city().item_id, told=StationTold(Station(kind), **told), actor=by or governor(), now=now()
    )
