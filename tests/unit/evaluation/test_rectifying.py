"""The rectification of a bad rating: every state and action is a row of the table or refused."""

from uuid import UUID

import pytest

from oneseal.evaluation.rating_errors import (
    CallBackFirst,
    NobodyToCall,
    RectificationByHandler,
    RectificationByWhoAsked,
    RectificationNoMove,
    RectificationWordsMissing,
)
from oneseal.evaluation.rules.rectifying import DECIDES, LIFECYCLE, MOVES, Action, Doer, State, TaskFacts, move_for

HANDLER, CALLER, DECIDER = (UUID(int=number) for number in (1, 2, 3))
ATTEMPTS = 3


def made(state, action, *, is_named=True, attempts=0, appealed_by=None, who=CALLER, words="已经回访。"):
    """Return where an action leads, done by somebody who did not handle the case."""
    task = TaskFacts(state, is_named, attempts, appealed_by)
    doer = Doer(frozenset({who}), words)
    return move_for(task, action, doer=doer, handlers={HANDLER}, attempts=ATTEMPTS).leads_from(state)


@pytest.mark.parametrize(
    ("state", "action", "then"),
    [
        pytest.param(State.OPENED, Action.CONTACT, State.CONTACTED, id="a-named-rater-is-called"),
        pytest.param(State.OPENED, Action.ATTEMPT, State.OPENED, id="nobody-answered"),
        pytest.param(State.CONTACTED, Action.VERIFY, State.VERIFIED, id="then-it-is-verified"),
        pytest.param(State.VERIFIED, Action.CORRECT, State.CORRECTED, id="right-and-corrected"),
        pytest.param(State.VERIFIED, Action.EXPLAIN, State.EXPLAINED, id="no-legal-basis-so-explained"),
        pytest.param(State.VERIFIED, Action.APPEAL, State.APPEALED, id="mistaken-or-malicious"),
        pytest.param(State.CORRECTED, Action.ANSWER, State.ANSWERED, id="answered-after-correction"),
        pytest.param(State.EXPLAINED, Action.ANSWER, State.ANSWERED, id="answered-after-explanation"),
        pytest.param(State.SET_ASIDE, Action.ANSWER, State.ANSWERED, id="answered-after-an-appeal"),
        pytest.param(State.ANSWERED, Action.CLOSE, State.CLOSED, id="closed-last"),
    ],
)
def test_a_move_of_the_table(state, action, then):
    assert made(state, action) is then


@pytest.mark.parametrize(
    ("action", "then"),
    [
        pytest.param(Action.UPHOLD, State.SET_ASIDE, id="upheld"),
        pytest.param(Action.DECLINE, State.VERIFIED, id="declined"),
    ],
)
def test_an_appeal_is_decided_by_another(action, then):
    assert made(State.APPEALED, action, appealed_by=CALLER, who=DECIDER) is then
    with pytest.raises(RectificationByWhoAsked):
        made(State.APPEALED, action, appealed_by=CALLER, who=CALLER)


def test_every_other_pair_is_refused():
    open_pairs = {(state, move.action) for move in MOVES for state in move.sources}
    others = [(state, action) for state in State for action in Action if (state, action) not in open_pairs]

    for state, action in others:
        with pytest.raises(RectificationNoMove):
            made(state, action)
    assert len(others) == len(State) * len(Action) - 13


@pytest.mark.parametrize("move", [pytest.param(move, id=move.code) for move in MOVES])
def test_who_handled_the_case_makes_no_move(move):
    with pytest.raises(RectificationByHandler):
        made(min(move.sources), move.action, who=HANDLER)


@pytest.mark.parametrize("move", [pytest.param(move, id=move.code) for move in MOVES if move.action != Action.CLOSE])
def test_each_step_but_the_last_has_words(move):
    with pytest.raises(RectificationWordsMissing):
        made(max(move.sources), move.action, words="", attempts=ATTEMPTS)


def test_a_named_rater_is_called_before_anything_is_found():
    with pytest.raises(CallBackFirst) as caught:
        made(State.OPENED, Action.VERIFY, attempts=2)

    assert caught.value.facts == {"attempts": ATTEMPTS, "tried": 2}


def test_who_never_answers_does_not_hold_it_up():
    assert made(State.OPENED, Action.VERIFY, attempts=ATTEMPTS) is State.VERIFIED


def test_who_left_no_name_is_only_verified():
    assert made(State.OPENED, Action.VERIFY, is_named=False) is State.VERIFIED
    for action in (Action.CONTACT, Action.ATTEMPT):
        with pytest.raises(NobodyToCall):
            made(State.OPENED, action, is_named=False)


def test_an_appeal_that_was_declined_is_not_asked_for_again():
    with pytest.raises(RectificationNoMove):
        made(State.VERIFIED, Action.APPEAL, appealed_by=CALLER)


def test_supervisors_decide_and_nobody_else():
    assert {move.action for move in MOVES if "supervisor" in move.actors} == DECIDES


def test_every_move_but_the_vain_call_names_its_basis():
    assert [move.code for move in MOVES if not move.basis] == []
    assert frozenset(State) == LIFECYCLE.states
