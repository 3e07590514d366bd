"""What happens in the last second of a limit meets what midnight brings: one of them, never both, never neither."""

from datetime import datetime, timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.services import Press, intake
from oneseal.cases.services.extending import ExtensionTold
from oneseal.foundation.timekeeping import BEIJING
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.traces import chain_is_whole, ledger, paper_kinds, steps, verbs
from tests.concurrency.racing import at_once, failures, meeting
from tests.factories import world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]
ROUNDS = [pytest.param(n, id=f"try-{n}") for n in range(3)]


def midnight_after(day):
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=BEIJING)


def last_second(actor, day):
    return Press(actor, midnight_after(day) - timedelta(seconds=1), world.uuid4())


# --- a clerk accepts, and the law accepts at midnight (APL 32) -------------------------------------


@pytest.fixture
def unanswered():
    """Return a case on the last day of its answer, the clerk's press and the law's."""
    case = world.submitted_case()
    day = case.facts.due_on
    law = Press(Actor.system("期限计算"), midnight_after(day), world.uuid4())
    return case, last_second(world.staff("intake_clerk"), day), law


def accept(unanswered):
    case, clerk, law = unanswered
    return at_once(
        lambda: services.case_accept(case_id=case.id, press=clerk),
        lambda: services.case_deem_accepted(case_id=case.id, press=law),
    )


@pytest.mark.parametrize("round_", ROUNDS)
def test_an_acceptance_at_midnight_and_the_law_leave_one_acceptance(unanswered, round_):
    case = unanswered[0]

    accepted, deemed = accept(unanswered)

    assert isinstance(accepted, NoSuchMove) is deemed
    assert paper_kinds(case.id) == ["receipt", "acceptance_notice"]
    assert verbs(case.id) == ["cases.submit", "cases.deem_accepted" if deemed else "cases.accept", "cases.assign"]
    assert steps(case.id) == [("intake", False), ("review", True)]
    assert len(ledger(case.id)) == 2
    assert chain_is_whole(case)


def test_without_the_lock_the_law_and_the_clerk_both_begin_to_accept(unanswered, monkeypatch):
    """The negative control: read without FOR UPDATE both find the case unanswered; only the version saves it."""
    case = unanswered[0]
    # The law reads the case twice, before it decides anew and when it moves; it meets the clerk at the second.
    monkeypatch.setattr(intake, "case_for_update", cases.case_facts)
    monkeypatch.setattr(services.moving, "case_for_update", meeting(cases.case_facts))

    (loser,) = failures(accept(unanswered))

    assert isinstance(loser, WriteConflict) or "unique" in str(loser), loser
    assert paper_kinds(case.id) == ["receipt", "acceptance_notice"]
    assert chain_is_whole(case)


# --- more time, or a decision when it is over (APL 42) ---------------------------------------------


@pytest.mark.parametrize("round_", ROUNDS)
def test_more_time_in_the_last_second_and_a_decision_after_midnight_come_one_after_the_other(round_):
    case = world.reviewed_case()
    day = case.facts.due_on
    head = last_second(world.staff("agency_head"), day)
    late = Press(world.staff("approver"), midnight_after(day), world.uuid4())

    extended, granted = at_once(
        lambda: services.case_extend(case_id=case.id, told=ExtensionTold(5, "需要核对。"), press=head),
        lambda: services.case_grant(case_id=case.id, text="", press=late),
    )

    assert granted is None
    assert case.facts.state == "granted"
    moved = ("cases.extend", "cases.grant") if extended is None else ("cases.grant",)
    assert tuple(verb for verb in verbs(case.id) if verb in {"cases.extend", "cases.grant"}) == moved
    assert extended is None or isinstance(extended, NoSuchMove)
    assert (case.facts.extended_days, case.facts.decision_due_on > day) == (
        (5, True) if extended is None else (0, False)
    )
    assert chain_is_whole(case)


@pytest.mark.parametrize("round_", ROUNDS)
def test_more_time_is_given_once_however_many_press(round_):
    case = world.reviewed_case()
    presses = [last_second(world.staff("agency_head"), case.facts.due_on) for _ in range(3)]

    results = at_once(
        *[
            lambda press=press: services.case_extend(case_id=case.id, told=ExtensionTold(5, "需要核对。"), press=press)
            for press in presses
        ]
    )

    assert len(failures(results)) == 2
    assert case.facts.extended_days == 5
    assert paper_kinds(case.id).count("extension_notice") == 1
    assert chain_is_whole(case)


# --- the applicant withdraws what is being decided -------------------------------------------------


@pytest.mark.parametrize("round_", ROUNDS)
def test_a_withdrawal_and_a_decision_at_once_leave_one_end(round_):
    case = world.reviewed_case()
    approver, applicant = world.press(world.staff("approver")), world.press(case.applicant)

    results = at_once(
        lambda: services.case_grant(case_id=case.id, text="", press=approver),
        lambda: services.case_withdraw(case_id=case.id, reason="不办了。", press=applicant),
    )

    (loser,) = failures(results)
    assert isinstance(loser, NoSuchMove)
    ends = {"grant_decision", "withdrawal_notice"} & set(paper_kinds(case.id))
    assert ends == ({"grant_decision"} if case.facts.outcome == "granted" else {"withdrawal_notice"})
    assert chain_is_whole(case)


def test_without_the_lock_a_decision_and_a_withdrawal_both_begin(monkeypatch):
    """The negative control: both find the case open; only the version behind the lock keeps one of them out."""
    case = world.reviewed_case()
    monkeypatch.setattr(services.moving, "case_for_update", meeting(cases.case_facts))
    approver, applicant = world.press(world.staff("approver")), world.press(case.applicant)

    results = at_once(
        lambda: services.case_grant(case_id=case.id, text="", press=approver),
        lambda: services.case_withdraw(case_id=case.id, reason="不办了。", press=applicant),
    )

    (loser,) = failures(results)
    assert not isinstance(loser, NoSuchMove)
    assert isinstance(loser, WriteConflict) or "unique" in str(loser), loser
    assert chain_is_whole(case)
