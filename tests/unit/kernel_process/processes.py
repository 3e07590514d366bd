"""Processes for tests: a few by hand, and tables drawn at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from oneseal.kernel.formlogic import Equals
from oneseal.kernel.process import Bounds, Flow, Kind, Node, ProcessDefinition, Row, definition_of

FIELDS = ("f0", "f1")
BOUNDS = Bounds(permissions={"cases.review"}, fields=FIELDS, promised_days=15)


def task(key: str, **told: object) -> Node:
    """Return a task that is whole."""
    return Node(key=key, **{"name": key.upper(), "permission": "cases.review", "limit": 2, **told})  # type: ignore[arg-type]


def row(key: str, *after: str, when: str = "", **told: object) -> Row:
    """Return a row of a table; `when` names the field that must be "yes"."""
    return Row(task(key, **told), after, Equals(when, "yes") if when else None)


def graph(nodes: str, flows: str) -> ProcessDefinition:
    """Return a process from words: "s:start a:task" and "s>a a>e"; a flow with "*" is the default, "?" has f0."""
    made = []
    for told in nodes.split():
        key, _mark, kind = told.partition(":")
        made.append(task(key) if kind == "task" else Node(key, Kind(kind)))
    lines = []
    for told in flows.split():
        source, _mark, target = told.rstrip("*?").partition(">")
        condition = Equals("f0", "yes") if told.endswith("?") else None
        lines.append(Flow(source, target, condition, told.endswith("*")))
    return ProcessDefinition(tuple(made), tuple(lines))


# A first look, three sections beside each other, one of them only on a condition, and a summary.
SECTIONS = definition_of([
    row("look"), row("works", "look"), row("fire", "look"), row("health", "look", when="f0"),
    row("sum", "works", "fire", "health"),
])  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, most: int = 7) -> list[Row]:
    """Return a table of up to seven rows, each after any of those above it."""
    rows: list[Row] = []
    for number in range(draw(st.integers(1, most))):
        above = [one.task.key for one in rows]
        after = draw(st.lists(st.sampled_from(above), unique=True, max_size=3)) if above else []
        when = draw(st.sampled_from(["", "", *FIELDS]))
        rows.append(row(f"n{number}", *sorted(after, key=above.index), when=when))
    return rows


answers = st.fixed_dictionaries({name: st.sampled_from(["yes", "no"]) for name in FIELDS})


_OTHER = {Kind.SPLIT: Kind.CHOICE, Kind.CHOICE: Kind.SPLIT, Kind.JOIN: Kind.MERGE, Kind.MERGE: Kind.JOIN}


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> ProcessDefinition:
    """Return a graph whose parts are whole, but where a split may meet in a merge, or a choice in a join."""
    made = definition_of(draw(tables(most)))
    gates = [node.key for node in made.nodes if node.kind in _OTHER]
    turned = set(draw(st.lists(st.sampled_from(gates), unique=True, max_size=3))) if gates else set()
    nodes = tuple(replace(node, kind=_OTHER[node.kind]) if node.key in turned else node for node in made.nodes)
    choices = {node.key for node in nodes if node.kind is Kind.CHOICE}
    flows: list[Flow] = []
    for flow in made.flows:
        is_first = flow.source in choices and all(other.source != flow.source for other in flows)
        condition = Equals("f0", "yes") if flow.source in choices and not is_first else None
        flows.append(Flow(flow.source, flow.target, condition, is_first))
    return ProcessDefinition(nodes, tuple(flows))
