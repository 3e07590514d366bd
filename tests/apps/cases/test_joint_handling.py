"""What several bodies answer together gets more time from the government's head alone, by fifteen days (APL 42)."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from oneseal.cases import selectors as cases
from oneseal.cases.errors import (
    AgencyExtends,
    CaseNotFound,
    ExtendedBefore,
    ExtensionNotProposed,
    ExtensionProposedBefore,
    ExtensionTooLate,
    ExtensionTooLong,
    GovernmentExtends,
    GovernmentUnknown,
    ProposedYourself,
    ReasonMissing,
)
from oneseal.cases.events import CaseExtended
from oneseal.cases.models import ExtensionProposal
from oneseal.cases.rules.states import Action
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from tests.apps.cases.test_hearings import text_of
from tests.apps.traces import chain_is_whole, ledger, paper_kinds, refused, told, verbs
from tests.factories import aside, joint, special, world
from tests.factories.procedures import workday

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def offered(case, kind):
    return set(cases.actions_open(case.facts, actor=world.staff(kind), today=today()))


def test_the_ways_of_an_item_say_who_answers_and_who_extends():
    ways = cases.ways_of_case(joint.accepted_case(handling="concentrated").facts)

    assert (ways.handling, ways.joint_bodies) == ("concentrated", joint.BODIES)
    assert (ways.extender, ways.extension_days) == ("government_head", 15)


def test_the_agencys_head_proposes_and_may_not_extend():
    case = joint.accepted_case()

    assert Action.PROPOSE_EXTENSION in offered(case, "agency_head")
    assert Action.EXTEND not in offered(case, "agency_head")
    with refused(GovernmentExtends):
        aside.extend(case)


def test_what_one_body_answers_alone_is_not_proposed():
    case = world.accepted_case()

    assert Action.PROPOSE_EXTENSION not in offered(case, "agency_head")
    with refused(AgencyExtends):
        joint.propose(case)


def test_a_proposal_changes_no_clock_and_is_kept_with_its_reason():
    case = joint.accepted_case()
    before = case.facts

    joint.propose(case)

    assert (case.facts.state, case.facts.due_on, case.facts.extended_days) == (before.state, before.due_on, 0)
    (row,) = cases.proposals_of(case.facts)
    assert (row.days, row.reason, row.outcome, row.government) == (
        15, "需要征求两个机关的意见。", "", joint.GOVERNMENT.name,
    )  # fmt: skip
    assert verbs(case.id)[-1] == "cases.propose_extension"
    assert "extension_notice" not in paper_kinds(case.id)
    assert Action.PROPOSE_EXTENSION not in offered(case, "agency_head")
    assert chain_is_whole(case)


@pytest.mark.parametrize(
    ("days", "reason", "error", "facts"),
    [
        pytest.param(15, " ", ReasonMissing, {}, id="without-a-reason"),
        pytest.param(16, "理由。", ExtensionTooLong, {"most": 15}, id="longer-than-the-law"),
        pytest.param(0, "理由。", ExtensionTooLong, {"most": 15}, id="by-no-day"),
    ],
)
def test_a_proposal_keeps_within_the_law(days, reason, error, facts):
    case = joint.accepted_case()

    with refused(error, **facts):
        joint.propose(case, days, reason)


def test_the_item_may_allow_fewer_days():
    case = joint.accepted_case(own_extension=True)

    with refused(ExtensionTooLong, most=5):
        joint.propose(case, 6)


def test_nothing_is_proposed_twice_nor_after_the_deadline(clock):
    case = joint.proposed_case()
    with refused(ExtensionProposedBefore):
        joint.propose(case)

    late = world.accepted_case()
    clock.stand_at(f"{workday(1, late.facts.statutory_due_on)} 10:00")
    with refused(ExtensionTooLate, due_on=late.facts.statutory_due_on):
        joint.propose(late)


def test_without_a_government_nobody_can_be_asked():
    joint.publish()
    case = world.accepted_case()

    with refused(GovernmentUnknown):
        joint.propose(case)


def test_the_governments_head_approves_and_both_clocks_grow():
    case = joint.proposed_case()
    before = case.facts

    joint.approve(case)

    assert case.facts.extended_days == 15
    assert case.facts.due_on == workday(15, before.due_on)
    assert case.facts.statutory_due_on == workday(15, before.statutory_due_on)
    assert case.facts.extension_asked_of_id is None
    notice = text_of(case, "extension_notice")
    assert notice["government"] == joint.GOVERNMENT.name
    assert notice["decided_by"] == "人民政府负责人 市长甲"
    assert notice["legal_basis"] == ["《行政许可法》第四十二条第二款"]
    assert notice["reason"] == "需要征求两个机关的意见。"
    assert ledger(case.id)[-1][0] == "extended"
    assert told(CaseExtended.name)[-1] == {"case_id": str(case.id)}
    assert cases.proposals_of(case.facts)[0].outcome == "approved"
    assert chain_is_whole(case)


def test_a_second_press_approves_once():
    case, key = joint.proposed_case(), uuid4()
    joint.approve(case, key=key)

    with refused(CaseNotFound):  # nobody asks him any more
        joint.approve(case, key=uuid4())
    assert case.facts.extended_days == 15


def test_declined_with_a_reason_the_limit_stays_and_may_be_proposed_anew():
    case = joint.proposed_case()
    before = case.facts.due_on
    with refused(ReasonMissing):
        joint.decline(case, " ")

    joint.decline(case)

    assert (case.facts.due_on, case.facts.extended_days) == (before, 0)
    (row,) = cases.proposals_of(case.facts)
    assert (row.outcome, row.answer, row.answered_by_name) == ("declined", "理由不充分。", "市长甲")
    assert "extension_notice" not in paper_kinds(case.id)
    assert Action.PROPOSE_EXTENSION in offered(case, "agency_head")


def test_an_approval_after_the_deadline_is_refused(clock):
    case = joint.proposed_case()
    clock.stand_at(f"{workday(1, case.facts.statutory_due_on)} 10:00")

    with refused(ExtensionTooLate):
        joint.approve(case)


def test_it_is_extended_once_only():
    case = joint.proposed_case()
    joint.approve(case)

    with refused(ExtendedBefore):
        joint.propose(case)


def test_who_proposed_does_not_approve():
    case = joint.proposed_case()
    himself = joint.promote_head()

    with refused(ProposedYourself):
        joint.approve(case, by=himself)
    rows = ExtensionProposal.objects.filter(case_id=case.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(answered_by=himself.account_id, answered_at=case.facts.accepted_at, outcome="approved")


@pytest.mark.parametrize("kind", ["agency_head", "approver", "reviewer", "supervisor"])
def test_nobody_of_the_agency_approves(kind):
    case = joint.proposed_case()

    with refused(NotAllowed):
        joint.approve(case, by=world.staff(kind))


def test_the_government_sees_a_case_only_while_it_is_asked():
    case = joint.accepted_case()
    head = joint.head()
    with refused(CaseNotFound):
        cases.proposed_case(case.id, actor=head)

    joint.propose(case)
    assert cases.proposed_case(case.id, actor=head).id == case.id
    with refused(CaseNotFound):  # the case itself stays shut
        cases.case_for_actor(case.id, actor=head)
    (line,) = cases.proposals_waiting(head, now=now())
    assert (line.facts.id, cases.proposals_waiting_count(head)) == (case.id, 1)

    joint.approve(case)
    assert cases.proposals_waiting(head, now=now()) == []
    assert [line.number for line in cases.proposals_answered(head)] == [case.facts.number]
    with refused(CaseNotFound):
        cases.proposed_case(case.id, actor=head)


def test_another_government_is_not_asked():
    case = joint.proposed_case()
    stranger = replace(joint.head(), agency_id=uuid4())

    with refused(CaseNotFound):
        joint.approve(case, by=stranger)


def test_the_list_is_for_the_government_alone():
    with refused(NotAllowed):
        cases.proposals_waiting(world.staff("agency_head"), now=now())
    with refused(NotAllowed):
        cases.proposals_answered(world.staff("agency_head"))
    assert cases.proposals_waiting_count(world.staff("agency_head")) == 0


def test_the_government_answers_while_the_case_stands_still():
    case = joint.proposed_case()
    special.suspend(case)

    joint.approve(case)

    assert case.facts.extended_days == 15


def test_a_proposal_ends_with_its_case():
    case = joint.proposed_case()

    aside.withdraw(case)

    assert cases.proposals_of(case.facts)[0].outcome == "case_ended"
    assert case.facts.extension_asked_of_id is None
    with refused(CaseNotFound):
        joint.approve(case)


def test_nothing_to_answer_is_refused_in_words():
    case = joint.proposed_case()
    ExtensionProposal.objects.filter(case_id=case.id).update(answered_at=case.facts.accepted_at, outcome="declined")

    with refused(ExtensionNotProposed):
        joint.approve(case)
