"""What keeps a process from being used is found, and what is let pass ends properly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oneseal.kernel.process import (
    Bounds,
    Flow,
    Kind,
    Node,
    ProcessDefinition,
    completed,
    definition_of,
    longest,
    process_faults,
    soundness_faults,
    started,
)
from oneseal.kernel.process.soundness import firings
from tests.unit.kernel_process.processes import BOUNDS, SECTIONS, answers, graph, graphs, row, tables, task

LINE = "s>a a>e"


def codes(definition, bounds=BOUNDS):
    return [fault.code.removeprefix("process.") for fault in process_faults(definition, bounds)]


@pytest.mark.parametrize(
    ("nodes", "flows", "found"),
    [
        pytest.param("s:start a:task e:end", "s>a a>e", [], id="one-task-is-a-process"),
        pytest.param("s:start p:split a:task b:task j:join e:end", "s>p p>a p>b a>j b>j j>e", [], id="two-beside"),
        pytest.param("s:start c:choice a:task m:merge e:end", "s>c c>a? c>m* a>m m>e", [], id="on-a-condition"),
        pytest.param(
            "s:start c:choice a:task b:task j:join e:end", "s>c c>a? c>b* a>j b>j j>e",
            ["join_waits_forever", "node_dead"], id="a-choice-that-a-join-waits-for",
        ),
        pytest.param(
            "s:start p:split a:task b:task m:merge e:end", "s>p p>a p>b a>m b>m m>e",
            ["ended_twice"], id="branches-that-are-not-joined",
        ),
        pytest.param(
            "s:start p:split c:choice a:task m:merge j:join e:end", "s>p p>c p>j c>a? c>m* a>m m>j j>e", [],
            id="a-condition-inside-a-branch",
        ),
        pytest.param(
            "s:start p:split c:choice a:task b:task m:merge j:join e:end",
            "s>p p>a p>b a>c c>j? c>m* b>j j>m m>e",
            ["branch_left_over"], id="a-branch-that-leaves-its-block",
        ),
        pytest.param("s:start a:task b:task e:end", "s>a a>e", ["degree_of_task"], id="a-task-nobody-reaches"),
        pytest.param("s:start a:task m:merge b:task e:end", "s>a a>e b>m m>b", ["degree_of_merge"], id="half-a-merge"),
        pytest.param(
            "s:start a:task m:merge n:split b:task e:end", "s>a a>e m>n n>b n>m b>m",
            ["node_unreachable"] * 3, id="an-island",
        ),
        pytest.param(
            "s:start p:split a:task m:merge n:split b:task e:end", "s>p p>a p>m a>e m>n n>m n>b b>m",
            ["path_without_end"] * 3, id="a-way-with-no-end",
        ),
        pytest.param("s:start m:merge a:task c:choice e:end", "s>m m>a a>c c>m? c>e*", ["circle"], id="a-circle"),
        pytest.param("a:task e:end", "a>e", ["one_start"], id="no-start"),
        pytest.param("s:start a:task", "s>a", ["one_end"], id="no-end"),
        pytest.param("s:start e:end", "s>e", ["no_task"], id="nothing-to-do"),
        pytest.param("s:start a:task e:end", "s>a a>e a>x", ["flow_to_nowhere"], id="a-line-to-nowhere"),
        pytest.param("s:start a:task a:task e:end", "s>a a>e", ["node_repeated"], id="one-key-twice"),
        pytest.param("s:start a:task e:end", "s>a s>a a>e", ["flow_repeated"], id="one-line-twice"),
        pytest.param(
            "s:start c:choice a:task m:merge e:end", "s>c c>a? c>m? a>m m>e", ["default_missing"], id="no-default"
        ),
        pytest.param(
            "s:start c:choice a:task m:merge e:end", "s>c c>a* c>m* a>m m>e", ["defaults_many"], id="two-defaults"
        ),
        pytest.param(
            "s:start c:choice a:task m:merge e:end", "s>c c>a c>m* a>m m>e", ["condition_missing"], id="no-condition"
        ),
        pytest.param("s:start a:task e:end", "s>a? a>e", ["condition_without_choice"], id="a-condition-astray"),
    ],
)  # fmt: skip
def test_a_graph_is_refused_for_what_is_wrong_with_it(nodes, flows, found):
    assert sorted(codes(graph(nodes, flows))) == sorted(found)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        pytest.param({"name": ""}, "name_missing", id="no-name"),
        pytest.param({"limit": None}, "limit_missing", id="neither-limit-nor-reason"),
        pytest.param({"untimed_reason": "专家评审"}, "timed_and_untimed", id="limit-and-reason"),
        pytest.param({"limit": 0}, "limit_too_short", id="no-day"),
        pytest.param({"permission": "cases.archive"}, "permission_unfit", id="no-examiner"),
        pytest.param({"not_by": ("b",)}, "person_not_earlier", id="another-than-a-later-one"),
        pytest.param({"not_by": ("a",)}, "person_not_earlier", id="another-than-himself"),
        pytest.param({"not_by": ("s",)}, "person_of_nobody", id="another-than-nobody"),
        pytest.param({"limit": 16}, "longer_than_promise", id="longer-than-the-promise"),
    ],
)
def test_a_task_is_refused_for_what_is_wrong_with_it(changed, found):
    first, *others = graph("s:start a:task b:task e:end", "s>a a>b b>e").nodes
    nodes = (first, replace(others[0], **changed), *others[1:])

    assert codes(ProcessDefinition(nodes, (Flow("s", "a"), Flow("a", "b"), Flow("b", "e")))) == [found]


def test_a_condition_on_a_question_that_the_form_does_not_ask_is_refused():
    assert codes(SECTIONS, replace(BOUNDS, fields=())) == ["field_unknown"]


def test_limits_are_added_along_the_longest_way_and_not_across_branches():
    table = [row("look", limit=3), row("works", "look", limit=7), row("fire", "look", limit=4), row("sum", "works")]

    assert longest(definition_of(table)) == (12, ("look", "works", "sum"))


def test_an_untimed_task_takes_none_of_the_promised_days():
    table = [row("look", limit=15), row("experts", "look", limit=None, untimed_reason="专家评审")]

    assert codes(definition_of(table)) == []


def test_without_a_promise_in_working_days_no_sum_is_compared():
    table = [row("look", limit=400)]

    assert codes(definition_of(table), Bounds({"cases.review"}, (), None)) == []


@given(tables())
def test_every_table_is_sound(table):
    assert soundness_faults(definition_of(table)) == []


@given(graphs(most=4))
def test_a_short_search_finds_what_the_whole_search_finds(definition):
    short = {fault.code for fault in soundness_faults(definition)}
    whole = {fault.code for fault in soundness_faults(definition, enough=firings, most=1_000_000)}

    assert short == whole


@given(graphs(), answers, st.data())
def test_what_is_let_pass_is_played_to_its_end(definition, told, data):
    assume(not process_faults(definition, replace(BOUNDS, promised_days=None)))

    run = started(definition, told)
    while run.open_nodes:
        run = completed(run, data.draw(st.sampled_from(run.open_nodes)))

    assert run.is_ended


def test_more_markings_than_can_be_looked_at_are_refused():
    found = soundness_faults(SECTIONS, most=3)

    assert [fault.code for fault in found] == ["process.too_many_choices"]


def test_more_nodes_than_anybody_reads_are_refused():
    table = [row(f"n{number}", when="f0", limit=1) for number in range(20)]

    assert codes(definition_of(table)) == ["too_large"]


def test_a_row_of_fifteen_tasks_is_looked_at():
    table = [row(f"n{number}", *([f"n{number - 1}"] if number else []), limit=1) for number in range(15)]

    assert codes(definition_of(table)) == []


def test_names_and_not_keys_stand_in_a_refusal():
    nodes = (Node("s", Kind.START), task("a", name="消防审查", limit=None), Node("e", Kind.END))

    (fault,) = process_faults(ProcessDefinition(nodes, (Flow("s", "a"), Flow("a", "e"))), BOUNDS)

    assert fault.facts["name"] == "消防审查"
