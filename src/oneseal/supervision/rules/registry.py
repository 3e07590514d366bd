"""What a rule of supervision is, before it is told in words: number, ground, lights, thresholds and its condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Did, Sight
from oneseal.supervision.rules.hits import Follow

INFERRED: Final = "INF"  # no source: our own default, which the city may change within its bounds


class Group(StrEnum):
    """Name what rules watch over."""

    CLOCK = "clock"
    PAPERS = "papers"
    PROCEDURES = "procedures"
    MATERIALS = "materials"
    PROCESS = "process"
    AUTHORITY = "authority"
    OUTSIDE = "outside"


class Unit(StrEnum):
    """Name what a threshold counts."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    SECONDS = "seconds"
    PERCENT = "percent"


class Source(StrEnum):
    """Name facts that another room owns; until one registers them the rule has nothing to judge by."""

    APPEALS = "appeals"
    JOINT = "joint"
    RATINGS = "ratings"
    INTERMEDIARIES = "intermediaries"
    PUBLICATION = "publication"
    PATROL = "patrol"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that the city may change within bounds; `source` says where the default comes from."""

    name: str
    default: int
    unit: Unit
    least: int
    most: int
    source: str = INFERRED

    def fits(self, value: int) -> bool:
        """Return True for a value within the bounds."""
        return self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found of one case: on which day, how grave, who answers, and what it saw.

    `follow` None: what the rule says.
    """

    day: date
    light: Light
    facts: Mapping[str, Any] = field(default_factory=dict)
    account_id: UUID | None = None
    post_title: str = ""
    node: str = ""
    follow: Follow | None = None


Condition = Callable[[Sight], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of domain specification F.1.

    `basis` are the articles and sources it rests on, `on` the acts of a case after which it is asked at once; without
    any, time alone makes it true. A rule with a `source` is judged by facts of another room, not by cases.
    """

    id: str
    group: Group
    basis: tuple[str, ...]
    lights: tuple[Light, ...]
    follow: Follow
    condition: Condition | None = None
    thresholds: tuple[Threshold, ...] = ()
    on: tuple[str, ...] = ()
    by_time: bool = False
    source: Source | None = None
    version: int = 1

    @property
    def defaults(self) -> dict[str, int]:
        """Return the thresholds as they are shipped."""
        return {threshold.name: threshold.default for threshold in self.thresholds}


def by(act: Did, light: Light, **facts: Any) -> Found:  # noqa: ANN401 - what the rule saw, ready for JSON
    """Return a find that an act made true, with who acted."""
    told = {**facts, "action": act.action}
    return Found(act.on, light, told, account_id=act.actor_id, post_title=act.post_title)
