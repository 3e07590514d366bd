"""Looked at beforehand (T02), standing still (T15), voided by two (T26): what each does, and each refusal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import (
    LicenceStands,
    NotFiledOnline,
    ReasonMissing,
    SamePerson,
    SuspensionDocumentMissing,
    VoidAsked,
)
from oneseal.cases.models import Case, VoidRequest
from oneseal.cases.selectors import CaseFilter
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Post
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.selectors import papers_of
from tests.apps.cases.test_hearings import text_of
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, steps
from tests.factories import aside, special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def light_of(case):
    return cases.clock_of(case.facts, now=now()).light


# --- a look beforehand (T02) ---------------------------------------------------------------------


def test_the_five_days_run_on_while_an_application_is_looked_at():
    case = world.submitted_case()
    due_on = case.facts.due_on
    services.pre_review_begin(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert (case.facts.state, case.facts.due_on) == ("pre_review", due_on)
    assert (steps(case.id)[-2:], paper_kinds(case.id)) == ([("intake", False), ("pre_review", True)], ["receipt"])
    special.end_pre_review(case, is_ready=False, finding="缺少平面图。")

    assert (case.facts.state, case.facts.due_on) == ("submitted", due_on)
    assert acts(case.id)[-1].after["finding"] == "缺少平面图。"


def test_what_is_not_ready_says_why():
    case = special.pre_review_case()

    with refused(ReasonMissing):
        special.end_pre_review(case, is_ready=False)


def test_what_came_in_at_a_window_is_not_looked_at_beforehand():
    case = world.submitted_case()
    Case.objects.filter(pk=case.id).update(channel="window")

    with refused(NotFiledOnline):
        services.pre_review_begin(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def test_what_is_still_looked_at_after_five_working_days_is_accepted_by_law(clock):
    case = special.pre_review_case()
    clock.move(days=10)
    key = world.press(world.staff("intake_clerk")).key
    accepted = services.case_deem_accepted(case_id=case.id, press=services.Press(Actor.system("期限计算"), now(), key))

    assert accepted
    assert case.facts.state == "under_review"


# --- standing still (T15) ------------------------------------------------------------------------


def test_without_a_law_the_statutory_clock_runs_on(clock):
    case = special.suspended_case()
    before = case.facts.statutory_due_on
    clock.move(days=7)
    special.resume(case)

    assert case.facts.statutory_due_on == before
    assert case.facts.due_on > cases.case_facts(case.id).clock_from_on + timedelta(days=7)
    assert ledger(case.id)[-2:] == [
        ("paused", "suspension:other_matter_first"),
        ("resumed", "suspension:other_matter_first"),
    ]


def test_a_law_with_its_document_stops_both_clocks(clock):
    case = world.accepted_case()
    due_on, statutory_on = case.facts.due_on, case.facts.statutory_due_on
    special.suspend(case, ground="court_order", reason="法院裁定中止。", **special.RULING)
    clock.move(days=7)
    special.resume(case)

    assert (case.facts.due_on, case.facts.statutory_due_on) > (due_on, statutory_on)
    assert case.facts.statutory_due_on > statutory_on


@pytest.mark.parametrize(
    "law",
    [
        pytest.param({"law": special.RULING["law"]}, id="a-law-without-its-document"),
        pytest.param({"document": special.RULING["document"]}, id="a-document-without-a-law"),
    ],
)
def test_a_law_and_the_document_that_applies_it_go_together(law):
    case = world.accepted_case()

    with refused(SuspensionDocumentMissing):
        special.suspend(case, **law)


def test_while_a_case_stands_still_nobody_examines_or_decides_it_and_its_light_is_blue():
    case = special.suspended_case()
    reviewer = world.staff("reviewer")

    assert light_of(case) is Light.BLUE
    with refused(NoSuchMove):
        services.case_recommend(case_id=case.id, told=OpinionTold("grant", "符合。"), press=world.press(reviewer))


def test_the_notice_of_a_resumption_promises_no_day_that_rests_on_guessed_holidays(clock):
    clock.stand_at("2026-12-21 10:00")
    case = special.suspended_case()
    special.resume(case)

    told = text_of(case, "resumption_notice")
    assert case.facts.due_is_provisional
    assert "日期待节假日通知公布后确定" in told["statutory"]["text"]


def test_papers_of_what_silence_accepted_name_the_day_of_receipt(clock):
    case = world.submitted_case()
    received_on = today()
    clock.stand_at(f"{case.facts.due_on + timedelta(days=1)} 10:00")
    services.case_deem_accepted(case_id=case.id, press=services.Press(Actor.system("期限计算"), now(), world.uuid4()))
    special.suspend(case)

    assert text_of(case, "suspension_notice")["accepted_on"] == text_of(case, "acceptance_notice")["accepted_on"]
    assert case.facts.accepted_on == received_on


def test_suspending_and_resuming_owe_their_reasons():
    case = world.accepted_case()

    with refused(ReasonMissing):
        special.suspend(case, reason=" ")
    special.suspend(case)
    with refused(ReasonMissing):
        special.resume(case, reason=" ")


def test_a_reviewer_does_not_suspend():
    case = world.accepted_case()

    with refused(NotAllowed):
        special.suspend(case, by="reviewer")


def test_a_suspended_case_can_still_be_taken_back_and_ended():
    first, second = special.suspended_case(), special.suspended_case()
    aside.withdraw(first)
    aside.terminate(second)

    assert (first.facts.state, second.facts.state) == ("withdrawn", "returned")
    assert chain_is_whole(first)


# --- voided by two (T26) -------------------------------------------------------------------------


def test_a_request_changes_nothing_until_another_person_has_confirmed_it():
    case = world.submitted_case()
    before = case.facts
    special.ask_void(case)

    after = case.facts
    assert (after.state, after.due_on, after.awaiting) == (before.state, before.due_on, before.awaiting)
    special.void(case)
    assert (case.facts.state, case.facts.outcome, case.facts.awaiting) == ("voided", "voided", "")
    assert paper_kinds(case.id)[-1] == "void_statement"
    assert chain_is_whole(case)


def test_one_person_does_not_do_both():
    case = world.submitted_case()
    Post.objects.filter(kind="supervisor").update(permissions=["cases.read", "cases.confirm_void", "cases.void"])
    special.ask_void(case, by="supervisor")

    with refused(SamePerson, step="申请作废"):
        special.void(case)


def test_who_examined_a_case_does_not_confirm_that_it_is_voided():
    case = world.reviewed_case()
    post = Post.objects.get(kind="reviewer")
    Post.objects.filter(kind="reviewer").update(permissions=[*post.permissions, "cases.confirm_void"])
    special.ask_void(case)

    with refused(SamePerson, step="审批"):
        special.void(case, by="reviewer")


def test_a_declined_request_leaves_the_case_and_another_may_be_made():
    case = world.submitted_case()
    special.ask_void(case)
    press = world.press(world.staff("supervisor"))
    with refused(ReasonMissing):
        services.void_decline(case_id=case.id, reason=" ", press=press)
    services.void_decline(case_id=case.id, reason="不是重复登记。", press=press)

    assert case.facts.state == "submitted"
    assert VoidRequest.objects.get(case_id=case.id).is_voided is False
    special.ask_void(case)
    special.void(case)
    assert case.facts.state == "voided"


def test_nobody_asked_so_nothing_is_voided_and_nobody_asks_twice():
    case = world.submitted_case()

    with refused(NoSuchMove):
        special.void(case)
    special.ask_void(case)
    with refused(NoSuchMove):
        special.ask_void(case)


def test_what_a_licence_came_from_is_not_voided():
    case = world.issuing_case()

    with refused(LicenceStands):
        special.ask_void(case)


def test_a_file_is_not_closed_while_a_request_is_open():
    case = aside.withdrawn_case()
    special.ask_void(case)

    with refused(VoidAsked):
        file_archive(case_id=case.id, press=world.press(world.staff("archivist")))


def test_the_supervisor_finds_what_he_is_to_confirm_in_his_inbox_and_nobody_counts_it_afterwards():
    case, other = world.submitted_case(), world.submitted_case()
    supervisor = world.staff("supervisor")
    special.ask_void(case)

    assert [row.facts.id for row in cases.cases_inbox(supervisor, now=now()).rows] == [case.id]
    special.void(case)
    assert cases.cases_inbox(supervisor, now=now()).rows == []
    counted = cases.cases_listed(supervisor, CaseFilter(received="today"), now=now()).rows
    assert [row.facts.id for row in counted] == [other.id]


# --- a missed date stays missed (C.4) ------------------------------------------------------------


def test_an_act_never_turns_a_red_case_green_again(clock):
    case = world.accepted_case()
    clock.move(days=12)
    assert light_of(case) is Light.RED
    world.recommend(case)
    Case.objects.filter(pk=case.id).update(due_on=today() + timedelta(days=30), promised_days=60)

    assert case.facts.worst_light == "red"
    assert light_of(case) is Light.RED
    assert light_of_unkept(case) is not Light.RED


def light_of_unkept(case):
    """Return the light that the case would have without what it met before: the control of the test above."""
    return cases.clock_of(replace(case.facts, worst_light=""), now=now()).light


def test_a_list_narrowed_to_red_keeps_what_was_red_before(clock):
    case = world.accepted_case()
    clock.move(days=12)
    world.recommend(case)
    Case.objects.filter(pk=case.id).update(due_on=today() + timedelta(days=30), promised_days=60)
    approver = world.staff("approver")
    by_light = {
        light: [row.facts.id for row in cases.cases_listed(approver, CaseFilter(light=light), now=now()).rows]
        for light in ("red", "green", "yellow", "blue", "black", "grey")
    }

    assert by_light == {"red": [case.id], "green": [], "yellow": [], "blue": [], "black": [], "grey": []}


def test_the_papers_of_a_standstill_say_which_clock_runs_on():
    case = special.suspended_case()

    assert papers_of(case.id, for_public=True)[-1].title == "中止办理通知书"
    assert acts(case.id)[-1].after["stops_statutory"] is False
