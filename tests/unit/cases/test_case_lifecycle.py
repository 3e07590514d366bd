"""Every state with every action: a row of the table, or a refusal that names what is open."""

from itertools import product

import pytest

from oneseal.cases.rules.lifecycle import CLOCK_STOPPED, LIFECYCLE, MOVES, NODE_PERMISSIONS, PERMISSIONS, STEPS
from oneseal.cases.rules.states import Action, State
from oneseal.catalog.rules.publication import EXAMINING
from oneseal.identity.rules.posts import POST_KINDS
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.rules.numbers import KIND_WORDS

PROCEDURAL = (
    "tell_hearing_right", "request_hearing", "record_hearing_request", "waive_hearing", "record_hearing_waiver",
    "arrange_hearing", "ask_recusal", "decide_recusal", "record_hearing", "attach_minutes", "end_hearing",
    "notify_interested", "record_statement",
    "arrange_expert_review", "record_expert_review", "assign_test", "record_test", "publicise", "record_objection",
    "end_publicity", "plan_meeting", "record_meeting", "finish_meeting_task",
)  # fmt: skip
# Written down a second time on purpose, from the domain specification B.4, not from the code.
OPEN = {
    ("draft", "submit"): "submitted",
    ("submitted", "hand_over"): "submitted",
    ("submitted", "begin_pre_review"): "pre_review",
    ("pre_review", "end_pre_review"): "submitted",
    ("pre_review", "deem_accepted"): "accepted",
    ("pre_review", "withdraw"): "withdrawn",
    ("submitted", "not_accept"): "not_accepted",
    ("submitted", "request_correction"): "correction_pending",
    ("submitted", "accept"): "accepted",
    ("submitted", "accept_tolerant"): "accepted",
    ("submitted", "grant_on_commitment"): "granted",
    **{
        (state, "supply"): state
        for state in ("submitted", "pre_review", "under_review", "decision_pending", "suspended")
    },
    **{
        ("suspended", action): "suspended"
        for action in (
            "request_hearing",
            "record_hearing_request",
            "waive_hearing",
            "record_hearing_waiver",
            "ask_recusal",
            "decide_recusal",
            "record_hearing",
            "attach_minutes",
            # The law extends its own limit, which may run meanwhile (APL 42).
            "extend",
            "propose_extension",
            "approve_extension",
            "decline_extension",
        )
    },
    **{(state, "return_unkept"): "returned" for state in ("under_review", "decision_pending")},
    ("submitted", "deem_accepted"): "accepted",
    ("submitted", "grant_at_once"): "granted",
    ("submitted", "refuse_at_once"): "refused",
    ("submitted", "withdraw"): "withdrawn",
    ("correction_pending", "correct"): "submitted",
    ("correction_pending", "withdraw"): "withdrawn",
    ("correction_pending", "return_case"): "returned",
    **{
        (state, "terminate"): "returned"
        for state in ("submitted", "pre_review", "correction_pending", "under_review", "suspended", "decision_pending")
    },
    **{
        (state, action): "voided" if action == "void" else state
        for state in set(State) - {"draft", "voided", "archived"}
        for action in ("request_void", "decline_void", "void")
    },
    ("accepted", "assign"): "under_review",
    **{
        (state, action): state
        for state in ("under_review", "decision_pending")
        for action in (
            "open_procedure",
            "close_procedure",
            "plan_survey",
            "record_survey",
            "extend",
            "propose_extension",
            "approve_extension",
            "decline_extension",
            *PROCEDURAL,
        )
    },
    ("under_review", "draw_again"): "under_review",
    **{(state, "lift_cover"): state for state in ("under_review", "suspended", "decision_pending")},
    ("under_review", "recommend"): "decision_pending",
    ("under_review", "suspend"): "suspended",
    ("suspended", "resume"): "under_review",
    ("suspended", "withdraw"): "withdrawn",
    ("under_review", "withdraw"): "withdrawn",
    ("decision_pending", "confirm_review"): "decision_pending",
    ("decision_pending", "object_review"): "under_review",
    ("decision_pending", "send_back"): "under_review",
    ("under_review", "finish_node"): "under_review",
    ("under_review", "return_node"): "under_review",
    ("decision_pending", "grant"): "granted",
    **{(state, "deem_renewed"): "granted" for state in ("under_review", "decision_pending", "suspended")},
    ("decision_pending", "refuse"): "refused",
    ("decision_pending", "forward_up"): "forwarded_up",
    ("decision_pending", "withdraw"): "withdrawn",
    ("granted", "issue"): "issuing",
    ("granted", "deliver"): "delivered",
    ("issuing", "deliver"): "delivered",
    ("refused", "deliver"): "delivered",
    ("not_accepted", "deliver"): "delivered",
    ("delivered", "archive"): "archived",
    ("withdrawn", "archive"): "archived",
    ("returned", "archive"): "archived",
    ("forwarded_up", "archive"): "archived",
    **{(state, "apply_again"): state for state in ("refused", "returned", "withdrawn", "delivered", "archived")},
}


@pytest.mark.parametrize(
    ("state", "action"),
    [pytest.param(state, action, id=f"{state}-{action}") for state, action in product(State, Action)],
)
def test_each_state_and_action_is_a_row_or_is_refused_with_what_is_open(state, action):
    expected = OPEN.get((state.value, action.value))

    if expected is not None:
        assert LIFECYCLE.apply(state, action).leads_from(state) == expected
        return

    with pytest.raises(NoSuchMove) as refused:
        LIFECYCLE.apply(state, action)
    open_now = tuple(sorted(act for known, act in OPEN if known == state.value))
    assert refused.value.facts == {"state": state.value, "action": action.value, "open": open_now}


@pytest.mark.parametrize("move", [pytest.param(move, id=move.code) for move in MOVES])
def test_each_move_stands_on_a_legal_basis_and_names_its_actors(move):
    assert move.basis.startswith("《")
    assert "条" in move.basis
    assert move.actors


@pytest.mark.parametrize("move", [pytest.param(move, id=move.code) for move in MOVES])
def test_each_paper_that_a_move_owes_has_a_number_word(move):
    assert move.paper is None or move.paper in KIND_WORDS


def test_an_action_needs_a_permission_that_some_post_has_unless_the_public_or_the_system_acts():
    granted = {permission for kind in POST_KINDS.values() for permission in kind.permissions}

    for move in MOVES:
        action = Action(move.action)
        is_applicants = bool(move.actors & {"CIT", "AGT"})  # a window may do it for him
        if move.actors & {"WIN", "REV", "APP", "HEAD", "GOVH", "SUP"} and not is_applicants:
            assert PERMISSIONS[action] in granted, action
        else:
            assert action not in PERMISSIONS, action


def test_whoever_a_state_waits_for_may_make_a_move_that_leaves_it():
    for state, (_step, permission) in STEPS.items():
        if permission:
            leaving = {PERMISSIONS.get(Action(action)) for action in LIFECYCLE.open_actions(state)}
            assert permission in leaving, state


def test_the_main_clock_stands_still_in_every_state_after_the_decision():
    after = {State.NOT_ACCEPTED, State.WITHDRAWN, State.RETURNED, State.FORWARDED_UP}
    frontier = [State.GRANTED, State.REFUSED]
    while frontier:
        state = frontier.pop()
        if state not in after:
            after.add(state)
            frontier += [LIFECYCLE.apply(state, action).leads_from(state) for action in LIFECYCLE.open_actions(state)]

    assert after == CLOCK_STOPPED


def test_the_gate_lets_a_node_wait_only_for_posts_that_may_finish_it():
    assert set(EXAMINING) == set(NODE_PERMISSIONS)
