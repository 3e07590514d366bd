"""Who may see and do what with a case: every post with every action, and nobody by default."""

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest

from oneseal.cases import policies
from oneseal.cases import selectors as cases
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.rules.states import Action, State
from oneseal.foundation.timekeeping import now
from oneseal.identity.rules.posts import POST_KINDS
from oneseal.kernel.access import Actor, ActorKind
from tests.factories import aside, world
from tests.unit.cases.facts import AGENCY, PARTY, case_facts

# Written down a second time on purpose: S0 entry and approval apart, S1 one examines and another approves.
MAY = {
    "intake_clerk": {
        "not_accept",
        "request_correction",
        "return_case",
        "accept",
        "begin_pre_review",
        "end_pre_review",
        "accept_tolerant",
    },
    "chief_window": {
        "not_accept",
        "request_correction",
        "return_case",
        "accept",
        "grant_at_once",
        "refuse_at_once",
        "begin_pre_review",
        "end_pre_review",
        "request_void",
        "accept_tolerant",
        "grant_on_commitment",
    },
    "reviewer": {
        "finish_node",
        "return_node",
        "recommend",
        "open_procedure",
        "close_procedure",
        "plan_survey",
        "record_survey",
        "tell_hearing_right",
        "record_hearing_request",
        "record_hearing_waiver",
        "arrange_hearing",
        "record_hearing",
        "attach_minutes",
        "end_hearing",
        "notify_interested",
        "record_statement",
        "arrange_expert_review",
        "record_expert_review",
        "assign_test",
        "record_test",
        "publicise",
        "record_objection",
        "end_publicity",
        "plan_meeting",
        "record_meeting",
        "finish_meeting_task",
    },
    # Which node of an examination is theirs, the node says.
    "approver": {
        "finish_node",
        "return_node",
        "send_back",
        "grant",
        "refuse",
        "forward_up",
        "terminate",
        "return_unkept",
        "suspend",
        "resume",
    },
    "agency_head": {"extend", "propose_extension", "decide_recusal", "draw_again", "lift_cover"},
    # In its own agency, which handles no case, and where nobody asked it, the government does nothing.
    "government_head": set(),
    "department_reviewer": set(),
    "legal_reviewer": set(),
    "catalogue_administrator": set(),
    "issue_clerk": {"deliver"},
    "archivist": {"archive"},
    "integrated_window": set(),
    "supervisor": {"void", "decline_void"},
    "item_administrator": set(),
    "system_administrator": set(),
}
READS = set(MAY) - {
    "item_administrator", "system_administrator", "integrated_window", "government_head", "department_reviewer",
    "legal_reviewer", "catalogue_administrator",
}  # fmt: skip


def clerk(kind, agency=AGENCY):
    return Actor(
        account_id=UUID(int=9), kind=ActorKind.STAFF, name="李四", agency_id=agency,
        permissions=POST_KINDS[kind].permissions,
    )  # fmt: skip


def citizen(*parties):
    return Actor(account_id=UUID(int=8), kind=ActorKind.APPLICANT, name="张三", party_ids=frozenset(parties))


@pytest.mark.parametrize(
    ("kind", "action"),
    [pytest.param(kind, action, id=f"{kind}-{action}") for kind, action in product(POST_KINDS, Action)],
)
def test_each_post_may_do_what_is_its_duty_and_nothing_else(kind, action):
    assert policies.can_act(clerk(kind), action, case_facts()) == (action.value in MAY[kind])


@pytest.mark.parametrize("action", [pytest.param(action, id=action) for action in Action])
def test_a_post_of_another_agency_may_do_nothing(action):
    assert not any(policies.can_act(clerk(kind, UUID(int=77)), action, case_facts()) for kind in POST_KINDS)


@pytest.mark.parametrize("action", [pytest.param(action, id=action) for action in Action])
def test_the_government_that_was_asked_for_more_time_answers_and_does_nothing_else(action):
    government = UUID(int=77)
    asked = replace(case_facts(), extension_asked_of_id=government)

    may = {"approve_extension", "decline_extension"}
    assert policies.can_act(clerk("government_head", government), action, asked) == (action.value in may)
    assert not policies.can_act(clerk("government_head", UUID(int=78)), action, asked)
    assert not policies.can_act(clerk("agency_head"), Action.APPROVE_EXTENSION, asked)


@pytest.mark.parametrize("action", [pytest.param(action, id=action) for action in Action])
def test_the_second_examiner_alone_speaks_of_the_record_that_names_him(action):
    named = replace(case_facts(), second_examiner_id=UUID(int=9))

    may = MAY["reviewer"] | {"confirm_review", "object_review"}
    assert policies.can_act(clerk("reviewer"), action, named) == (action.value in may)


@pytest.mark.parametrize("action", [pytest.param(action, id=action) for action in Action])
def test_the_applicant_submits_corrects_withdraws_and_applies_again_and_does_nothing_else(action):
    own = {"submit", "correct", "supply", "withdraw", "apply_again", "request_hearing", "waive_hearing", "ask_recusal"}
    assert policies.can_act(citizen(PARTY), action, case_facts()) == (action.value in own)
    assert not policies.can_act(citizen(UUID(int=66)), action, case_facts())


@pytest.mark.parametrize("action", [pytest.param(action, id=action) for action in Action])
def test_the_system_does_what_law_time_or_an_outside_proof_does_and_nothing_else(action):
    own = {"assign", "issue", "deem_accepted", "deem_renewed", "deliver", "return_case", "terminate"}
    assert policies.can_act(Actor.system("x"), action, case_facts()) == (action.value in own)


@pytest.mark.parametrize("action", [pytest.param(action, id=action) for action in Action])
def test_nobody_may_do_nothing(action):
    assert not policies.can_act(None, action, case_facts())


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in POST_KINDS])
def test_a_case_is_read_by_the_posts_that_work_on_it(kind):
    assert policies.can_see(clerk(kind), case_facts()) == (kind in READS)
    assert not policies.can_see(clerk(kind, UUID(int=77)), case_facts())


def test_a_draft_is_seen_by_its_applicant_alone():
    draft = case_facts(state=State.DRAFT, received_at=None, accepted_at=None)

    assert policies.can_see(citizen(PARTY), draft)
    assert not any(policies.can_see(clerk(kind), draft) for kind in POST_KINDS)


def test_no_post_can_both_take_in_and_decide_or_both_examine_and_decide():
    for kind in POST_KINDS.values():
        assert not {"cases.accept", "cases.decide"} <= kind.permissions, kind.code
        assert not {"cases.review", "cases.decide"} <= kind.permissions, kind.code
        assert not {"audit.read", "cases.decide"} <= kind.permissions, kind.code


# --- through the selectors ---------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_somebody_elses_case_is_not_found_and_says_the_same_as_no_case():
    case = world.submitted_case()
    stranger = world.person()

    with pytest.raises(CaseNotFound) as not_his:
        cases.case_for_actor(case.id, actor=stranger)
    with pytest.raises(CaseNotFound) as none:
        cases.case_for_actor(UUID(int=1), actor=stranger)

    assert not_his.value.facts == none.value.facts
    with pytest.raises(CaseNotFound):
        cases.case_for_actor(case.id, actor=None)


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_a_file_of_somebody_elses_case_is_not_found():
    case = world.submitted_case()
    material = cases.materials_of(case.facts)[0]

    assert cases.material_for_actor(material.id, actor=case.applicant).sha256 == material.sha256
    with pytest.raises(CaseNotFound):
        cases.material_for_actor(material.id, actor=world.person())


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("made", "waiting_for"),
    [
        pytest.param(world.submitted_case, {"intake_clerk", "chief_window"}, id="submitted"),
        pytest.param(world.accepted_case, {"reviewer"}, id="accepted"),
        pytest.param(aside.paused_case, {"reviewer"}, id="paused"),
        pytest.param(world.reviewed_case, {"approver"}, id="reviewed"),
        pytest.param(world.issuing_case, {"issue_clerk"}, id="issuing"),
        pytest.param(world.delivered_case, {"archivist"}, id="delivered"),
        pytest.param(aside.withdrawn_case, {"archivist"}, id="withdrawn"),
        pytest.param(world.started_case, set(), id="draft"),
        pytest.param(world.archived_case, set(), id="archived"),
    ],
)
def test_a_case_waits_in_the_inbox_of_those_alone_whose_turn_it_is(made, waiting_for):
    case = made()

    waiting = {
        kind
        for kind in (*world.STAFF, world.ADMINISTRATOR)
        if case.id in [row.facts.id for row in cases.cases_inbox(world.staff(kind), now=now()).rows]
    }

    assert waiting == waiting_for
    assert cases.cases_inbox(case.applicant, now=now()).rows == []


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_lists_of_an_agency_hold_no_drafts_and_lists_of_an_applicant_only_his_own():
    draft, other = world.started_case(), world.submitted_case()

    of_agency = [row.facts.id for row in cases.cases_of_agency(world.staff("reviewer"), now=now()).rows]
    of_applicant = [row.facts.id for row in cases.cases_of_account(draft.applicant, now=now()).rows]

    assert of_agency == [other.id]
    assert of_applicant == [draft.id]
    assert cases.cases_of_agency(world.staff("item_administrator"), now=now()).rows == []
    assert cases.cases_of_agency(other.applicant, now=now()).rows == []


# --- following without an account --------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_anybody_follows_a_case_by_number_and_query_code():
    case = world.filled_case()
    receipt = world.submit(case)

    found = cases.case_followed(f" {receipt.number.lower()} ", receipt.query_code.lower())

    assert found is not None
    assert found.id == case.id


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda receipt, other: (receipt.number, other.query_code), id="code-of-another-case"),
        pytest.param(lambda receipt, other: (other.number, receipt.query_code), id="number-of-another-case"),
        pytest.param(lambda receipt, _other: (receipt.number, ""), id="no-code"),
        pytest.param(lambda receipt, _other: ("", receipt.query_code), id="no-number"),
        pytest.param(lambda receipt, _other: (receipt.number[:-1], receipt.query_code), id="number-cut-off"),
    ],
)
def test_a_wrong_pair_tells_nothing(wrong):
    receipt, other = world.submit(world.filled_case()), world.submit(world.filled_case())

    assert cases.case_followed(*wrong(receipt, other)) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_a_draft_is_followed_by_nobody():
    world.started_case()

    assert cases.case_followed("", "") is None
