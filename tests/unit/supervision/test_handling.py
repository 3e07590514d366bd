"""What follows a finding: each state × act is a row or a refusal, and each guard stands alone."""

from datetime import date

import pytest

from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.supervision.rules.handling import (
    GUARDS,
    LIFECYCLE,
    MOVES,
    PERMISSIONS,
    WAITS_FOR_SUPERVISOR,
    WAITS_FOR_UNIT,
    HandlingAct,
    HandlingFacts,
    counts_after,
    handling_decided,
)
from oneseal.supervision.rules.hits import ENDED, Standing
from oneseal.supervision.rules.refusals import (
    AnotherPersonDecides,
    AnswerOwed,
    AppealedBefore,
    AppealTooLate,
    HandledBySame,
    NotOverdue,
    ProofMissing,
    WordsMissing,
)

TODAY = date(2026, 3, 4)
WHOLE = {"follow": "correct", "today": TODAY, "words": "请说明为什么超期。", "proofs": 1}
# Read off F.2, not off the code: from each state what may be done, and where it leads.
OPEN = {
    "new": {"urge": "urged", "correct": "urged", "refer": "escalated", "appeal": "appealed", "close": "closed",
            "cancel": "cancelled"},
    "urged": {"correct": "urged", "refer": "escalated", "answer": "answered", "rectify": "rectified",
              "appeal": "appealed", "cancel": "cancelled", "escalate": "escalated"},
    "answered": {"urge": "urged", "correct": "urged", "refer": "escalated", "rectify": "rectified",
                 "appeal": "appealed", "close": "closed", "cancel": "cancelled"},
    "rectified": {"urge": "urged", "correct": "urged", "refer": "escalated", "appeal": "appealed", "close": "closed",
                  "cancel": "cancelled"},
    "appealed": {"uphold": "upheld", "quash": "cancelled"},
    "upheld": {"correct": "urged", "refer": "escalated", "answer": "answered", "rectify": "rectified",
               "escalate": "escalated"},
    "escalated": {"refer": "escalated", "answer": "answered", "rectify": "rectified", "appeal": "appealed",
                  "close": "closed", "cancel": "cancelled"},
    "closed": {},
    "cancelled": {},
}  # fmt: skip
PAIRS = [pytest.param(state, act, id=f"{state.value}-{act.value}") for state in Standing for act in HandlingAct]


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_each_act_in_each_state_is_a_row_or_is_refused_naming_what_is_open(state, act):
    expected = OPEN[state.value]
    facts = HandlingFacts(state, **(WHOLE | {"follow": "urge", "answer_due_on": date(2026, 3, 3)}))

    if act.value in expected:
        assert handling_decided(facts, act).leads_from(state) == expected[act.value]
    else:
        with pytest.raises(NoSuchMove) as refused:
            handling_decided(facts, act)
        assert set(refused.value.facts["open"]) == set(expected)


BROKEN = [
    pytest.param("urge", "new", {"has_handled": True}, HandledBySame, id="who-worked-on-it-urges-nobody"),
    pytest.param("correct", "new", {"has_handled": True}, HandledBySame, id="nor-orders-a-correction"),
    pytest.param("refer", "new", {"has_handled": True}, HandledBySame, id="nor-refers"),
    pytest.param("close", "answered", {"has_handled": True}, HandledBySame, id="nor-closes"),
    pytest.param("cancel", "new", {"has_handled": True}, HandledBySame, id="nor-cancels"),
    pytest.param("uphold", "appealed", {"has_handled": True}, HandledBySame, id="nor-decides-an-appeal"),
    pytest.param("uphold", "appealed", {"has_issued": True}, AnotherPersonDecides, id="the-issuer-does-not-uphold"),
    pytest.param("quash", "appealed", {"has_issued": True}, AnotherPersonDecides, id="nor-quash"),
    pytest.param("urge", "new", {"words": " \n"}, WordsMissing, id="an-urge-has-words"),
    pytest.param("answer", "urged", {"words": ""}, WordsMissing, id="an-answer-has-words"),
    pytest.param("cancel", "new", {"words": ""}, WordsMissing, id="a-cancellation-has-a-reason"),
    pytest.param("rectify", "urged", {"proofs": 0}, ProofMissing, id="a-rectification-is-shown"),
    pytest.param("appeal", "urged", {"was_appealed": True}, AppealedBefore, id="one-appeal"),
    pytest.param("appeal", "urged", {"appeal_until": date(2026, 3, 3)}, AppealTooLate, id="the-day-after-is-late"),
    pytest.param("close", "new", {}, AnswerOwed, id="what-is-to-be-corrected-is-not-closed-unanswered"),
    pytest.param("escalate", "urged", {"answer_due_on": TODAY}, NotOverdue, id="the-last-day-is-in-time"),
    pytest.param("escalate", "upheld", {}, NotOverdue, id="nothing-owed-is-not-overdue"),
]


@pytest.mark.parametrize(("act", "state", "facts", "refusal"), BROKEN)
def test_a_guard_refuses(act, state, facts, refusal):
    with pytest.raises(refusal):
        handling_decided(HandlingFacts(Standing(state), **(WHOLE | facts)), HandlingAct(act))


FITS = [
    pytest.param("appeal", "urged", {"appeal_until": TODAY}, id="the-last-day-of-an-appeal"),
    pytest.param("close", "new", {"follow": "review"}, id="a-mere-look-is-closed-without-an-answer"),
    pytest.param("close", "answered", {}, id="an-answer-is-closed"),
    pytest.param("escalate", "urged", {"answer_due_on": date(2026, 3, 3)}, id="the-day-after-escalates"),
    pytest.param("answer", "urged", {"proofs": 0}, id="an-answer-needs-no-file"),
    pytest.param("answer", "urged", {"has_handled": True}, id="the-unit-answers-for-its-own-work"),
]


@pytest.mark.parametrize(("act", "state", "facts"), FITS)
def test_at_the_boundary_it_is_allowed(act, state, facts):
    handling_decided(HandlingFacts(Standing(state), **(WHOLE | facts)), HandlingAct(act))


@pytest.mark.parametrize("act", [pytest.param(act, id=act.value) for act in HandlingAct])
def test_a_cancelled_finding_alone_leaves_the_scores(act):
    assert counts_after(act, counted=True) is (act.value not in {"cancel", "quash"})
    assert counts_after(act, counted=False) is False


def test_every_guard_named_in_a_row_is_known_and_every_known_one_is_named():
    assert {guard for move in MOVES for guard in move.guards} == set(GUARDS)


def test_every_act_of_a_person_needs_a_permission():
    assert {move.action for move in MOVES if move.actors != {"SYS"}} == set(PERMISSIONS)


def test_every_state_waits_for_somebody_or_has_ended():
    assert sorted((*WAITS_FOR_UNIT, *WAITS_FOR_SUPERVISOR, *ENDED)) == sorted(Standing)
    assert set(ENDED) == LIFECYCLE.finals


def test_papers_are_those_of_supervision():
    assert {move.paper for move in MOVES if move.paper} == {
        "urge_order", "correction_order", "accountability_referral", "appeal_decision",
    }  # fmt: skip
