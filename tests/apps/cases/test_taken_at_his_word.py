"""Tolerant acceptance (T09, T22, T23) and approval on a commitment (T11): what each does, and each refusal."""

from datetime import timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import (
    CheckDayUnfit,
    CreditBad,
    NotByCommitment,
    NotTolerant,
    PackageIncomplete,
    PostCheckNotOpen,
    PromisedDayUnfit,
    PromiseNotOver,
    PromiseNotSigned,
    ReasonMissing,
    SupplementFileMissing,
    SupplementNotOpen,
    SupplementsOpen,
)
from oneseal.cases.models import PostCheck
from oneseal.cases.ports import CreditStanding
from oneseal.cases.services.deciding import OpinionTold
from oneseal.credit.errors import RepairedBefore, RepairReasonMissing
from oneseal.credit.models import CreditBreach
from oneseal.credit.selectors import breaches_of
from oneseal.credit.services import breach_repair
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.papers.selectors import papers_of
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, told
from tests.factories import aside, special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

RULES_LIST = "食品安全自查、从业人员健康管理、进货查验记录、食品安全事故处置等保证食品安全的规章制度目录清单"


def grant(case):
    services.case_grant(case_id=case.id, text="", press=world.press(world.staff("approver")))


def refuse(case):
    services.case_refuse(case_id=case.id, text="材料没有补齐。", press=world.press(world.staff("approver")))


# --- what is promised at hand-in ------------------------------------------------------------------


def test_an_application_lacking_what_may_follow_is_handed_in_on_a_signed_promise():
    case = special.promised_case()

    assert (case.facts.state, case.facts.mode, case.facts.supplements_open) == ("submitted", "tolerant", 1)
    assert case.facts.supplements_due_on == today() + timedelta(days=3)
    assert paper_kinds(case.id) == ["receipt", "supplement_promise"]
    assert chain_is_whole(case)


@pytest.mark.parametrize(
    ("pledge", "kind"),
    [
        pytest.param(services.Pledge, PackageIncomplete, id="nothing-promised"),
        pytest.param(lambda: special.pledge("legal_status"), NotTolerant, id="a-main-material"),
        pytest.param(lambda: special.pledge("no_such"), NotTolerant, id="a-material-of-another-item"),
        pytest.param(lambda: special.pledge("rules_list", days=0), PromisedDayUnfit, id="for-today"),
        pytest.param(lambda: special.pledge("rules_list", days=40), PromisedDayUnfit, id="beyond-the-promised-limit"),
        pytest.param(lambda: special.pledge("rules_list", is_signed=False), PromiseNotSigned, id="not-signed"),
    ],
)  # fmt: skip
def test_only_what_is_on_the_list_is_promised_in_time_and_signed(pledge, kind):
    case = special.lacking_case()

    with refused(kind):
        services.case_submit(case_id=case.id, press=world.press(case.applicant), pledge=pledge())


def test_an_item_that_is_not_tolerant_lets_nothing_follow():
    aside.republish(materials={"rules_list": {"necessity": "3"}})
    case = world.filled_case()

    with refused(NotTolerant, names=RULES_LIST):
        services.case_submit(case_id=case.id, press=world.press(case.applicant), pledge=special.pledge("rules_list"))


# --- accepted tolerantly (T09) --------------------------------------------------------------------


def test_a_tolerant_acceptance_starts_the_clock_and_names_what_is_awaited():
    case = special.tolerant_case()

    assert case.facts.state == "under_review"
    assert ledger(case.id)[-1] == ("accepted", "accept")
    notice = papers_of(case.id, for_public=True)[-1]
    assert (notice.kind, notice.title) == ("tolerant_acceptance_notice", "容缺受理通知书")
    assert list(acts(case.id)[-2].after["awaited"]) == ["rules_list"]


def test_what_was_promised_is_not_accepted_as_if_it_were_complete():
    case = special.promised_case()

    with refused(PackageIncomplete, names=RULES_LIST):
        services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def test_what_was_complete_is_not_accepted_tolerantly():
    aside.republish(**special.TOLERANT)
    case = world.submitted_case()

    with refused(NotTolerant):
        special.accept_tolerant(case)


def test_the_promise_can_be_turned_into_a_correction_and_comes_with_it():
    case = special.promised_case()
    world.request_correction(case)
    world.attach(case, "rules_list")
    services.case_correct(case_id=case.id, press=world.press(case.applicant))

    assert (case.facts.state, case.facts.supplements_open) == ("submitted", 0)
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    assert case.facts.state == "under_review"


# --- brought (T22), and nothing decided before ---------------------------------------------------


@pytest.mark.parametrize("decide", [pytest.param(grant, id="grant"), pytest.param(refuse, id="refuse")])
def test_nothing_is_decided_while_a_promised_material_is_awaited(decide):
    case = special.tolerant_case()
    world.recommend(case)

    with refused(SupplementsOpen, names=RULES_LIST):
        decide(case)
    special.supply(case)
    decide(case)
    assert case.facts.decided_at is not None


def test_what_was_promised_is_brought_with_a_receipt_and_the_clock_runs_on():
    case = special.tolerant_case()
    due_on = case.facts.due_on
    special.supply(case)

    assert (case.facts.supplements_open, case.facts.supplements_due_on, case.facts.due_on) == (0, None, due_on)
    assert paper_kinds(case.id)[-1] == "supplement_receipt"
    with refused(SupplementNotOpen):
        special.supply(case, with_file=False)


def test_a_promised_material_is_at_least_one_file():
    case = special.tolerant_case()

    with refused(SupplementFileMissing):
        special.supply(case, with_file=False)


def test_what_was_promised_may_be_brought_before_the_acceptance_and_then_nothing_is_tolerated():
    case = special.promised_case()
    special.supply(case)

    assert (case.facts.state, case.facts.supplements_open) == ("submitted", 0)
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    assert case.facts.state == "under_review"


def test_what_is_accepted_tolerantly_after_five_days_was_accepted_by_law_on_the_day_of_receipt(clock):
    case = special.promised_case(days=6)
    received_on = case.facts.clock_from_on
    clock.stand_at(f"{received_on + timedelta(days=9)} 00:00")
    special.accept_tolerant(case)

    assert (case.facts.accepted_on, ledger(case.id)[-1]) == (received_on, ("accepted", "deemed"))


def test_what_is_granted_on_a_word_after_five_days_was_accepted_by_law_on_the_day_of_receipt(clock):
    case = special.committed_case()
    received_on = case.facts.clock_from_on
    clock.stand_at(f"{received_on + timedelta(days=9)} 09:00")
    special.grant_on_commitment(case)

    assert (case.facts.accepted_on, case.facts.state) == (received_on, "granted")


def test_nothing_is_granted_on_the_spot_while_a_promised_material_is_awaited():
    aside.republish(**{**aside.AT_ONCE, **special.TOLERANT, "promise_limit": 5})
    case = special.lacking_case(republished=True)
    services.case_submit(case_id=case.id, press=world.press(case.applicant), pledge=special.pledge("rules_list"))

    with refused(PackageIncomplete, names=RULES_LIST):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(world.staff("chief_window")))


# --- not kept (T23) -------------------------------------------------------------------------------


def test_before_the_promised_day_is_over_nothing_is_returned(clock):
    case = special.tolerant_case()
    clock.move(days=3)

    with refused(PromiseNotOver, until=case.facts.supplements_due_on):
        special.return_unkept(case)


def test_a_broken_promise_ends_the_case_and_is_put_on_record(clock):
    case = special.tolerant_case()
    clock.move(days=4)
    with refused(ReasonMissing):
        special.return_unkept(case, reason=" ")
    special.return_unkept(case)
    world.deliver_events()

    assert (case.facts.state, case.facts.outcome, case.facts.supplements_open) == ("returned", "unkept", 0)
    assert paper_kinds(case.id)[-1] == "unkept_promise_notice"
    assert told("cases.promise_broken")[-1]["reason"] == RULES_LIST
    breach = CreditBreach.objects.get(case_id=case.id)
    assert (breach.promise, breach.party_name) == ("supplement", case.facts.party_name)


def test_what_is_overdue_may_be_refused_instead_and_is_put_on_record_too(clock):
    case = special.tolerant_case()
    world.recommend(case, verdict="refuse")
    clock.move(days=4)
    refuse(case)

    assert case.facts.state == "refused"
    assert told("cases.promise_broken")


def test_who_broke_his_word_is_not_believed_until_his_credit_is_repaired(clock):
    first = special.tolerant_case()
    clock.move(days=4)
    special.return_unkept(first)
    world.deliver_events()
    second = special.promised_case()

    with refused(CreditBad):
        special.accept_tolerant(second)
    supervisor = world.staff("supervisor")
    breach = breaches_of(supervisor)[0]
    with refused(NotAllowed):
        breach_repair(breach_id=breach.id, reason="已经补齐。", actor=world.staff("approver"), now=now())
    with refused(RepairReasonMissing):
        breach_repair(breach_id=breach.id, reason=" ", actor=supervisor, now=now())
    breach_repair(breach_id=breach.id, reason="已经纠正失信行为。", actor=supervisor, now=now())
    with refused(RepairedBefore):
        breach_repair(breach_id=breach.id, reason="再次。", actor=supervisor, now=now())
    special.accept_tolerant(second)
    assert second.facts.state == "under_review"


def test_a_broken_promise_told_twice_is_recorded_once(clock):
    case = special.tolerant_case()
    clock.move(days=4)
    special.return_unkept(case)
    world.deliver_events()
    world.deliver_events()

    assert CreditBreach.objects.count() == 1
    assert cases.credit_standing(case.facts, today=today()) is CreditStanding.BAD


# --- on a commitment (T11) ------------------------------------------------------------------------


def test_who_chooses_commitment_is_told_first_and_signs():
    case = special.committed_case()

    assert case.facts.mode == "commitment"
    assert paper_kinds(case.id) == ["receipt", "commitment_notice", "commitment_promise"]


def test_a_commitment_that_is_not_signed_is_not_handed_in():
    aside.republish(**special.BY_COMMITMENT)
    case = world.filled_case()

    with refused(PromiseNotSigned):
        world.submit(case)


def test_a_grant_on_a_commitment_uses_no_day_and_plans_its_check():
    case = special.granted_on_commitment_case()

    assert (case.facts.state, case.facts.accepted_at) == ("granted", case.facts.decided_at)
    assert paper_kinds(case.id)[-2:] == ["acceptance_notice", "grant_decision"]
    assert PostCheck.objects.get(case_id=case.id).due_on == today() + timedelta(days=30)
    assert [row.case.id for row in cases.post_checks_open(world.staff("reviewer"))] == [case.id]


@pytest.mark.parametrize(
    ("make", "check_in", "kind"),
    [
        pytest.param(world.submitted_case, 30, NotByCommitment, id="the-usual-way-was-chosen"),
        pytest.param(special.committed_case, 0, CheckDayUnfit, id="checked-today"),
    ],
)
def test_a_commitment_is_granted_only_where_it_was_chosen_with_its_check_ahead(make, check_in, kind):
    case = make()

    with refused(kind):
        special.grant_on_commitment(case, check_in=check_in)


def test_a_commitment_that_was_kept_is_recorded_once():
    case = special.granted_on_commitment_case()
    with refused(ReasonMissing):
        special.check_afterwards(case, finding=" ")
    with refused(CheckDayUnfit):
        special.check_afterwards(case, on=today() + timedelta(days=1))
    with refused(NotAllowed):
        special.check_afterwards(case, by="approver")
    special.check_afterwards(case)

    assert cases.post_check_of(case.facts).is_kept is True
    assert cases.post_checks_open(world.staff("reviewer")) == []
    special.check_afterwards(case)  # the same press again
    with refused(PostCheckNotOpen):
        special.check_afterwards(case, finding="又一次核查。")
    world.deliver_events()
    assert not CreditBreach.objects.exists()


def test_a_commitment_that_was_broken_is_put_on_record_without_touching_the_file():
    case = special.granted_on_commitment_case()
    before = case.facts.audit_sequence
    special.check_afterwards(case, is_kept=False, finding="没有相应的场所。")
    world.deliver_events()

    assert CreditBreach.objects.get(case_id=case.id).promise == "commitment"
    assert acts(PostCheck.objects.get(case_id=case.id).pk)[-1].verb == "cases.post_check"
    assert acts(case.id)[before - 1].sequence == before
    assert chain_is_whole(case)


def test_the_usual_way_stays_open_to_who_chose_commitment():
    case = special.committed_case()
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    services.case_recommend(
        case_id=case.id, told=OpinionTold("grant", "符合条件。"), press=world.press(world.staff("reviewer"))
    )

    assert case.facts.state == "decision_pending"
