"""Licensing Law art. 29: the applicant applies, himself or by an agent, by any door; his application is his."""

from oneseal.cases import services
from oneseal.cases.errors import NothingToApplyAgain, ReasonMissing
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.identity.selectors import person_of
from oneseal.identity.services import organisation_at_window_register
from oneseal.identity.services.meeting import OrganisationMet
from tests.apps.identity.test_mandates import agent, give, start, today_s
from tests.apps.traces import paper_kinds
from tests.factories import aside, world
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW


def test_what_is_handed_in_is_received_with_a_receipt_that_lists_it():
    case = world.submitted_case()

    assert case.facts.received_at is not None
    assert paper_kinds(case.id) == ["receipt"]
    assert text_of(case, "receipt")["materials"]


def at_window():
    clerk = world.staff("intake_clerk")
    told = OrganisationMet(world.USCC, "演示餐饮有限公司", "张三", "演示路1号一层商铺")
    party_id = organisation_at_window_register(told=told, actor=clerk, now=now())
    case_id = services.case_start_at_window(
        item_id=world.city().item_id, party_id=party_id, checked="核对营业执照原件", actor=clerk, now=now()
    )
    case = world.Filed(case_id, clerk)
    world.save(case, **world.ANSWERS, contact_mobile=world.MOBILE)
    for key, _name in services.missing_of(case.facts, today=world.today()).materials:
        world.attach(case, key)
    world.submit(case)
    return case


def test_the_window_and_the_net_lead_to_the_same_receipt_and_the_same_five_days():
    online, window = world.submitted_case(), at_window()

    assert (online.facts.channel, window.facts.channel) == ("online", "window")
    assert online.facts.due_on == window.facts.due_on
    assert text_of(online, "receipt").keys() == text_of(window, "receipt").keys()


def test_an_agent_applies_for_whoever_gave_him_a_letter():
    world.open_to_persons()
    someone, principal = agent(), world.person(id_number=world.citizen_number(911), name="委托人乙")
    give(principal)

    case_id = start(today_s(someone), person_of(principal).id)

    assert services.query_code_of(case_id) == ""
    assert world.Filed(case_id, someone).facts.party_name == "委托人乙"


def test_whoever_applied_takes_it_back_before_the_decision():
    case = aside.withdrawn_case()

    assert case.facts.state == "withdrawn"
    assert paper_kinds(case.id)[-1] == "withdrawal_notice"


def test_what_leaves_nobody_who_applies_is_ended_for_a_reason():
    case = world.accepted_case()
    with refused(ReasonMissing):
        aside.terminate(case, reason=" ")
    aside.terminate(case)

    assert case.facts.state == "returned"


def test_what_was_taken_back_can_be_applied_for_again():
    case = aside.withdrawn_case()

    begun = services.case_apply_again(case_id=case.id, actor=case.applicant, now=now())

    assert world.Filed(begun.case_id, case.applicant).facts.prior_case_id == case.id


def test_what_was_granted_is_not_applied_for_again():
    case = world.delivered_case()

    with refused(NothingToApplyAgain):
        services.case_apply_again(case_id=case.id, actor=case.applicant, now=now())


def test_only_its_applicant_takes_an_application_back():
    case = world.submitted_case()

    with refused(NotAllowed):
        services.case_withdraw(case_id=case.id, reason="不办了。", press=by("intake_clerk"))
