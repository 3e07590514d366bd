"""Licensing Law art. 26(2), 42(2): several bodies together; fifteen days more by the head of their government."""

from oneseal.cases.errors import (
    AgencyExtends,
    ExtensionTooLate,
    ExtensionTooLong,
    GovernmentExtends,
    ProposedYourself,
    ReasonMissing,
)
from oneseal.identity.errors import NotAllowed
from tests.factories import aside, joint, world
from tests.factories.procedures import workday
from tests.law.demands import LAW, refused, text_of
from tests.law.test_apl_42_extension import faults

pytestmark = LAW


def together(**elements):
    """Return what the gate says when several bodies answer together by this very article."""
    held = {"handling": "joint", "joint_orgs": ["市自然资源局"], "promise_limit": 10, **elements}
    return faults(**held)


def test_several_bodies_together_have_forty_five_days():
    assert together(stat_limit=45) == []
    assert together(stat_limit=46) == ["catalog.limit_longer_than_licensing_law"]


def test_several_bodies_together_have_fifteen_days_more():
    way = {
        "kind": "extension", "name": "延长期限", "name_en": "Extension", "unit": "WD", "stops_clock": False,
        "approver": "本级人民政府负责人", "check_state": "own_wording", "source": "apl-42",
    }  # fmt: skip
    assert together(special_procedures=[{**way, "max_days": 15}]) == []
    assert together(special_procedures=[{**way, "max_days": 16}]) == ["catalog.extension_longer_than_licensing_law"]


def test_who_answers_together_is_named():
    assert faults(handling="joint") == ["catalog.joint_bodies_missing"]


def test_the_governments_head_gives_more_time_and_the_applicant_is_told_why():
    case = joint.accepted_case()
    before = case.facts.statutory_due_on
    joint.propose(case, 15, "需要征求两个机关的意见。")
    joint.approve(case)

    assert case.facts.statutory_due_on == workday(15, before)
    told = text_of(case, "extension_notice")
    assert (told["reason"], told["government"]) == ("需要征求两个机关的意见。", joint.GOVERNMENT.name)
    assert told["legal_basis"] == ["《行政许可法》第四十二条第二款"]


def test_the_agencys_own_head_does_not_extend_what_is_answered_together():
    case = joint.accepted_case()

    with refused(GovernmentExtends):
        aside.extend(case, 5)


def test_the_government_is_not_asked_for_what_one_body_answers():
    joint.government()
    case = world.accepted_case()

    with refused(AgencyExtends):
        joint.propose(case, 5)


def test_the_government_gives_no_more_than_fifteen_days():
    case = joint.accepted_case()

    with refused(ExtensionTooLong):
        joint.propose(case, 16)


def test_nobody_but_the_government_approves():
    case = joint.proposed_case()

    with refused(NotAllowed):
        joint.approve(case, by=world.staff("agency_head"))


def test_who_proposed_more_time_does_not_approve_it():
    case = joint.proposed_case()
    himself = joint.promote_head()

    with refused(ProposedYourself):
        joint.approve(case, by=himself)


def test_the_government_may_decline_and_says_why():
    case = joint.proposed_case()
    with refused(ReasonMissing):
        joint.decline(case, " ")

    joint.decline(case)

    assert case.facts.extended_days == 0


def test_the_government_approves_before_the_deadline_only(clock):
    case = joint.proposed_case()
    clock.stand_at(f"{workday(1, case.facts.statutory_due_on)} 10:00")

    with refused(ExtensionTooLate):
        joint.approve(case)
