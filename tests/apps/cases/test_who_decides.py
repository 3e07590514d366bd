"""Duties of two steps never fall on one person, under whatever post (S1; Licensing Law art. 34)."""

from dataclasses import replace

import pytest

from oneseal.cases import services
from oneseal.cases.errors import SamePerson
from oneseal.cases.rules.states import TerminationGround
from oneseal.cases.selectors import Action, actions_judged, post_check_of, post_checks_open
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import today
from tests.apps.traces import refused
from tests.factories import special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def grant(case, press):
    services.case_grant(case_id=case.id, text="", press=press)


def refuse(case, press):
    services.case_refuse(case_id=case.id, text="不符合。", press=press)


@pytest.mark.parametrize("decide", [pytest.param(grant, id="grant"), pytest.param(refuse, id="refuse")])
@pytest.mark.parametrize("is_second", [pytest.param(False, id="author"), pytest.param(True, id="second")])
def test_who_examined_before_somebody_else_did_does_not_decide_as_a_substitute(decide, is_second):
    case, author, second = world.accepted_case(), world.staff("reviewer"), world.appoint("reviewer")
    told = OpinionTold("grant", "符合条件。", second.account_id)
    services.case_recommend(case_id=case.id, told=told, press=world.press(author))
    services.case_send_back(case_id=case.id, reason="请补充。", press=world.press(world.staff("approver")))
    world.recommend(case, by=world.appoint("reviewer"))
    before, approver = second if is_second else author, world.staff("approver")

    with refused(SamePerson, step="审查"):
        decide(case, world.press(replace(approver, account_id=before.account_id, stands_in_for=approver.account_id)))

    decide(case, world.press(approver))
    assert case.facts.decided_at is not None


def as_substitute(actor, absent):
    """Return a person as he acts for an absent colleague: another post, the same login."""
    return replace(absent, account_id=actor.account_id, name=actor.name, stands_in_for=absent.account_id)


def test_who_granted_on_a_commitment_does_not_check_it_as_a_substitute_of_an_examiner():
    case = special.granted_on_commitment_case()
    grantor, examiner = world.staff("chief_window"), world.staff("reviewer")
    stand_in, told = as_substitute(grantor, examiner), services.CheckFound(today(), True, "现场与承诺相符。")

    with refused(SamePerson, step="审批"):
        services.post_check_record(case_id=case.id, told=told, press=world.press(stand_in))

    assert post_checks_open(stand_in) == []
    assert [row.case.id for row in post_checks_open(examiner)] == [case.id]
    services.post_check_record(case_id=case.id, told=told, press=world.press(examiner))
    assert post_check_of(case.facts).is_kept is True


def test_who_examined_does_not_end_the_case_as_a_substitute_of_the_approver():
    case, examiner, approver = world.reviewed_case(), world.staff("reviewer"), world.staff("approver")
    told = services.Termination(TerminationGround.OBJECT_GONE, "申请的事项已经不存在。")
    stand_in = as_substitute(examiner, approver)

    with refused(SamePerson, step="审查"):
        services.case_terminate(case_id=case.id, told=told, press=world.press(stand_in))

    assert actions_judged(case.facts, actor=stand_in, today=today())[Action.TERMINATE].code == SamePerson.code
    services.case_terminate(case_id=case.id, told=told, press=world.press(approver))
    assert case.facts.outcome == "terminated"


def test_who_examined_puts_no_broken_promise_on_record_as_a_substitute_of_the_approver(clock):
    case, examiner, approver = special.tolerant_case(), world.staff("reviewer"), world.staff("approver")
    world.recommend(case)
    clock.move(days=30)

    with refused(SamePerson, step="审查"):
        services.case_return_unkept(
            case_id=case.id, reason="经催告仍未补齐。", press=world.press(as_substitute(examiner, approver))
        )

    special.return_unkept(case)
    assert case.facts.outcome == "unkept"
