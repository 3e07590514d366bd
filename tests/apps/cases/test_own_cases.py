"""Nobody works on his own case, whatever login he applies with (B.5; the chair of a hearing: Licensing Law art. 48)."""

import pytest

from oneseal.cases import services
from oneseal.cases.blindness_errors import OwnCase
from oneseal.cases.rules.states import TerminationGround
from oneseal.cases.selectors import Action, actions_judged, actions_open, barred, logins_of_parties, seconds_fit
from oneseal.cases.selectors.apart import left_out_of
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Mandate, Person, PostHolding, StaffNumber
from oneseal.identity.selectors import ID_NUMBER
from oneseal.identity.services import staff_number_state
from tests.apps.traces import refused
from tests.factories import blind, special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
TOLD = OpinionTold("grant", "符合条件。")
STRANGER = world.citizen_number(901)
AGENT = world.citizen_number(902)
OVER = services.Termination(TerminationGround.OBJECT_GONE, "申请的事项已经不存在。")


def state(kind, number):
    """Let the administrator state the citizen number of the holder of a post; return who he is from then on."""
    holding = PostHolding.objects.get(account__username=kind, until_on=None)
    staff_number_state(holding_id=holding.id, number=number, actor=world.staff(world.ADMINISTRATOR), now=now())
    return world.staff(kind)


def number_of(actor):
    return decrypt(Person.objects.get(account_id=actor.account_id).id_number, context=ID_NUMBER)


def void_asked_case():
    case = world.accepted_case()
    special.ask_void(case)
    return case


def accept(case, press):
    services.case_accept(case_id=case.id, press=press)


def recommend(case, press):
    services.case_recommend(case_id=case.id, told=TOLD, press=press)


def grant(case, press):
    services.case_grant(case_id=case.id, text="同意。", press=press)


def terminate(case, press):
    services.case_terminate(case_id=case.id, told=OVER, press=press)


def void(case, press):
    services.case_void(case_id=case.id, press=press)


STEPS = [
    pytest.param("intake_clerk", world.submitted_case, Action.ACCEPT, accept, id="accept"),
    pytest.param("reviewer", world.accepted_case, Action.RECOMMEND, recommend, id="examine"),
    pytest.param("approver", world.reviewed_case, Action.GRANT, grant, id="decide"),
    pytest.param("approver", world.accepted_case, Action.TERMINATE, terminate, id="end"),
    pytest.param("supervisor", void_asked_case, Action.VOID, void, id="void"),
]


@pytest.mark.parametrize(("kind", "make", "action", "move"), STEPS)
def test_a_member_of_staff_who_acts_for_the_applicant_does_no_step_of_the_case(kind, make, action, move):
    case = make()
    stranger = state(kind, STRANGER)
    assert action in actions_open(case.facts, actor=stranger, today=today())

    party = state(kind, number_of(case.applicant))

    judged = actions_judged(case.facts, actor=party, today=today())
    assert judged[action].code == OwnCase.code
    assert action in barred(judged)
    assert actions_open(case.facts, actor=party, today=today()) == ()
    with refused(OwnCase):
        move(case, world.press(party))

    move(case, world.press(state(kind, "")))


def test_whose_number_nobody_stated_cannot_be_compared():
    case = world.accepted_case()

    assert world.staff("reviewer").account_id not in logins_of_parties(case.facts)
    recommend(case, world.press(world.staff("reviewer")))


def test_who_applies_with_the_very_login_of_his_post_is_a_party():
    case, reviewer = world.accepted_case(), world.staff("reviewer")
    Person.objects.filter(account_id=case.applicant.account_id).update(account_id=reviewer.account_id)

    with refused(OwnCase):
        recommend(case, world.press(world.staff("reviewer")))


def test_who_is_named_in_the_form_by_number_is_a_party_and_no_longer_when_the_question_is_gone():
    case = world.filled_case()
    world.save(case, handled_by="agent", agent_name="李四", agent_id_number=AGENT)
    reviewer = state("reviewer", AGENT)
    assert reviewer.account_id in logins_of_parties(case.facts)

    world.save(case, handled_by="self")

    assert reviewer.account_id not in logins_of_parties(case.facts)


def test_an_organisation_is_one_whatever_entry_its_people_made():
    case, other = world.accepted_case(), world.person(id_number=STRANGER)
    world.organisation(other)
    assert Mandate.objects.values("organisation_id").distinct().count() == 2

    party = state("reviewer", STRANGER)

    with refused(OwnCase):
        recommend(case, world.press(party))


def test_the_clerk_who_types_an_application_at_the_window_is_no_party_to_it():
    clerk = state("intake_clerk", STRANGER)
    case = world.submitted_case()
    facts = case.facts
    facts_at_window = type(facts)(**{
        **{name: getattr(facts, name) for name in facts.__slots__}, "channel": "window", "account_id": clerk.account_id,
    })  # fmt: skip

    assert clerk.account_id not in logins_of_parties(facts_at_window)
    assert case.applicant.account_id in logins_of_parties(facts_at_window)


def test_a_party_is_not_offered_as_second_examiner_and_confirms_nothing():
    case, second = world.accepted_case(), world.appoint("reviewer", username="second")
    told = OpinionTold("grant", "符合条件。", second.account_id)
    reviewer = world.staff("reviewer")
    assert second.account_id in seconds_fit(case.facts, examiner=reviewer.account_id, on=today())
    services.case_recommend(case_id=case.id, told=told, press=world.press(reviewer))

    party = state("second", number_of(case.applicant))

    assert second.account_id not in seconds_fit(case.facts, examiner=reviewer.account_id, on=today())
    assert actions_open(case.facts, actor=party, today=today()) == ()


def test_a_party_is_left_out_of_the_lot_in_blind_mode():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()
    examiner = blind.examiner_of(case)
    name = PostHolding.objects.filter(account_id=examiner.account_id, until_on=None).get().account.username
    assert examiner.account_id not in left_out_of(case.facts)

    state(name, number_of(case.applicant))

    assert left_out_of(case.facts)[examiner.account_id] == "own_case"


def test_the_number_is_kept_encrypted_shown_masked_and_traced_without_it(clock):
    reviewer = state("reviewer", f" {STRANGER.lower()} ")
    row = StaffNumber.objects.get()

    assert reviewer.is_known_by_number
    assert STRANGER.encode() not in bytes(row.number)
    assert row.masked == STRANGER[:4] + "************" + STRANGER[-2:]
    clock.move(days=1)
    assert not state("reviewer", "").is_known_by_number
    assert not StaffNumber.objects.exists()
