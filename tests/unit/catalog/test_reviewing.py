"""The review of a draft as a table: which stages it passes, and that nothing else is open."""

import pytest

from oneseal.catalog.rules.reviewing import (
    CLEARS,
    REVIEW_LIFECYCLE,
    REVIEW_MOVES,
    REVIEWS,
    ReviewAction,
    Stage,
    stage_after,
    stages_in_order,
)
from oneseal.kernel.lifecycle import NoSuchMove

ALL = ("department", "legal", "office")


@pytest.mark.parametrize(
    ("wanted", "passed"),
    [
        pytest.param(ALL, ["department", "legal", "office", "ready"], id="all-three"),
        pytest.param(("legal",), ["legal", "ready"], id="the-legal-office-alone"),
        pytest.param(("department", "office"), ["department", "office", "ready"], id="the-legal-office-passed-over"),
        pytest.param((), ["ready"], id="none"),
    ],
)
def test_a_draft_passes_the_reviews_that_are_wanted_and_no_others(wanted, passed):
    stage, stages = stage_after(Stage.DRAFT, ReviewAction.HAND_IN, wanted=wanted), []
    while stage in CLEARS:
        stages.append(stage.value)
        stage = stage_after(stage, CLEARS[stage], wanted=wanted)

    assert [*stages, stage.value] == passed


@pytest.mark.parametrize("stage", [pytest.param(stage, id=stage) for stage in REVIEWS])
def test_whoever_reviews_may_return_and_who_wrote_may_take_back(stage):
    assert stage_after(stage, ReviewAction.RETURN, wanted=ALL) is Stage.DRAFT
    assert stage_after(stage, ReviewAction.WITHDRAW, wanted=ALL) is Stage.DRAFT
    assert set(REVIEW_LIFECYCLE.open_actions(stage)) == {CLEARS[stage].value, "return", "withdraw"}


def test_nothing_is_published_before_it_is_ready_and_nothing_moves_afterwards():
    for stage in (Stage.DRAFT, *REVIEWS):
        with pytest.raises(NoSuchMove):
            stage_after(stage, ReviewAction.PUBLISH, wanted=ALL)
    assert stage_after(Stage.READY, ReviewAction.PUBLISH, wanted=ALL) is Stage.PUBLISHED
    assert REVIEW_LIFECYCLE.open_actions(Stage.PUBLISHED) == ()


def test_every_row_has_its_basis():
    assert [move.code for move in REVIEW_MOVES if not move.basis] == []


def test_reviews_are_told_in_any_order_and_made_in_one():
    assert stages_in_order(["office", "department", "nonsense"]) == (Stage.DEPARTMENT, Stage.OFFICE)
