"""What a migration does to a case, or why it cannot be: each difference by hand, then random pairs of processes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.cases.rules.examination import PastProcess, counting, examination
from oneseal.cases.rules.migrating import (
    Bound,
    Standing,
    Why,
    judge_migration,
    plan_sha256,
)
from oneseal.cases.rules.states import State
from oneseal.foundation.timekeeping import BEIJING
from oneseal.kernel.formlogic import Equals, Field, FieldSource, FieldType, FormDefinition, Option, Section
from oneseal.kernel.process import Node, NodeNotOpen, NodeRow, completed, definition_of, returned, started
from tests.unit.kernel_process.processes import answers, graph, row, tables

AT = datetime(2026, 3, 4, 10, 0, tzinfo=BEIJING)
OLD_ID, NEW_ID, EARLIER_ID = (UUID(int=number) for number in (1, 2, 3))
ONE, OTHER = UUID(int=11), UUID(int=12)


SOURCE = FieldSource("示例", "第一条", "own_wording")


def asked(*options):
    made = tuple(Option(value=value, label=value, label_en=value) for value in options)
    fields = tuple(
        Field(key=key, type=FieldType.CHOICE, label=key, label_en=key, source=SOURCE, options=made)
        for key in ("f0", "f1")
    )
    return FormDefinition("form", "表", "form", (Section("one", "一", "one", fields),))


FORM = asked("yes", "no")


def node_row(key, *, minutes=0, by=ONE, outcome="agree", undone=None, permission="cases.review"):
    at = AT + timedelta(minutes=minutes)
    closed = at if outcome else None
    return NodeRow(
        uuid4(), key, permission, at, closed, by if outcome else None, "许衡", "审查员", outcome, "好。", undone
    )


def bound(*rows, version=NEW_ID, is_past=False):
    return Bound(version, 2, definition_of(list(rows)), is_past)


def old(*rows):
    return bound(*rows, version=OLD_ID)


def judged(before, after, *rows, state=State.UNDER_REVIEW, **told):
    standing = Standing(state, told.pop("form", FORM), told.pop("answers", {"f0": "no", "f1": "no"}), rows, **told)
    return judge_migration(before, after, standing)


def in_words(plan):
    """Return a plan by its keys."""
    return {
        "carried": [node.key for node in plan.carried],
        "undone": [(lost.node.key, lost.why) for lost in plan.undone],
        "kept": [node.key for node in plan.kept],
        "recalled": [node.key for node in plan.recalled],
        "opened": [node.key for node in plan.opened],
        "limits": [(one.node.key, one.before, one.after) for one in plan.limits],
    }


def plan(**told):
    return {name: told.get(name, []) for name in ("carried", "undone", "kept", "recalled", "opened", "limits")}


DONE_A, OPEN_B = node_row("a"), node_row("b", outcome="", minutes=1)
A_THEN_B = old(row("a"), row("b", "a"))
THREE = old(row("a"), row("b", "a"), row("c", "b"))
BETWEEN = bound(row("a"), row("new", "a"), row("b", "new"), row("c", "b"))


@pytest.mark.parametrize(
    ("before", "after", "rows", "expected"),
    [
        pytest.param(
            A_THEN_B, bound(row("a"), row("b", "a"), row("c", "b")), (DONE_A, OPEN_B),
            plan(carried=["a"], kept=["b"]), id="a-node-added-behind-touches-nothing-that-is-open",
        ),
        pytest.param(
            A_THEN_B, bound(row("a"), row("c", "a"), row("b", "c")), (DONE_A, OPEN_B),
            plan(carried=["a"], recalled=["b"], opened=["c"]), id="a-node-put-before-an-open-one-recalls-it",
        ),
        pytest.param(
            A_THEN_B, bound(row("b")), (DONE_A, OPEN_B),
            plan(undone=[("a", Why.GONE)], kept=["b"]), id="a-finished-node-that-is-gone-counts-no-more",
        ),
        pytest.param(
            A_THEN_B, bound(row("a", name="另一件事"), row("b", "a")), (DONE_A, OPEN_B),
            plan(undone=[("a", Why.OTHER)], recalled=["b"], opened=["a"]), id="the-same-key-with-another-name-is-new",
        ),
        pytest.param(
            A_THEN_B, bound(row("a", permission="cases.decide"), row("b", "a")), (DONE_A, OPEN_B),
            plan(undone=[("a", Why.OTHER)], recalled=["b"], opened=["a"]), id="another-post-is-another-node",
        ),
        pytest.param(
            A_THEN_B, bound(row("a"), row("b", "a", limit=5)), (DONE_A, OPEN_B),
            plan(carried=["a"], kept=["b"], limits=[("b", 2, 5)]), id="another-limit-is-the-same-node",
        ),
        pytest.param(
            A_THEN_B, bound(row("a", limit=5), row("b", "a"), row("c", "b")), (DONE_A, OPEN_B),
            plan(carried=["a"], kept=["b"]), id="the-limit-of-what-is-finished-stays-its-own",
        ),
        pytest.param(
            A_THEN_B, bound(row("a", when="f0"), row("b", "a")), (DONE_A, OPEN_B),
            plan(undone=[("a", Why.SKIPPED)], kept=["b"]), id="what-the-answers-now-leave-out-counts-no-more",
        ),
        pytest.param(
            THREE, BETWEEN, (DONE_A, node_row("b"), node_row("c", outcome="")),
            plan(carried=["a"], undone=[("b", Why.EARLIER_OPEN)], recalled=["c"], opened=["new"]),
            id="what-is-finished-behind-a-new-node-is-done-again",
        ),
        pytest.param(
            old(row("a"), row("b")), bound(row("a"), row("b"), row("c")), (DONE_A, OPEN_B),
            plan(carried=["a"], kept=["b"], opened=["c"]), id="a-new-branch-opens-beside-the-others",
        ),
        pytest.param(
            A_THEN_B, bound(row("a"), row("c", "a")), (node_row("a", undone=AT), node_row("a", outcome="")),
            plan(kept=["a"]), id="what-a-return-undid-is-not-carried",
        ),
        pytest.param(
            Bound(OLD_ID, 1, None), bound(row("a"), row("b", "a")), (),
            plan(opened=["a"]), id="an-examination-in-one-step-begins-at-the-first-node",
        ),
    ],
)  # fmt: skip
def test_the_plan_names_each_difference(before, after, rows, expected):
    found = judged(before, after, *rows)

    assert found.faults == ()
    assert in_words(found.plan) == expected


def test_a_case_that_is_not_accepted_yet_begins_along_its_new_process():
    found = judged(A_THEN_B, bound(row("a"), row("c", "a")), state=State.SUBMITTED)

    assert found.plan.run is None
    assert in_words(found.plan) == plan()


PAIRED = (DONE_A, node_row("b", by=ONE), node_row("c", outcome=""))
APART = bound(row("a"), row("b", "a", not_by=("a",)), row("c", "b"))
SAME = bound(row("a"), row("b", "a"))


@pytest.mark.parametrize(
    ("before", "after", "rows", "told", "code"),
    [
        pytest.param(A_THEN_B, SAME, (DONE_A, OPEN_B), {}, "migration.same_process", id="same"),
        pytest.param(A_THEN_B, bound(row("c")), (), {"state": State.GRANTED}, "migration.not_running", id="decided"),
        pytest.param(A_THEN_B, bound(row("c")), (), {"state": State.DRAFT}, "migration.not_running", id="draft"),
        pytest.param(A_THEN_B, Bound(NEW_ID, 2, None), (DONE_A, OPEN_B), {}, "migration.no_process", id="no-process"),
        pytest.param(THREE, APART, PAIRED, {}, "migration.same_person", id="one-person-where-two-are-demanded"),
        pytest.param(
            A_THEN_B, bound(row("c"), is_past=True), (DONE_A, OPEN_B), {}, "migration.only_back",
            id="a-past-version-the-case-never-knew",
        ),
        pytest.param(
            A_THEN_B, bound(row("a"), row("c", when="f9")), (DONE_A, OPEN_B), {}, "migration.field_unknown",
            id="a-question-that-was-never-asked",
        ),
        pytest.param(
            A_THEN_B, bound(row("a"), row("c", when="f0")), (DONE_A, OPEN_B), {"form": asked("no")},
            "migration.option_unknown", id="an-answer-that-was-never-offered",
        ),
        pytest.param(
            A_THEN_B, bound(row("a"), row("b", "a"), row("c", "b")), (DONE_A, node_row("b")),
            {"state": State.DECISION_PENDING}, "migration.decision_waits", id="decision-waits-but-a-node-would-open",
        ),
        pytest.param(
            A_THEN_B, bound(row("a")), (DONE_A, node_row("b")), {"state": State.DECISION_PENDING},
            "migration.decision_rests", id="the-opinion-rests-on-what-would-be-lost",
        ),
        pytest.param(
            A_THEN_B,
            Bound(NEW_ID, 2, graph("s:start p:split a:task b:task e:end", "s>p p>a p>b a>e b>e")), (DONE_A,), {},
            "migration.end_unreachable", id="an-unsound-process-that-no-gate-would-pass",
        ),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_migrated_is_told_why(before, after, rows, told, code):
    found = judged(before, after, *rows, **told)

    assert found.plan is None
    assert [fault.code for fault in found.faults] == [code]


def test_two_people_for_two_nodes_are_as_the_new_process_demands():
    found = judged(THREE, APART, DONE_A, node_row("b", by=OTHER), node_row("c", outcome=""))

    assert in_words(found.plan) == plan(carried=["a", "b"], kept=["c"])


def test_who_was_examined_along_a_past_version_may_go_back():
    after = bound(row("a"), row("c", "a"), is_past=True)

    assert judged(A_THEN_B, after, DONE_A, OPEN_B, bound_before=frozenset({NEW_ID})).plan is not None


def test_a_case_before_its_decision_moves_where_nothing_is_lost_and_nothing_waits():
    found = judged(
        A_THEN_B, bound(row("a"), row("b", "a", limit=9)), DONE_A, node_row("b"), state=State.DECISION_PENDING
    )

    assert in_words(found.plan) == plan(carried=["a", "b"])


@pytest.mark.parametrize(
    ("rows", "is_same"),
    [
        pytest.param((node_row("a"), node_row("b", outcome="")), True, id="other-rows-of-the-same-standing"),
        pytest.param((node_row("a", outcome=""),), False, id="a-return-in-between"),
        pytest.param((node_row("a"), node_row("b")), False, id="a-node-finished-in-between"),
    ],
)
def test_an_approved_plan_is_known_again_by_its_digest(rows, is_same):
    after = bound(row("a"), row("b", "a"), row("c", "b"))
    approved = judged(A_THEN_B, after, DONE_A, OPEN_B).plan

    assert (plan_sha256(judged(A_THEN_B, after, *rows).plan) == plan_sha256(approved)) is is_same


def test_what_was_closed_under_an_earlier_process_keeps_its_name_and_limit():
    before, after = A_THEN_B.process, definition_of([row("a", limit=9), row("c", "a")])
    moved_at = AT + timedelta(hours=1)
    gone = replace(OPEN_B, closed_at=moved_at, outcome="replaced")
    examined = examination(after, {}, [DONE_A, gone], past=[PastProcess(before, moved_at)])

    assert examined.node_of(DONE_A).limit == 2
    assert examined.node_of(gone).name == "B"
    assert examined.node_of(node_row("a", minutes=120)).limit == 9


# --- random pairs and histories ------------------------------------------------------------------------------------


def history(definition, told, draw):
    """Play finishes and returns at random and return the rows they leave, as the services would write them."""
    run = started(definition, told)
    rows = [node_row(key, outcome="") for key in run.open_nodes]
    for minute in range(1, draw(st.integers(0, 12)) + 1):
        at = AT + timedelta(minutes=minute)
        back = run.done_nodes and draw(st.integers(0, 4)) == 0
        if not back and not run.open_nodes:
            break
        if back:
            following = returned(run, draw(st.sampled_from(run.done_nodes)))
        else:
            key = draw(st.sampled_from(run.open_nodes))
            following = completed(run, key)
            by = draw(st.sampled_from([ONE, OTHER]))
            rows = [
                replace(one, closed_at=at, closed_by=by, outcome="agree")
                if one.node == key and not one.outcome
                else one
                for one in rows
            ]
        rows = applied(rows, following, was=run.open_nodes, at=at)
        run = following
    return rows


def applied(rows, run, *, was, at):
    """Return the rows after a step: what waits no more is recalled, what counts no more undone, what is new opened."""
    kept = []
    for one in rows:
        if not one.outcome and one.node not in run.open_nodes:
            one = replace(one, closed_at=at, outcome="recalled")  # noqa: PLW2901 - the row as it is afterwards
        elif one in counting([one]) and one.node not in run.done_nodes:
            one = replace(one, undone_at=at)  # noqa: PLW2901 - the row as it is afterwards
        kept.append(one)
    waiting = {one.node for one in kept if not one.outcome}
    return [*kept, *(node_row(key, outcome="", minutes=99) for key in run.open_nodes if key not in waiting)]


def migrated(rows, found, at):
    """Return the rows as the service writes them from a plan, by the plan alone."""
    kept, carried = {node.key for node in found.kept}, {node.key for node in found.carried}
    moved = []
    for one in rows:
        if not one.outcome and one.node not in kept:
            one = replace(one, closed_at=at, outcome="replaced")  # noqa: PLW2901 - the row as it is afterwards
        elif counting([one]) and one.node not in carried:
            one = replace(one, undone_at=at)  # noqa: PLW2901 - the row as it is afterwards
        moved.append(one)
    return [*moved, *(node_row(node.key, outcome="", minutes=200) for node in found.opened)]


@st.composite
def renamed(draw, table):
    """Return a table in which some rows are other work under the same key."""
    return [
        replace(one, task=replace(one.task, name="另一件事")) if draw(st.integers(0, 5)) == 0 else one for one in table
    ]


@given(tables(), tables().flatmap(renamed), answers, st.data())
def test_a_migration_loses_no_token_leaves_no_orphan_and_the_end_stays_reachable(first, second, told, data):
    before, after = old(*first), bound(*second)
    rows = history(before.process, told, data.draw)
    found = judged(before, after, *rows, answers=told)
    if found.plan is None:
        assert [fault.code for fault in found.faults] == ["migration.same_process"]
        return

    moved = migrated(rows, found.plan, AT + timedelta(minutes=150))
    examined = examination(after.process, told, moved)  # refuses a finish that the new process cannot have had

    assert sorted(one.node for one in examined.open_rows) == sorted(examined.run.open_nodes)
    assert sorted(one.node for one in counting(moved)) == sorted(examined.run.done_nodes)
    assert {lost.node.key for lost in found.plan.undone} | {node.key for node in found.plan.carried} == {
        one.node for one in counting(rows)
    }
    run = examined.run
    while run.open_nodes:
        run = completed(run, data.draw(st.sampled_from(run.open_nodes)))
    assert run.is_ended


@given(tables(), tables(), answers, st.data())
def test_there_and_back_again_ends_where_work_can_go_on(first, second, told, data):
    before, after = old(*first), bound(*second)
    rows = history(before.process, told, data.draw)
    there = judged(before, after, *rows, answers=told)
    if there.plan is None:
        return
    moved = migrated(rows, there.plan, AT + timedelta(minutes=150))
    back = judged(after, replace(before, is_past=True), *moved, answers=told, bound_before=frozenset({OLD_ID}))

    returned_rows = migrated(moved, back.plan, AT + timedelta(minutes=250))
    examined = examination(before.process, told, returned_rows)

    assert sorted(one.node for one in examined.open_rows) == sorted(examined.run.open_nodes)
    assert {node.key for node in back.plan.carried} <= {one.node for one in counting(rows)}


def test_a_wrong_carrying_is_seen():
    """The negative control: carrying what is merely named alike leaves a finish that cannot have been."""
    rows = [DONE_A, node_row("b"), node_row("c", outcome="")]

    with pytest.raises(NodeNotOpen):
        examination(BETWEEN.process, {}, rows)
    assert "b" not in {node.key for node in judged(THREE, BETWEEN, *rows).plan.carried}


def test_a_condition_may_name_several_answers():
    table = [row("a"), replace(row("c", "a"), condition=Equals("f1", "maybe"))]

    found = judged(A_THEN_B, bound(*table), DONE_A, OPEN_B)

    assert [(fault.code, fault.facts["field"]) for fault in found.faults] == [("migration.option_unknown", "f1")]


def test_a_node_without_a_row_in_the_old_process_is_called_by_its_key():
    found = judged(Bound(OLD_ID, 1, None), bound(row("a")), node_row("lost"))

    assert [(lost.node, lost.why) for lost in found.plan.undone] == [(Node("lost", name="lost"), Why.GONE)]
