"""How the steps of a case went against the process it is frozen to: left out, repeated, not foreseen, out of order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from oneseal.kernel.process import ProcessDefinition


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
    """What a case did: the steps finished in order, whether it reached its end, and what its answers left out."""

    done: tuple[str, ...]
    is_ended: bool
    left_out: frozenset[str] = frozenset()


def deviations(definition: ProcessDefinition, went: Went) -> tuple[Deviation, ...]:
    """Return every departure of a case from its process, those of one kind as people read the steps."""
    known = [node.key for node in definition.tasks]
    first = {node: place for place, node in reversed(list(enumerate(went.done)))}
    found = [Deviation(Departure.SKIPPED, key) for key in _skipped(known, went)]
    counted = Counter(went.done)
    found += [Deviation(Departure.REPEATED, key) for key in known if counted[key] > 1]
    found += [Deviation(Departure.DETOUR, key) for key in dict.fromkeys(went.done) if key not in set(known)]
    for key in known:
        if key in first:
            late = [each for each in known if each in definition.before(key) and first.get(each, -1) > first[key]]
            found += [Deviation(Departure.REORDERED, key, each) for each in late]
    return tuple(found)


def _skipped(known: Sequence[str], went: Went) -> Collection[str]:
    """Return the steps that a case which ended never did, though nothing left them out."""
    if not went.is_ended:
        return ()
    return [key for key in known if key not in went.done and key not in went.left_out]
