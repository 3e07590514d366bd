"""Who is who: the first run, staff and their posts, people and the organisations they act for."""

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import (
    AlreadySetUp,
    NameTaken,
    NotAllowed,
    OrganisationDiffers,
    PersonKnown,
    SetupCodeWrong,
)
from oneseal.identity.models import Account, Agency, Mandate, Organisation, Person, Post, PostHolding
from oneseal.identity.rules.posts import BACK
from oneseal.identity.selectors import actor_for_account, is_set_up, parties_for, party_for, person_of
from oneseal.identity.services import agency_describe, staff_appoint
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from oneseal.kernel.access import ActorKind
from oneseal.kernel.numbering.refusals import NumberRefused, WrongCheck
from tests.apps.traces import acts, refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db]


# --- the first run -----------------------------------------------------------------------------


def test_the_first_run_makes_agency_posts_and_administrator(clock, empty_house):
    assert not is_set_up()

    agency = world.set_up()

    administrator = world.staff(world.ADMINISTRATOR)
    assert is_set_up()
    assert {post.kind for post in Post.objects.filter(agency=agency)} == set(BACK)
    assert (administrator.agency_id, administrator.post_title) == (agency.id, "系统管理员")
    assert administrator.permissions == {"identity.found", "identity.manage", "seals.manage", "installation.view"}
    assert verbs(agency.id) == ["identity.agency_founded", "identity.staff_appointed"]
    assert "admin-password-1" not in str([(act.before, act.after) for act in acts(agency.id)])


def test_the_first_run_happens_once(city):
    with refused(AlreadySetUp):
        world.set_up()


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"code": "wrong"}, SetupCodeWrong, id="wrong-code"),
        pytest.param({"code": ""}, SetupCodeWrong, id="no-code"),
        pytest.param({"code": "口令"}, SetupCodeWrong, id="code-in-chinese"),
    ],
)
def test_whoever_does_not_know_the_printed_code_cannot_set_up(clock, empty_house, changed, kind):
    with refused(kind):
        world.set_up(**changed)


def test_an_agency_with_a_wrong_credit_code_is_refused(clock, empty_house):
    facts = AgencyFacts(name="x", uscc="11100000MB03271698", document_word="x", city_name="x", division_code="410900")

    with refused(WrongCheck):
        world.set_up(agency=facts)


def test_an_agency_describes_itself_but_keeps_its_name_and_code(city):
    administrator = world.staff(world.ADMINISTRATOR)
    facts = AgencyFacts(
        name="别的名称", uscc="x", document_word="濮审", city_name="濮阳市", division_code="000000",
        reconsideration_body="濮阳市人民政府", court="濮阳市华龙区人民法院",
    )  # fmt: skip

    agency_describe(facts=facts, actor=administrator, now=now())

    agency = Agency.objects.get()
    assert (agency.name, agency.uscc) == (world.AGENCY.name, world.AGENCY.uscc)
    assert (agency.court, agency.division_code) == ("濮阳市华龙区人民法院", "410900")
    assert acts(agency.id)[-1].before["court"] == ""
    assert acts(agency.id)[-1].after["court"] == "濮阳市华龙区人民法院"


# --- staff -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF])
def test_only_the_system_administrator_appoints_and_describes(city, kind):
    clerk, post = world.staff(kind), Post.objects.get(kind="reviewer")

    with refused(NotAllowed):
        staff_appoint(account=NewAccount("x", "staff-password-1", "x"), post_id=post.id, actor=clerk, now=now())
    with refused(NotAllowed):
        agency_describe(facts=world.AGENCY, actor=clerk, now=now())


def test_a_login_name_belongs_to_one(city):
    with refused(NameTaken, username="reviewer"):
        world.appoint("reviewer", username="reviewer")


def test_staff_act_with_the_permissions_of_their_present_post_alone(city):
    clerk = world.staff("reviewer")

    assert clerk.kind is ActorKind.STAFF
    assert clerk.permissions == {"cases.read", "cases.review"}
    assert clerk.party_ids == frozenset()


def test_who_left_his_post_may_do_nothing_more(city, clock):
    clerk = world.staff("reviewer")
    PostHolding.objects.filter(account_id=clerk.account_id).update(until_on=clock.today)

    actor = actor_for_account(clerk.account_id, "")

    assert actor.kind is ActorKind.APPLICANT
    assert actor.permissions == frozenset()
    assert actor.party_ids == frozenset()


def test_a_closed_login_acts_no_more(city):
    clerk = world.staff("reviewer")
    Account.objects.filter(pk=clerk.account_id).update(is_active=False)

    assert actor_for_account(clerk.account_id, "") is None
    assert actor_for_account(world.uuid4(), "") is None


# --- the public --------------------------------------------------------------------------------


def test_a_person_registers_and_is_found_by_nobody_in_clear(city):
    number = world.citizen_number(800)
    someone = world.person(id_number=number.lower(), name="王五")

    own = person_of(someone)
    row = Person.objects.get(account_id=someone.account_id)

    assert (own.name, own.number, own.mobile) == ("王五", number, world.MOBILE)
    assert number.encode() not in bytes(row.id_number)
    assert verbs(row.id) == ["identity.person_registered"]
    assert number not in str([act.after for act in acts(row.id)])


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("11010519491231002", id="too-short"),
        pytest.param("110105194912310021", id="wrong-check"),
        pytest.param("110105203012310029", id="born-in-the-future"),
        pytest.param("110105199002300010", id="no-such-day"),
        pytest.param("", id="nothing"),
        pytest.param("abc", id="letters"),
    ],
)
def test_a_wrong_citizen_number_is_refused_by_its_fault(city, number):
    with pytest.raises(NumberRefused):
        world.person(id_number=number)
    assert not Person.objects.exists()


def test_one_citizen_has_one_account(city):
    world.person(id_number=world.citizen_number(801))

    with refused(PersonKnown):
        world.person(id_number=world.citizen_number(801))


def test_a_login_name_is_taken_whatever_its_letters(city):
    world.person(username="zhang")

    with refused(NameTaken, username="ZHANG"):
        world.person(username="ZHANG")


def test_a_person_acts_for_himself_and_for_the_organisations_he_joined(city):
    someone, party_id = world.applicant()

    parties = parties_for(someone)

    assert [party.kind for party in parties] == ["person", "organisation"]
    assert party_for(someone, party_id).number == world.USCC
    assert party_for(world.person(), party_id) is None
    assert verbs(person_of(someone).id) == ["identity.person_registered", "identity.organisation_joined"]


def test_joining_twice_is_one_mandate(city):
    someone, party_id = world.applicant()

    assert world.organisation(someone) == party_id
    assert Mandate.objects.filter(person__account_id=someone.account_id).count() == 1


def test_another_name_under_the_same_code_is_refused_with_the_kept_name(city):
    someone, _party = world.applicant()

    with refused(OrganisationDiffers, name="演示餐饮有限公司"):
        world.organisation(someone, name="别的公司")


def test_what_a_stranger_typed_about_an_organisation_does_not_show_to_others(city):
    one, party = world.applicant()
    other = world.person()

    second = world.organisation(other, name="抢注的名称")

    assert second != party
    assert party_for(one, party).name == "演示餐饮有限公司"
    assert Organisation.objects.count() == 2


def test_staff_join_no_organisation(city):
    clerk = world.staff("reviewer")

    with refused(NotAllowed):
        world.organisation(clerk)


def test_a_mandate_that_ended_gives_nothing_more(city, clock):
    someone, party_id = world.applicant()
    Mandate.objects.filter(organisation_id=party_id).update(until_on=clock.today)

    assert party_id not in actor_for_account(someone.account_id, "").party_ids
