"""What keeps a process from being used: broken parts, dead branches, tasks that never end, limits beyond the promise.

Soundness is decided by playing the process through every combination of its choices. Between two choices one order of
firing stands for all: no two nodes compete for a token, so what fires in one order fires in every other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Final

from oneseal.kernel.clock import LONGEST, Unit
from oneseal.kernel.formlogic import referenced_fields
from oneseal.kernel.process.definition import DEGREES, NODE_UNITS, Kind, Node, Place, ProcessDefinition
from oneseal.kernel.process.game import used_by

MOST_NODES: Final = 60
_HOUR: Final = 60  # minutes; no office is open for less in a day
MOST_MARKINGS: Final = 5_000


@dataclass(frozen=True, slots=True)
class ProcessFault:
    """One thing that stands in the way; ``facts`` fill its sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process must fit: the permissions that examine, the fields that the form asks, the days promised.

    ``promised_days`` None: no promise in working days is known, and no sum is compared. ``shortest_day``: the minutes
    for which offices are open on their shortest day, None while nobody said when they are. ``bodies`` are those that
    answer together with the agency.
    """

    permissions: Collection[str]
    fields: Collection[str]
    promised_days: int | None
    shortest_day: int | None = None
    bodies: Collection[str] = ()


def process_faults(definition: ProcessDefinition, bounds: Bounds) -> list[ProcessFault]:
    """Return everything that forbids a process; an empty list lets it pass.

    What is broken in its parts is told first, and alone: a broken graph cannot be played.
    """
    faults = shape_faults(definition) or [*_tasks(definition), *_choices(definition)]
    if faults:
        return faults
    faults = [*_bound(definition, bounds), *_persons(definition), *_limits(definition, bounds)]
    return [*faults, *soundness_faults(definition)]


def shape_faults(definition: ProcessDefinition) -> list[ProcessFault]:
    """Return why a process is no graph from its start to its end; such a one can be neither played nor drawn."""
    for gates in ((_size, _parts), (_degrees,), (_paths,), (_circles,)):
        faults = [fault for gate in gates for fault in gate(definition)]
        if faults:
            return faults
    return []


def _size(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    if len(definition.nodes) > MOST_NODES:
        yield ProcessFault("process.too_large", {"count": len(definition.nodes), "most": MOST_NODES})
    if not definition.tasks:
        yield ProcessFault("process.no_task")


def _parts(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    for key, count in Counter(node.key for node in definition.nodes).items():
        if count > 1 or not key:
            yield ProcessFault("process.node_repeated", {"name": key})
    for kind, code in ((Kind.START, "process.one_start"), (Kind.END, "process.one_end")):
        count = sum(node.kind is kind for node in definition.nodes)
        if count != 1:
            yield ProcessFault(code, {"count": count})
    known = definition.by_key
    unknown = {key for flow in definition.flows for key in flow.place if key not in known}
    for key in sorted(unknown):
        yield ProcessFault("process.flow_to_nowhere", {"name": key})
    for place, count in Counter(flow.place for flow in definition.flows).items():
        if count > 1 and not unknown:
            names = {"source": known[place[0]].label, "target": known[place[1]].label}
            yield ProcessFault("process.flow_repeated", names)


def _degrees(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    for node in definition.nodes:
        entering, leaving = len(definition.entering(node.key)), len(definition.leaving(node.key))
        in_least, in_most, out_least, out_most = DEGREES[node.kind]
        if not (in_least <= entering <= in_most and out_least <= leaving <= out_most):
            facts = {"name": node.label, "entering": entering, "leaving": leaving}
            yield ProcessFault(f"process.degree_of_{node.kind}", facts)


def _tasks(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    for node in definition.tasks:
        yield from _task(node)


def _task(node: Node) -> Iterator[ProcessFault]:
    facts = {"name": node.label}
    if not node.name:
        yield ProcessFault("process.name_missing", facts)
    if node.limit is None and not node.untimed_reason:
        yield ProcessFault("process.limit_missing", facts)
    if node.limit is not None and node.untimed_reason:
        yield ProcessFault("process.timed_and_untimed", facts)
    if node.limit is not None and node.limit < 1:
        yield ProcessFault("process.limit_too_short", facts)
    if node.limit is not None and node.limit > LONGEST[node.unit]:
        yield ProcessFault("process.limit_too_long", {**facts, "most": LONGEST[node.unit]})
    if node.unit not in NODE_UNITS:
        yield ProcessFault("process.unit_unfit", facts)


def _choices(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    for node in definition.nodes:
        flows, facts = definition.leaving(node.key), {"name": node.label}
        defaults = sum(flow.is_default for flow in flows)
        conditions = sum(flow.condition is not None for flow in flows)
        if node.kind is not Kind.CHOICE:
            if defaults or conditions:
                yield ProcessFault("process.condition_without_choice", facts)
            continue
        if defaults != 1:
            yield ProcessFault("process.default_missing" if not defaults else "process.defaults_many", facts)
        if any(flow.is_default == (flow.condition is not None) for flow in flows):
            yield ProcessFault("process.condition_missing", facts)


def _paths(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    start, end = definition.only(Kind.START).key, definition.only(Kind.END).key
    reached = {start, *definition.after(start)}
    ending = {end, *definition.before(end)}
    for node in definition.nodes:
        if node.key not in reached:
            yield ProcessFault("process.node_unreachable", {"name": node.label})
        elif node.key not in ending:
            yield ProcessFault("process.path_without_end", {"name": node.label})


def _circles(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    try:
        _in_order(definition)
    except CycleError as problem:
        names = [definition.node(key).label for key in dict.fromkeys(problem.args[1])]
        yield ProcessFault("process.circle", {"names": "、".join(names)})


def _in_order(definition: ProcessDefinition) -> list[str]:
    """Return the nodes so that each comes behind those before it."""
    return list(
        TopologicalSorter(
            {node.key: [flow.source for flow in definition.entering(node.key)] for node in definition.nodes}
        ).static_order()
    )


def _bound(definition: ProcessDefinition, bounds: Bounds) -> Iterator[ProcessFault]:
    for node in definition.tasks:
        if node.permission not in bounds.permissions:
            yield ProcessFault("process.permission_unfit", {"name": node.label, "permission": node.permission or "-"})
        if node.body and node.body not in bounds.bodies:
            yield ProcessFault("process.body_unknown", {"name": node.label, "body": node.body})
        if node.limit is not None and node.unit is Unit.OFFICE_HOUR and bounds.shortest_day is None:
            yield ProcessFault("process.office_hours_missing", {"name": node.label})
    for flow in definition.flows:
        for name in sorted(referenced_fields(flow.condition) - set(bounds.fields)):
            target = definition.node(flow.target).label
            yield ProcessFault("process.field_unknown", {"name": target, "field": name})


def _persons(definition: ProcessDefinition) -> Iterator[ProcessFault]:
    tasks = {node.key: node for node in definition.tasks}
    for node in definition.tasks:
        for other in node.not_by:
            if other not in tasks:
                yield ProcessFault("process.person_of_nobody", {"name": node.label, "other": other})
            elif other not in definition.before(node.key):
                yield ProcessFault("process.person_not_earlier", {"name": node.label, "other": tasks[other].label})


def longest(definition: ProcessDefinition, *, shortest_day: int = _HOUR) -> tuple[int, tuple[str, ...]]:
    """Return the working days of the longest way through a process without circles, and the tasks on it.

    Hours of one task after another fill days of at least ``shortest_day`` minutes, and a limit in days begins with the
    next day.
    """
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    for key in _in_order(definition):
        node = definition.node(key)
        earlier = [best[flow.source] for flow in definition.entering(key)]
        minutes, way = max(earlier, key=lambda one: one[0], default=(0, ()))
        best[key] = (_after(minutes, node, day=shortest_day), (*way, key) if node.kind is Kind.TASK else way)
    minutes, way = best[definition.only(Kind.END).key]
    return -(-minutes // shortest_day), way


def _after(minutes: int, node: Node, *, day: int) -> int:
    """Return the minutes of office after a node, never too few: n natural days end within n working days."""
    if node.limit is None:
        return minutes
    if node.unit is Unit.OFFICE_HOUR:
        return minutes + node.limit * _HOUR
    return (-(-minutes // day) + node.limit) * day


def _limits(definition: ProcessDefinition, bounds: Bounds) -> Iterator[ProcessFault]:
    days, way = longest(definition, shortest_day=bounds.shortest_day or _HOUR)
    if bounds.promised_days is not None and days > bounds.promised_days:
        names = "、".join(definition.node(key).label for key in way)
        told = {"names": names, "together": days, "promise": bounds.promised_days}
        yield ProcessFault("process.longer_than_promise", told)


Marking = tuple[Place, ...]
Firing = Callable[[ProcessDefinition, Marking], "list[tuple[str, Marking]]"]


def firings(definition: ProcessDefinition, marking: Marking) -> list[tuple[str, Marking]]:
    """Return every firing that is possible at a marking: which node, and the marking after it."""
    found: list[tuple[str, Marking]] = []
    for node in definition.nodes:
        if node.kind in {Kind.START, Kind.END}:
            continue
        used = used_by(definition, node, Counter(marking))
        if used is None:
            continue
        left = Counter(marking)
        left.subtract(used)
        leaving = [flow.place for flow in definition.leaving(node.key)]
        ways = [[place] for place in leaving] if node.kind is Kind.CHOICE else [leaving]
        found.extend((node.key, tuple(sorted((left + Counter(way)).elements()))) for way in ways)
    return found


def firings_enough(definition: ProcessDefinition, marking: Marking) -> list[tuple[str, Marking]]:
    """Return the firings of one node that stand for all: the others wait and lose nothing by it."""
    found = firings(definition, marking)
    return [one for one in found if one[0] == found[0][0]]


def soundness_faults(
    definition: ProcessDefinition, *, enough: Firing = firings_enough, most: int = MOST_MARKINGS
) -> list[ProcessFault]:
    """Return what breaks soundness: option to complete, proper completion, no dead node."""
    start, end = definition.only(Kind.START).key, definition.only(Kind.END).key
    begin: Marking = (definition.leaving(start)[0].place,)
    goal: Marking = (definition.entering(end)[0].place,)
    seen, ahead, fired = {begin}, [begin], {start, end}
    stuck: list[Marking] = []
    while ahead:
        marking = ahead.pop()
        found = enough(definition, marking)
        fired.update(key for key, _after in found)
        if not found and marking != goal:
            stuck.append(marking)
        new = {after for _key, after in found} - seen
        seen |= new
        ahead.extend(new)
        if len(seen) > most:
            return [ProcessFault("process.too_many_choices", {"most": most})]
    codes = dict.fromkeys(_why(definition, marking, goal) for marking in stuck)
    dead = [node.label for node in definition.nodes if node.key not in fired]
    return [
        *(ProcessFault(code, {"name": name}) for code, name in codes),
        *(ProcessFault("process.node_dead", {"name": name}) for name in dead),
    ]


def _why(definition: ProcessDefinition, marking: Marking, goal: Marking) -> tuple[str, str]:
    """Return what is wrong with a marking at which nothing moves and which is not the end, and where."""
    left = Counter(marking) - Counter(goal)
    _source, target = min(left)
    if goal[0] not in marking:
        return "process.join_waits_forever", definition.node(target).label
    if goal[0] in left:
        return "process.ended_twice", definition.node(goal[0][0]).label
    return "process.branch_left_over", definition.node(target).label
