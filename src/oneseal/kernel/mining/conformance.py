"""How the steps of a case went against the process it is frozen to: left out, repeated, not foreseen, out of order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from oneseal.kernel.process import Kind, ProcessDefinition


class Departure(StrEnum):
    """Name how a case departed from its process."""

    SKIPPED = "skipped"
    REPEATED = "repeated"
    DETOUR = "detour"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One departure: at which step, and for one out of order the step that should have been before."""

    kind: Departure
    node: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Went:
    """What a case did: the steps finished in order, and whether it reached its end."""

    done: tuple[str, ...]
    is_ended: bool


def deviations(definition: ProcessDefinition, went: Went) -> tuple[Deviation, ...]:
    """Return every departure of a case from its process, those of one kind as people read the steps."""
    known = [node.key for node in definition.tasks]
    first = {node: place for place, node in reversed(list(enumerate(went.done)))}
    found = [Deviation(Departure.SKIPPED, key) for key in _skipped(definition, went)]
    counted = Counter(went.done)
    found += [Deviation(Departure.REPEATED, key) for key in known if counted[key] > 1]
    found += [Deviation(Departure.DETOUR, key) for key in dict.fromkeys(went.done) if key not in set(known)]
    for key in known:
        if key in first:
            late = [each for each in known if each in definition.before(key) and first.get(each, -1) > first[key]]
            found += [Deviation(Departure.REORDERED, key, each) for each in late]
    return tuple(found)


def _skipped(definition: ProcessDefinition, went: Went) -> Collection[str]:
    """Return the steps that a case which ended never did, though no answers could leave them out."""
    if not went.is_ended:
        return ()
    missing = [node.key for node in definition.tasks if node.key not in went.done]
    return [key for key in missing if not avoidable(definition, key)]


def avoidable(definition: ProcessDefinition, key: str) -> bool:
    """Return whether a case can reach the end of its process without a step, if the answers choose so."""
    known: dict[str, bool] = {}

    def avoids(here: str) -> bool:
        if here not in known:
            targets = [flow.target for flow in definition.leaving(here)]
            some = any if definition.node(here).kind is Kind.CHOICE else all
            known[here] = here != key and some(map(avoids, targets))
        return known[here]

    return avoids(definition.only(Kind.START).key)
