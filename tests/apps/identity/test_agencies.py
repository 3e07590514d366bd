"""Agencies in both operating models, and what they keep: sections, halls, zones, windows, ranges, posts."""

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import (
    AgencyIsFirst,
    AgencyKindUnknown,
    AgencyKnown,
    AgencyNotFound,
    LastAdministrator,
    NetworkWrong,
    NotAllowed,
    PermissionUnknown,
    PlaceInUse,
    PlaceNotFound,
    PlaceTaken,
    PostHeld,
    UpperCircle,
)
from oneseal.identity.models import Agency, Post, ServiceWindow
from oneseal.identity.rules.posts import POSTS_OF_AGENCY
from oneseal.identity.selectors import (
    actor_for_account,
    address_ranges_of,
    agencies_all,
    halls_of_agency,
    is_centre_address,
    posts_of_agency,
    windows_taking,
)
from oneseal.identity.services import (
    agency_close,
    agency_found,
    agency_place,
    place_close,
    place_keep,
    post_close,
    post_keep,
    staff_appoint,
)
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.places import HallTold, RangeTold, SectionTold, WindowTold, ZoneTold
from oneseal.identity.services.posting import PostTold
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from tests.apps.traces import acts, refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db]

USCC = "11999900MB0A1B2C6U"
FOOD = world.uuid4()


def found(kind="stationed_department", *, by=None, upper=None, **changed):
    facts = AgencyFacts(
        **{
            "name": "演示烟草专卖局", "uscc": USCC, "document_word": "演烟", "city_name": "濮阳市",
            "division_code": "410900", **changed,
        }
    )  # fmt: skip
    return agency_found(
        facts=facts, place=AgencyPlace(kind, upper, "烟草专卖管理科"),
        administrator=NewAccount("tobacco_admin", "staff-password-1", "钱一"),
        actor=by or world.staff(world.ADMINISTRATOR), now=now(),
    ).agency_id  # fmt: skip


def keep(told, *, by=None, place_id=None):
    return place_keep(told=told, actor=by or world.staff(world.ADMINISTRATOR), now=now(), place_id=place_id)


def close(kind, place_id, *, by=None):
    place_close(kind=kind, place_id=place_id, actor=by or world.staff(world.ADMINISTRATOR), now=now())


# --- founding ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.value) for kind in POSTS_OF_AGENCY])
def test_the_first_administrator_founds_agencies_with_the_posts_of_their_kind(city, kind):
    agency_id = found(kind.value)

    agency = Agency.objects.get(pk=agency_id)
    assert (agency.kind, agency.origin) == (kind.value, "烟草专卖管理科")
    assert {post.kind for post in posts_of_agency(agency_id)} == set(POSTS_OF_AGENCY[kind])
    assert verbs(agency_id) == ["identity.agency_founded", "identity.staff_appointed"]
    administrator = world.actor_named("tobacco_admin")
    assert administrator.agency_id == agency_id
    assert not administrator.may("identity.found")


def test_a_founded_agency_s_administrator_keeps_his_own_staff_and_founds_nothing(city):
    agency_id = found()
    theirs = world.actor_named("tobacco_admin")
    post = posts_of_agency(agency_id).get(kind="reviewer")

    account_id = staff_appoint(
        account=NewAccount("tobacco_reviewer", "staff-password-1", "孙二"), post_id=post.id, actor=theirs, now=now()
    )

    assert actor_for_account(account_id, "").agency_id == agency_id
    with refused(NotAllowed):
        found("approval_bureau", by=theirs, name="别的", uscc=world.USCC)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF])
def test_no_other_post_founds_agencies_or_keeps_places(city, kind):
    clerk = world.staff(kind)

    with refused(NotAllowed):
        found(by=clerk)
    with refused(NotAllowed):
        keep(HallTold("一号厅"), by=clerk)
    assert not address_ranges_of(clerk).exists()


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"name": world.AGENCY.name}, AgencyKnown, id="name-in-use"),
        pytest.param({"uscc": world.AGENCY.uscc}, AgencyKnown, id="code-in-use"),
        pytest.param({"kind": "ministry"}, AgencyKindUnknown, id="no-such-kind"),
        pytest.param({"upper": world.uuid4()}, AgencyNotFound, id="no-such-upper-agency"),
    ],
)
def test_an_agency_that_cannot_be_is_not_founded(city, changed, kind):
    with refused(kind):
        found(**changed)


def test_an_agency_is_never_above_itself(city):
    lower = found()
    first = Agency.objects.get(pk=city.agency_id)
    administrator = world.staff(world.ADMINISTRATOR)
    agency_place(agency_id=lower, place=AgencyPlace("stationed_department", first.id), actor=administrator, now=now())

    with refused(UpperCircle):
        agency_place(agency_id=first.id, place=AgencyPlace("approval_bureau", lower), actor=administrator, now=now())
    assert Agency.objects.get(pk=lower).upper_id == first.id


def test_a_closed_agency_acts_no_more(city):
    agency_id = found()
    theirs = world.actor_named("tobacco_admin")

    agency_close(agency_id=agency_id, actor=world.staff(world.ADMINISTRATOR), now=now())

    assert not actor_for_account(theirs.account_id, "").permissions
    assert not agencies_all().filter(pk=agency_id).exists()
    with refused(AgencyNotFound):
        agency_close(agency_id=agency_id, actor=world.staff(world.ADMINISTRATOR), now=now())


def test_the_first_agency_stays(city):
    with refused(AgencyIsFirst):
        agency_close(agency_id=city.agency_id, actor=world.staff(world.ADMINISTRATOR), now=now())


# --- places ------------------------------------------------------------------------------------


def a_window(**changed):
    hall = keep(HallTold("政务服务大厅", "演示路1号", "工作日9:00—17:00"))
    zone = keep(ZoneTold(hall, "市场准入区", "一楼"))
    return hall, zone, keep(WindowTold(**{"zone_id": zone, "number": "A01", "name": "综合窗口", **changed}))


def test_a_hall_has_zones_and_windows(city):
    hall, _zone, window = a_window()

    kept = halls_of_agency(city.agency_id).get()
    assert kept.id == hall
    assert [row.id for zone in kept.zones.all() for row in zone.windows.all()] == [window]
    assert acts(city.agency_id)[-1].after["number"] == "A01"


@pytest.mark.parametrize(
    ("keys", "own", "takes"),
    [
        pytest.param((), False, True, id="integrated-takes-every-item"),
        pytest.param((FOOD,), False, True, id="names-the-item"),
        pytest.param((world.uuid4(),), False, False, id="names-another-item"),
        pytest.param((), True, True, id="the-agency-s-own-window"),
    ],
)
def test_a_window_takes_what_it_names(city, keys, own, takes):
    a_window(item_ids=keys, agency_id=city.agency_id if own else None)

    found_windows = windows_taking(FOOD, agency_id=city.agency_id)
    assert [(row.number, row.zone, row.hall) for row in found_windows] == (
        [("A01", "市场准入区", "政务服务大厅")] if takes else []
    )


def test_another_agency_s_own_window_takes_nothing_of_ours(city):
    a_window(agency_id=found())

    assert windows_taking(FOOD, agency_id=city.agency_id) == []


def test_two_places_of_one_kind_bear_two_names(city):
    _hall, zone, _window = a_window()

    with refused(PlaceTaken, name="A01 另一个"):
        keep(WindowTold(zone, "A01", "另一个"))


def test_a_place_of_another_agency_is_not_found(city):
    hall, zone, _window = a_window()
    found()
    theirs = world.actor_named("tobacco_admin")

    with refused(PlaceNotFound):
        keep(HallTold("改名"), by=theirs, place_id=hall)
    with refused(PlaceNotFound):
        keep(ZoneTold(hall, "抢占"), by=theirs)
    with refused(PlaceNotFound):
        close("zone", zone, by=theirs)


def test_what_holds_something_open_is_not_closed(city):
    hall, zone, window = a_window()

    with refused(PlaceInUse, name="政务服务大厅"):
        close("hall", hall)
    close("window", window)
    close("zone", zone)
    close("hall", hall)
    assert not halls_of_agency(city.agency_id).exists()
    assert ServiceWindow.objects.filter(pk=window).exists()
    with refused(PlaceNotFound):
        close("hall", hall)


# --- addresses of the centre -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranges", "address", "inside"),
    [
        pytest.param([], "203.0.113.9", True, id="no-range-binds-nothing"),
        pytest.param(["10.1.0.0/16"], "10.1.200.3", True, id="inside"),
        pytest.param(["10.1.0.0/16"], "10.2.0.1", False, id="outside"),
        pytest.param(["10.1.0.0/16", "2001:db8::/32"], "2001:db8::7", True, id="second-range-of-six"),
        pytest.param(["192.0.2.7"], "192.0.2.7", True, id="a-single-address"),
        pytest.param(["10.1.0.0/16"], "", False, id="no-address"),
        pytest.param(["10.1.0.0/16"], "elsewhere", False, id="no-address-at-all"),
    ],
)
def test_an_address_lies_inside_the_centre_or_not(city, ranges, address, inside):
    for network in ranges:
        keep(RangeTold(network))

    assert is_centre_address(address) is inside


@pytest.mark.parametrize("told", ["10.1.0.1/16", "10.1.0.0/99", "大厅", ""])
def test_what_is_no_range_is_refused(city, told):
    with refused(NetworkWrong):
        keep(RangeTold(told))


# --- posts -------------------------------------------------------------------------------------


def test_a_city_opens_a_post_of_its_own_with_section_and_window(city):
    administrator = world.staff(world.ADMINISTRATOR)
    section = keep(SectionTold("市场准入科", "原市场监管局注册科"))
    _hall, _zone, window = a_window()
    told = PostTold("初审岗", ("cases.read", "cases.review"), section, window)

    post_id = post_keep(told=told, actor=administrator, now=now())

    post = Post.objects.get(pk=post_id)
    assert (post.section_id, post.window_id, post.permissions) == (section, window, ["cases.read", "cases.review"])
    with refused(PlaceInUse):
        close("section", section)
    post_close(post_id=post_id, actor=administrator, now=now())
    close("section", section)
    assert not posts_of_agency(city.agency_id).filter(pk=post_id).exists()


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        pytest.param(PostTold("岗", ("cases.everything",)), PermissionUnknown, id="no-such-permission"),
        pytest.param(PostTold("岗", ("identity.found",)), PermissionUnknown, id="founding-is-nobody-s-to-give"),
        pytest.param(PostTold("岗", ()), PermissionUnknown, id="a-post-that-may-nothing"),
        pytest.param(PostTold("岗", ("cases.read",), world.uuid4()), PlaceNotFound, id="no-such-section"),
        pytest.param(PostTold("岗", ("cases.read",), None, world.uuid4()), PlaceNotFound, id="no-such-window"),
    ],
)
def test_a_post_that_cannot_be_is_refused(city, told, kind):
    with refused(kind):
        post_keep(told=told, actor=world.staff(world.ADMINISTRATOR), now=now())


def test_the_first_administrator_s_post_keeps_the_permission_to_found(city):
    administrator = world.staff(world.ADMINISTRATOR)
    told = PostTold("系统管理员", ("identity.manage",))

    post_keep(told=told, actor=administrator, now=now(), post_id=administrator.post_id)

    assert world.staff(world.ADMINISTRATOR).permissions == {"identity.manage", "identity.found"}


def test_the_last_administrator_does_not_lock_himself_out(city):
    administrator = world.staff(world.ADMINISTRATOR)

    with refused(LastAdministrator):
        post_keep(
            told=PostTold("系统管理员", ("cases.read",)), actor=administrator, now=now(),
            post_id=administrator.post_id,
        )  # fmt: skip


def test_a_post_somebody_holds_is_not_closed(city):
    post = posts_of_agency(city.agency_id).get(kind="reviewer")

    with refused(PostHeld):
        post_close(post_id=post.id, actor=world.staff(world.ADMINISTRATOR), now=now())
