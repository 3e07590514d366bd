"""People and organisations at a window: found by their exact number, or entered without a login."""

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import (
    NotAllowed,
    OrganisationDiffers,
    PersonAtWindow,
    PersonDiffers,
    PersonKnown,
)
from oneseal.identity.models import Organisation, Person
from oneseal.identity.rules.posts import POST_KINDS
from oneseal.identity.selectors import party_at_window, person_of
from oneseal.identity.services import (
    organisation_at_window_register,
    organisations_look_up,
    person_at_window_register,
    person_look_up,
)
from oneseal.identity.services.meeting import OrganisationMet, PersonMet
from oneseal.kernel.numbering.refusals import NumberRefused
from tests.apps.traces import acts, refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db]

NUMBER = world.citizen_number(900)


def met(**changed):
    told = PersonMet(**{"name": "赵六", "id_number": NUMBER, "mobile": world.MOBILE, **changed})
    return person_at_window_register(told=told, actor=world.staff("intake_clerk"), now=now())


def organisation_met(**changed):
    told = {
        "uscc": world.USCC, "name": "演示餐饮有限公司", "legal_representative": "张三",
        "address": "演示路1号", **changed,
    }  # fmt: skip
    return organisation_at_window_register(told=OrganisationMet(**told), actor=world.staff("intake_clerk"), now=now())


def look_up(number, kind="intake_clerk"):
    return person_look_up(id_number=number, purpose="窗口收件", actor=world.staff(kind), now=now())


# --- people ------------------------------------------------------------------------------------


def test_who_comes_to_a_window_is_entered_without_a_login(city):
    person_id = met()

    row = Person.objects.get(pk=person_id)
    assert (row.name, row.account_id) == ("赵六", None)
    assert NUMBER.encode() not in bytes(row.id_number)
    assert verbs(person_id) == ["identity.person_met"]
    assert NUMBER not in str([act.after for act in acts(person_id)])


def test_who_comes_again_is_the_same_person_with_his_present_mobile_number(city):
    first = met()

    assert met(mobile="13911112222") == first
    assert party_at_window(world.staff("intake_clerk"), first).mobile == "13911112222"


def test_who_has_a_login_is_found_and_keeps_his_own_mobile_number(city):
    someone = world.person(id_number=NUMBER, name="赵六")

    found = met(mobile="13911112222")

    assert found == person_of(someone).id
    assert person_of(someone).mobile == world.MOBILE


def test_another_name_under_the_number_is_shown_to_the_clerk_and_refused(city):
    met()

    with refused(PersonDiffers, name="赵六"):
        met(name="赵七")


def test_a_number_that_cannot_be_right_is_refused_at_the_window_too(city):
    with pytest.raises(NumberRefused):
        met(id_number="110105194912310021")
    assert not Person.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in world.STAFF if "cases.receive" not in POST_KINDS[kind].permissions])
def test_only_posts_that_take_applications_meet_people(city, kind):
    clerk = world.staff(kind)

    with refused(NotAllowed):
        person_at_window_register(told=PersonMet("赵六", NUMBER, world.MOBILE), actor=clerk, now=now())
    with refused(NotAllowed):
        organisation_at_window_register(told=OrganisationMet(world.USCC, "x", "x", "x"), actor=clerk, now=now())
    with refused(NotAllowed):
        look_up(NUMBER, kind)
    with refused(NotAllowed):
        organisations_look_up(uscc=world.USCC, purpose="x", actor=clerk, now=now())
    assert party_at_window(clerk, met()) is None


def test_an_applicant_looks_up_nobody(city):
    someone = world.person()

    with refused(NotAllowed):
        person_look_up(id_number=NUMBER, purpose="x", actor=someone, now=now())
    assert party_at_window(someone, person_of(someone).id) is None


# --- later, with a login of his own ------------------------------------------------------------


def test_who_registers_later_takes_over_what_the_window_entered(city):
    person_id = met()

    someone = world.person(id_number=NUMBER, name="赵六")

    assert person_of(someone).id == person_id
    assert verbs(person_id) == ["identity.person_met", "identity.person_registered"]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"name": "赵七"}, id="another-name"),
        pytest.param({"name": "赵六", "mobile": "13911112222"}, id="another-mobile-number"),
    ],
)
def test_a_number_alone_does_not_open_what_the_window_entered(city, told):
    person_id = met()

    with refused(PersonAtWindow):
        world.person(id_number=NUMBER, **told)
    assert Person.objects.get(pk=person_id).account_id is None


def test_a_taken_over_entry_is_taken_over_once(city):
    met()
    world.person(id_number=NUMBER, name="赵六")

    with refused(PersonKnown):
        world.person(id_number=NUMBER, name="赵六")


# --- looking up --------------------------------------------------------------------------------


def test_a_look_up_is_exact_masked_and_recorded_with_its_purpose(city):
    person_id = met()

    found = look_up(NUMBER.lower())

    assert (found.id, found.name, found.has_login) == (person_id, "赵六", False)
    assert found.number == NUMBER[:4] + "*" * 12 + NUMBER[-2:]
    act = acts(person_id)[-1]
    assert (act.verb, act.after, act.post_title) == (
        "identity.party_looked_up", {"purpose": "窗口收件", "found": 1}, "综合窗口受理员",
    )  # fmt: skip


def test_a_look_up_that_found_nobody_is_recorded_at_the_agency(city):
    assert look_up(world.citizen_number(901)) is None
    assert acts(city.agency_id)[-1].after == {"purpose": "窗口收件", "found": 0}


# --- organisations -----------------------------------------------------------------------------


def test_an_organisation_has_one_checked_entry_beside_what_people_told(city, clock):
    _someone, told_id = world.applicant()

    checked_id = organisation_met()

    assert checked_id != told_id
    assert organisation_met(address="演示路2号") == checked_id
    assert Organisation.objects.get(pk=checked_id).address == "演示路2号"
    assert Organisation.objects.get(pk=told_id).address == "演示路1号一层商铺"
    assert acts(checked_id)[-1].before["address"] == "演示路1号"
    found = organisations_look_up(uscc=world.USCC, purpose="窗口收件", actor=world.staff("intake_clerk"), now=now())
    assert [(party.id, party.is_checked) for party in found] == [(checked_id, True), (told_id, False)]


def test_a_checked_organisation_keeps_its_name(city):
    organisation_met()

    with refused(OrganisationDiffers, name="演示餐饮有限公司"):
        organisation_met(name="别的公司")


def test_a_window_files_for_checked_organisations_alone(city):
    _someone, told_id = world.applicant()
    clerk = world.staff("intake_clerk")

    assert party_at_window(clerk, told_id) is None
    assert party_at_window(clerk, organisation_met()).number == world.USCC
    assert party_at_window(clerk, world.uuid4()) is None
