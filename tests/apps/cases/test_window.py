import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import CaseNotFound, NothingToCorrectHere, PartyNotMet
from oneseal.cases.models import Case
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import beijing_date, now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.selectors import actor_for_account
from oneseal.identity.services import organisation_at_window_register, person_at_window_register, person_register
from oneseal.identity.services.meeting import OrganisationMet, PersonMet
from oneseal.identity.services.registration import Registration
from oneseal.kernel.lifecycle import NoSuchMove
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
NUMBER = world.citizen_number(777)
CHECKED = "核对申请人身份证原件"


def met_organisation():
    told = OrganisationMet(world.USCC, "演示餐饮有限公司", "张三", "演示路1号一层商铺")
    return organisation_at_window_register(told=told, actor=world.staff("intake_clerk"), now=now())


def met_person():
    told = PersonMet("王五", NUMBER, "13800000001")
    return person_at_window_register(told=told, actor=world.staff("intake_clerk"), now=now())


def started(party_id, *, by=None, checked=CHECKED):
    clerk = by or world.staff("intake_clerk")
    case_id = services.case_start_at_window(
        item_id=world.city().item_id, party_id=party_id, checked=checked, actor=clerk, now=now()
    )
    return world.Filed(case_id, clerk)


def submitted(party_id, **told):
    case = started(party_id)
    world.save(case, **world.ANSWERS, contact_mobile="13800000001", **told)
    for key, _name in services.missing_of(case.facts, today=today()).materials:
        world.attach(case, key)
    world.submit(case)
    return case


def test_a_clerk_files_for_somebody_at_the_window_and_the_check_is_recorded():
    party_id = met_organisation()

    case = submitted(party_id)

    assert case.facts.channel == "window"
    assert case.facts.party_id == party_id
    assert case.facts.number
    acts = [row for row in entries_of(party_id) if row.verb == "cases.start_at_window"]
    assert [row.after["checked"] for row in acts] == [CHECKED]


def test_the_statutory_term_of_a_window_case_runs_from_its_acceptance(clock):
    case = submitted(met_organisation())
    clock.move(days=2)

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert case.facts.statutory_from_on == beijing_date(case.facts.accepted_at)
    assert case.facts.statutory_from_on != beijing_date(case.facts.received_at)


def test_a_draft_at_the_window_is_its_clerks_alone_until_it_is_handed_in():
    case = started(met_organisation())
    colleague = world.appoint("intake_clerk")

    assert [row.facts.id for row in cases.cases_filling(case.applicant, now=now())] == [case.id]
    assert cases.cases_filling(colleague, now=now()) == []
    for other in (colleague, world.staff("supervisor")):
        with pytest.raises(CaseNotFound):
            cases.case_for_actor(case.id, actor=other)


@pytest.mark.parametrize("checked", ["", "  "])
def test_nobody_is_served_whose_papers_were_not_checked(checked):
    with pytest.raises(PartyNotMet):
        started(met_organisation(), checked=checked)


def test_an_organisation_that_somebody_only_told_of_is_not_one_met_at_a_window():
    _actor, told_of = world.applicant()

    with pytest.raises(PartyNotMet):
        started(told_of)


@pytest.mark.parametrize("kind", ["reviewer", "approver", "supervisor", "issue_clerk"])
def test_other_posts_take_no_applications(kind):
    party_id = met_organisation()

    with pytest.raises(NotAllowed):
        started(party_id, by=world.staff(kind))


def test_a_draft_thrown_away_leaves_no_case_but_the_record_of_the_check():
    party_id = met_organisation()
    case = started(party_id)

    services.draft_discard(case_id=case.id, actor=case.applicant)

    assert not Case.objects.filter(pk=case.id).exists()
    assert [row.verb for row in entries_of(party_id)][-1] == "cases.start_at_window"


def test_who_registers_later_finds_his_case_from_the_window():
    world.open_to_persons()
    case = submitted(met_person(), credit_code=world.USCC, legal_representative="王五", residence="演示路1号一层商铺")
    told = Registration(
        username="wangwu", password="citizen-password-1", name="王五", id_number=NUMBER, mobile="13800000001"
    )

    account_id = person_register(told=told, address="127.0.0.1", now=now())

    own = actor_for_account(account_id, "127.0.0.1")
    assert [row.facts.id for row in cases.cases_of_account(own, now=now()).rows] == [case.id]


def test_what_is_missing_is_told_once_and_recorded():
    party_id = met_organisation()
    case = started(party_id)

    services.missing_told(case_id=case.id, names=["制度目录清单"], actor=case.applicant, now=now())

    last = entries_of(party_id).last()
    assert (last.verb, last.after["missing"]) == ("cases.tell_missing", ["制度目录清单"])


# --- what a correction notice asks for, brought to the window ----------------------------------------


@pytest.mark.parametrize(
    "made", [lambda: submitted(met_organisation()), world.submitted_case], ids=["window", "online"]
)
def test_what_a_notice_asks_for_may_be_brought_to_the_window_whichever_door_the_application_came_by(made):
    case, clerk = made(), world.staff("intake_clerk")
    world.request_correction(case)
    world.attach(world.Filed(case.id, clerk), "rules_list", b"mended")

    services.case_correct(case_id=case.id, press=world.press(clerk), checked=CHECKED)

    assert case.facts.state == "submitted"
    act = next(row for row in entries_of(case.id) if row.verb == "cases.correct")
    assert (act.after["checked"], act.actor_name) == (CHECKED, clerk.name)


def test_a_correction_at_the_window_needs_the_check_of_who_brought_it():
    case, clerk = world.correction_pending_case(), world.staff("intake_clerk")
    world.attach(world.Filed(case.id, clerk), "rules_list", b"mended")

    with pytest.raises(PartyNotMet):
        services.case_correct(case_id=case.id, press=world.press(clerk))

    assert case.facts.state == "correction_pending"


def test_a_clerk_changes_nothing_of_an_application_from_the_net_that_no_notice_names():
    case, clerk = world.correction_pending_case(), world.staff("intake_clerk")

    with pytest.raises(NothingToCorrectHere):
        world.attach(world.Filed(case.id, clerk), "legal_status", b"other")

    untouched = world.submitted_case()
    with pytest.raises((CaseNotFound, NoSuchMove)):
        world.attach(world.Filed(untouched.id, clerk), "legal_status", b"other")
