"""Written mandates: an agent applies in the principal's name, within the letter and no further."""

from datetime import timedelta

import pytest

from oneseal.cases import services
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import case_for_actor, cases_of_account
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import (
    AgentUnknown,
    MandateDatesWrong,
    MandateNotFound,
    MandateWrong,
    NotAllowed,
)
from oneseal.identity.models import Mandate
from oneseal.identity.selectors import (
    actor_for_account,
    mandate_of,
    mandates_of,
    parties_for,
    party_for,
    person_of,
)
from oneseal.identity.services import (
    mandate_accept,
    mandate_ask,
    mandate_give,
    mandate_revoke,
    person_at_window_register,
)
from oneseal.identity.services.mandating import Letter, MandateTold
from oneseal.identity.services.meeting import PersonMet
from tests.apps.traces import acts, refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db]

AGENT, PRINCIPAL = world.citizen_number(910), world.citizen_number(911)


def letter():
    return Letter("授权委托书.pdf", [world.PDF])


def told(name="代理人甲", number=AGENT, *, items=(), days=(0, 30)):
    today = now().date()
    return MandateTold(name, number, items, today + timedelta(days=days[0]), today + timedelta(days=days[1]))


def agent():
    return world.person(id_number=AGENT, name="代理人甲")


def today_s(actor):
    return actor_for_account(actor.account_id, "", now().date())


@pytest.fixture
def two(city):
    """Return (agent, principal), who know each other; persons may apply for the city's item."""
    world.open_to_persons()
    return agent(), world.person(id_number=PRINCIPAL, name="委托人乙")


def give(principal, **changed):
    return mandate_give(
        principal_id=person_of(principal).id, told=told(**changed), letter=letter(), actor=principal, now=now()
    )


def start(actor, party_id):
    return services.case_start(item_id=world.city().item_id, party_id=party_id, actor=actor, now=now())


# --- giving ------------------------------------------------------------------------------------


def test_an_agent_applies_in_the_name_of_a_person_who_gave_him_a_letter(two, city):
    one, principal = two
    mandate_id = give(principal)
    acting, party = today_s(one), person_of(principal)

    case_id = start(acting, party.id)

    facts = case_for_actor(case_id, actor=acting)
    assert (facts.party_id, facts.party_name, facts.account_id) == (party.id, "委托人乙", one.account_id)
    assert [row.facts.id for row in cases_of_account(acting, now=now()).rows] == [case_id]
    act = acts(party.id)[-1]
    assert (act.verb, act.basis, act.after["mandate"]) == (
        "identity.mandate_given", "《民法典》第一百六十五条", str(mandate_id),
    )  # fmt: skip
    assert len(act.after["letter"]) == 64


def test_an_agent_never_sees_what_his_principal_files_himself(two, city):
    one, principal = two
    own_case = start(principal, person_of(principal).id)
    give(principal)
    acting = today_s(one)

    with pytest.raises(CaseNotFound):
        case_for_actor(own_case, actor=acting)
    assert cases_of_account(acting, now=now()).rows == []


def test_the_principal_sees_what_his_agent_filed(two, city):
    one, principal = two
    give(principal)

    case_id = start(today_s(one), person_of(principal).id)

    assert case_for_actor(case_id, actor=principal).id == case_id


@pytest.mark.parametrize(
    ("named", "open_to_him"),
    [pytest.param(True, True, id="names-the-item"), pytest.param(False, False, id="names-another-item")],
)
def test_a_mandate_reaches_no_further_than_its_items(two, city, named, open_to_him):
    one, principal = two
    give(principal, items=(city.item_id if named else world.uuid4(),))
    acting, party = today_s(one), person_of(principal)

    assert (party_for(acting, party.id, item_id=city.item_id) is not None) is open_to_him
    if not open_to_him:
        with refused(CaseNotFound):
            start(acting, party.id)


@pytest.mark.parametrize(
    ("days", "on", "counts"),
    [
        pytest.param((0, 5), 0, True, id="first-day"),
        pytest.param((0, 5), 5, True, id="last-day"),
        pytest.param((0, 5), 6, False, id="a-day-after"),
        pytest.param((2, 5), 1, False, id="a-day-before"),
    ],
)
def test_a_mandate_counts_on_its_days_alone(two, days, on, counts):
    one, principal = two
    give(principal, days=days)

    acting = actor_for_account(one.account_id, "", now().date() + timedelta(days=on))

    assert (person_of(principal).id in acting.mandated_ids) is counts
    assert person_of(principal).id not in acting.party_ids
    assert len(parties_for(acting)) == (2 if counts else 1)


def test_an_organisation_gives_mandates_through_its_representative(city):
    one = agent()
    boss, party_id = world.applicant()
    mandate_give(principal_id=party_id, told=told(), letter=letter(), actor=boss, now=now())

    acting = today_s(one)

    assert party_for(acting, party_id).name == "演示餐饮有限公司"
    assert verbs(party_id) == ["identity.mandate_given"]


def test_who_only_acts_for_an_organisation_gives_no_mandate_for_it(city):
    agent()
    clerk = world.person()
    party_id = world.organisation(clerk, role="agent")
    clerk = today_s(clerk)

    with refused(NotAllowed):
        mandate_give(principal_id=party_id, told=told(), letter=letter(), actor=clerk, now=now())


def test_nobody_gives_a_mandate_for_a_stranger(two):
    one, principal = two

    with refused(NotAllowed):
        mandate_give(principal_id=person_of(one).id, told=told(), letter=letter(), actor=principal, now=now())


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"name": "代理人丙"}, AgentUnknown, id="another-name"),
        pytest.param({"number": world.citizen_number(912)}, AgentUnknown, id="another-number"),
        pytest.param({"name": "委托人乙", "number": PRINCIPAL}, MandateWrong, id="himself"),
        pytest.param({"days": (5, 4)}, MandateDatesWrong, id="wrong-order"),
        pytest.param({"days": (-5, -1)}, MandateDatesWrong, id="past"),
    ],
)
def test_a_mandate_that_cannot_be_is_refused(two, changed, kind):
    _one, principal = two

    with refused(kind):
        give(principal, **changed)


def test_staff_give_no_mandates(city):
    agent()

    with refused(NotAllowed):
        mandate_give(principal_id=world.uuid4(), told=told(), letter=letter(), actor=world.staff("reviewer"), now=now())


# --- ending ------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [pytest.param(0, id="agent-lays-it-down"), pytest.param(1, id="principal-revokes")])
def test_either_side_ends_a_mandate_and_the_agent_sees_nothing_more(two, side):
    one, principal = two
    mandate_id = give(principal)
    case_id = start(today_s(one), person_of(principal).id)

    mandate_revoke(mandate_id=mandate_id, actor=two[side], now=now())

    assert today_s(one).mandated_ids == frozenset()
    with pytest.raises(CaseNotFound):
        case_for_actor(case_id, actor=today_s(one))
    assert case_for_actor(case_id, actor=principal).id == case_id
    assert verbs(person_of(principal).id)[-1] == "identity.mandate_revoked"
    with refused(MandateNotFound):
        mandate_revoke(mandate_id=mandate_id, actor=principal, now=now())


def test_a_stranger_neither_sees_nor_ends_a_mandate(two):
    mandate_id = give(two[1])
    stranger = world.person()

    assert mandate_of(stranger, mandate_id) is None
    with refused(MandateNotFound):
        mandate_revoke(mandate_id=mandate_id, actor=stranger, now=now())


# --- asking ------------------------------------------------------------------------------------


def ask(one, **changed):
    return mandate_ask(
        told=told(**{"name": "委托人乙", "number": PRINCIPAL, **changed}), letter=letter(), actor=one, now=now()
    )


def test_a_letter_that_the_agent_brings_counts_once_the_principal_confirmed_it(two, clock):
    one, principal = two
    mandate_id = ask(one)
    assert today_s(one).mandated_ids == frozenset()
    assert mandate_of(principal, mandate_id).standing(clock.today) == "waiting"

    mandate_accept(mandate_id=mandate_id, actor=principal, now=now())

    assert today_s(one).mandated_ids == {person_of(principal).id}
    assert mandate_of(one, mandate_id).standing(clock.today) == "in_force"
    assert verbs(person_of(principal).id)[-2:] == ["identity.mandate_asked", "identity.mandate_accepted"]


def test_the_agent_does_not_confirm_his_own_letter(two):
    mandate_id = ask(two[0])

    with refused(MandateNotFound):
        mandate_accept(mandate_id=mandate_id, actor=two[0], now=now())
    with refused(MandateNotFound):
        mandate_accept(mandate_id=mandate_id, actor=world.staff("intake_clerk"), now=now())


def test_a_window_confirms_for_whom_has_no_login(city):
    one = agent()
    met = PersonMet("委托人乙", PRINCIPAL, world.MOBILE)
    person_id = person_at_window_register(told=met, actor=world.staff("intake_clerk"), now=now())
    mandate_id = ask(one)

    with refused(MandateNotFound):
        mandate_accept(mandate_id=mandate_id, actor=world.staff("reviewer"), now=now())
    mandate_accept(mandate_id=mandate_id, actor=world.staff("intake_clerk"), now=now())

    assert today_s(one).mandated_ids == {person_id}
    assert [party.name for party in parties_for(today_s(one))] == ["代理人甲", "委托人乙"]


def test_both_sides_list_the_mandate_each_in_its_place(two, clock):
    one, principal = two
    give(principal)

    assert [(row.is_given, row.agent_name, row.principal_name) for row in mandates_of(principal)] == [
        (True, "代理人甲", "委托人乙")
    ]
    assert [row.is_given for row in mandates_of(one)] == [False]
    assert mandates_of(world.staff("reviewer")) == []
    assert Mandate.objects.count() == 1
