"""No token is ever lost and no task orphaned, whoever finishes, returns or withdraws in whatever order."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.process import (
    Kind,
    NodeNotDone,
    NodeNotOpen,
    Run,
    completed,
    definition_of,
    replayed,
    returned,
    started,
    withdrawn,
)
from tests.unit.kernel_process.processes import SECTIONS, answers, tables

YES, NO = {"f0": "yes"}, {"f0": "no"}


def test_branches_are_open_at_once_after_the_first_look():
    run = completed(started(SECTIONS, YES), "look")

    assert run.open_nodes == ("works", "fire", "health")


def test_a_branch_whose_condition_does_not_hold_is_left_out():
    run = completed(started(SECTIONS, NO), "look")

    assert run.open_nodes == ("works", "fire")
    assert run.skipped_nodes == ("health",)


def test_the_summary_waits_for_the_last_branch():
    run = replayed(started(SECTIONS, YES), completed_all(SECTIONS, YES, "look", "fire", "works").done)
    assert run.open_nodes == ("health",)

    run = completed(run, "health")

    assert run.open_nodes == ("sum",)
    assert not run.is_ended


def test_the_last_task_ends_the_process():
    run = completed_all(SECTIONS, NO, "look", "works", "fire", "sum")

    assert run.is_ended
    assert run.open_nodes == ()


def test_a_return_opens_one_branch_and_leaves_the_others():
    run = returned(completed_all(SECTIONS, YES, "look", "works", "fire", "health"), "fire")

    assert run.open_nodes == ("fire",)
    assert run.done_nodes == ("look", "works", "health")
    assert completed(run, "fire").open_nodes == ("sum",)


def test_a_return_to_the_first_look_undoes_everything_behind_it():
    run = returned(completed_all(SECTIONS, YES, "look", "works"), "look")

    assert run == started(SECTIONS, YES)


@pytest.mark.parametrize("node", ["sum", "look", "nobody"])
def test_what_waits_for_nobody_cannot_be_finished(node):
    run = completed_all(SECTIONS, YES, "look")

    with pytest.raises(NodeNotOpen) as refused:
        completed(run, node)

    assert refused.value.facts["open"] == ("WORKS", "FIRE", "HEALTH")


def test_only_a_finished_task_can_be_returned_to():
    with pytest.raises(NodeNotDone):
        returned(completed_all(SECTIONS, YES, "look"), "fire")


def test_nothing_is_open_after_a_withdrawal():
    run = withdrawn(completed_all(SECTIONS, YES, "look"))

    assert run.open_nodes == ()
    assert not run.is_ended
    with pytest.raises(NodeNotOpen):
        completed(run, "fire")
    with pytest.raises(NodeNotDone):
        returned(run, "look")


def completed_all(definition, told, *nodes):
    run = started(definition, told)
    for node in nodes:
        run = completed(run, node)
    return run


def walked(definition, told, draw) -> Run:
    """Return a run after any finishes and returns, with every step checked."""
    run = started(definition, told)
    shown = Counter(run.open_nodes)
    for _step in range(draw(st.integers(0, 12))):
        before = run
        if run.done and draw(st.booleans()):
            run = returned(run, draw(st.sampled_from(run.done_nodes)))
        elif run.open_nodes:
            run = completed(run, draw(st.sampled_from(run.open_nodes)), "agree")
        else:
            break
        # What a case's rows follow: what was open and is not any more is closed, what is new is opened.
        shown.subtract(set(before.open_nodes) - set(run.open_nodes))
        shown.update(set(run.open_nodes) - set(before.open_nodes))
        check(run)
        assert +shown == Counter(run.open_nodes)
    return run


def check(run: Run) -> None:
    """Assert what holds at every moment of every process."""
    tasks = {node.key for node in run.definition.tasks}
    done, open_now, skipped = set(run.done_nodes), set(run.open_nodes), set(run.skipped_nodes)
    assert len(set(run.tokens)) == len(run.tokens), "a token was doubled"
    assert not open_now & done
    assert not skipped & (open_now | done)
    assert run.is_ended == (done == tasks - skipped), "ended early, or never"
    assert run.is_ended or open_now, "nobody is waited for, and it is not at its end"
    for key in open_now:
        assert (run.definition.before(key) & tasks) - skipped <= done, "opened before what it waits for"


def finished(run: Run, draw) -> Run:
    """Return a run in which everybody finishes, in any order."""
    for _step in range(len(run.definition.tasks)):
        if not run.open_nodes:
            break
        run = completed(run, draw(st.sampled_from(run.open_nodes)))
        check(run)
    return run


@given(tables(), answers, st.data())
def test_no_task_is_lost_or_orphaned_by_finishes_and_returns_in_any_order(table, told, data):
    run = walked(definition_of(table), told, data.draw)

    assert finished(run, data.draw).is_ended


@given(tables(), answers, st.data())
def test_a_withdrawal_at_any_moment_leaves_nothing_open(table, told, data):
    run = withdrawn(walked(definition_of(table), told, data.draw))

    assert run.open_nodes == ()
    assert run.tokens == ()


@given(tables(), answers, st.data())
def test_finishers_at_the_same_time_come_to_the_same_end_in_every_order(table, told, data):
    run = walked(definition_of(table), told, data.draw)
    order = data.draw(st.permutations(run.open_nodes))

    one, other = run, run
    for node in run.open_nodes:
        one = completed(one, node)
    for node in order:
        other = completed(other, node)

    assert one.tokens == other.tokens


@given(tables(), answers, st.data())
def test_where_a_process_stands_follows_from_what_is_finished_alone(table, told, data):
    run = walked(definition_of(table), told, data.draw)

    again = started(run.definition, told)
    left = set(run.done_nodes)
    while left:
        node = data.draw(st.sampled_from(sorted(left & set(again.open_nodes))))
        again = completed(again, node)
        left.remove(node)

    assert again.tokens == run.tokens


def hasty(definition, node, tokens):
    """Take tokens as a broken join would: it does not wait for the others."""
    marked = [flow.place for flow in definition.entering(node.key) if tokens[flow.place] > 0]
    return (marked[0],) if marked else None


def forgetful(definition, node, tokens):
    """Take tokens as another broken join would: it waits for all, but takes what lies on the first line only."""
    entering = [flow.place for flow in definition.entering(node.key)]
    marked = [place for place in entering if tokens[place] > 0]
    if node.kind is Kind.JOIN:
        return (entering[0],) if len(marked) == len(entering) else None
    return (marked[0],) if marked else None


@pytest.mark.parametrize("broken", [hasty, forgetful])
def test_a_broken_join_is_seen(broken):
    """The checks above can fail: with a join that does not wait, or does not take, they do."""
    with pytest.raises((AssertionError, NodeNotOpen)):
        _checked_to_the_end(broken)


def _checked_to_the_end(broken):
    run = started(SECTIONS, YES, taking=broken)
    for node in ("look", "fire", "works", "health", "sum"):
        run = completed(run, node, taking=broken)
        check(run)
