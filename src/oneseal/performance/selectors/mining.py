"""Own cases as an event log, and how each went against the process it is frozen to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from oneseal.cases.selectors.tracing import (
    MOST_TRACED,
    CaseTrace,
    TraceFilter,
    items_traced,
    nodes_traced,
    traces_told,
)
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.selectors import TraceStep
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.mining import Deviation, Event, EventLog, LogBuilder, Went, deviations, moment_of
from oneseal.kernel.process import NodeRow, ProcessDefinition
from oneseal.performance import policies

__all__ = ["MOST_TRACED", "Conformity", "DeviationCount", "TraceFilter", "conformity_of", "items_traced", "own_log"]

NODE = "node:"  # before the name of a node, which is no verb
FINISH = "cases.finish_node"
_FINISHED = frozenset({"agree", "disagree"})
SHOWN = 5


def own_log(actor: Actor, wanted: TraceFilter) -> EventLog:
    """Return the moves of the actor's cases as a log; activities are verbs, or the names of nodes after `NODE`.

    Of whoever is no member of staff the log says the kind and never the name.
    """
    builder = LogBuilder()
    for trace in traces_told(actor, wanted) if policies.can_mine(actor) else ():
        for step in trace.steps:
            activity = f"{NODE}{step.node}" if step.verb == FINISH and step.node else step.verb
            builder.add(Event(trace.number, activity, moment_of(step.occurred_at), _person(step)))
        builder.tell(trace.number, "item", trace.item_name)
        builder.tell(trace.number, "channel", trace.channel)
    return builder.log()


def _person(step: TraceStep) -> str:
    if step.actor_kind != ActorKind.STAFF:
        return f"({step.actor_kind})"
    return f"{step.actor_name} · {step.post_title}" if step.post_title else step.actor_name


@dataclass(frozen=True, slots=True)
class DeviationCount:
    """One departure from a process: in how many cases, and some of them by id and number."""

    version_id: UUID
    item_name: str
    deviation: Deviation
    label: str
    other: str
    count: int
    examples: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Conformity:
    """How cases went against their processes: those with a process, those that kept to it, and the departures.

    ``definitions`` are the processes met, by version, the most frequent first.
    """

    cases: int
    kept: int
    without: int
    departures: tuple[DeviationCount, ...]
    definitions: tuple[tuple[UUID, str, ProcessDefinition, int], ...]


def conformity_of(actor: Actor, wanted: TraceFilter) -> Conformity:
    """Return how the actor's cases went, each judged by the process of the version it is frozen to."""
    if not policies.can_mine(actor):
        return Conformity(0, 0, 0, (), ())
    traces, nodes = nodes_traced(actor, wanted)
    processes = _processes(traces)
    found: dict[tuple[UUID, Deviation], list[CaseTrace]] = {}
    judged = kept = 0
    for trace in traces:
        definition = processes[trace.version_id]
        if definition is None or not nodes.get(trace.id):
            continue
        told = deviations(definition, _went(trace, nodes[trace.id]))
        judged += 1
        kept += not told
        for deviation in told:
            found.setdefault((trace.version_id, deviation), []).append(trace)
    return Conformity(judged, kept, len(traces) - judged, _counted(found, processes), _met(traces, processes))


def _processes(traces: Iterable[CaseTrace]) -> dict[UUID, ProcessDefinition | None]:
    return {version: version_terms(version).process for version in {trace.version_id for trace in traces}}


def _went(trace: CaseTrace, rows: Iterable[NodeRow]) -> Went:
    closed = [(row.closed_at, row.node) for row in rows if row.closed_at is not None and row.outcome in _FINISHED]
    closed.sort(key=lambda pair: pair[0])
    return Went(tuple(node for _at, node in closed), is_ended=trace.decided_at is not None)


def _counted(
    found: dict[tuple[UUID, Deviation], list[CaseTrace]], processes: dict[UUID, ProcessDefinition | None]
) -> tuple[DeviationCount, ...]:
    counts = []
    for (version, deviation), traces in found.items():
        names = {node.key: node.label for node in (processes[version] or ProcessDefinition((), ())).nodes}
        label, other = (names.get(key, key) for key in (deviation.node, deviation.other))
        examples = tuple((trace.id, trace.number) for trace in traces[:SHOWN])
        counts.append(DeviationCount(version, traces[0].item_name, deviation, label, other, len(traces), examples))
    return tuple(sorted(counts, key=lambda each: (-each.count, each.item_name, each.label)))


def _met(
    traces: Iterable[CaseTrace], processes: dict[UUID, ProcessDefinition | None]
) -> tuple[tuple[UUID, str, ProcessDefinition, int], ...]:
    names = {trace.version_id: trace.item_name for trace in traces}
    counted = Counter(trace.version_id for trace in traces)
    met = [
        (version, names[version], definition, count)
        for version, count in counted.most_common()
        if (definition := processes[version]) is not None
    ]
    return tuple(met)
