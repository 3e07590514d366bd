"""The kinds of adjustment as a table: what each needs, and what it makes of the item (D.4.2, D.4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class Kind(StrEnum):
    """What a document does to items of the list."""

    NEW = "new"
    CHANGE = "change"
    SPLIT = "split"
    MERGE = "merge"
    SUSPEND = "suspend"
    RESUME = "resume"
    ABOLISH = "abolish"
    DELEGATE_DOWN = "delegate_down"
    TAKE_OVER = "take_over"
    ENTRUST = "entrust"
    CHANGE_LEVEL = "change_level"


class OpenCases(StrEnum):
    """What becomes of the cases that are open on the day."""

    FINISH = "finish"  # the body that accepted them finishes them: the usual way (D.4.3)
    HAND_OVER = "hand_over"
    END = "end"


class Level(StrEnum):
    """How the level of the body that receives stands to the body that gives; a higher code is a lower level."""

    ANY = "any"
    LOWER = "lower"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class KindRule:
    """One row: what a kind needs and does.

    `ends`: the item is abolished here from the day on. `suspends`, `lifts`: likewise. `moves`: the other body gets a
    draft of the item. `successors`: how many items take its place at least and at most. `items`: how many it takes at
    least.
    """

    kind: Kind
    basis: str
    ends: bool = False
    suspends: bool = False
    lifts: bool = False
    names_body: bool = False
    moves: bool = False
    level: Level = Level.ANY
    items: int = 1
    successors: tuple[int, int] = (0, 0)
    open_cases: tuple[OpenCases, ...] = (OpenCases.FINISH,)
    by_publication: bool = False


_LIST: Final = "《优化营商环境条例》第四十条"
_POWERS: Final = "《行政许可法》第二十二条（由具有行政许可权的行政机关在其法定职权范围内实施）"
_ENTRUST: Final = "《行政许可法》第二十四条（委托其他行政机关实施，并公告受委托机关和委托的内容）"
_ALL: Final = (OpenCases.FINISH, OpenCases.HAND_OVER, OpenCases.END)
_NO_HEIR: Final = (OpenCases.FINISH, OpenCases.END)

KIND_RULES: Final = {
    rule.kind: rule
    for rule in (
        KindRule(Kind.NEW, _LIST, by_publication=True),
        KindRule(Kind.CHANGE, _LIST, by_publication=True),
        KindRule(Kind.SPLIT, _LIST, ends=True, successors=(2, 20), open_cases=_NO_HEIR),
        KindRule(Kind.MERGE, _LIST, ends=True, items=2, successors=(1, 1), open_cases=_NO_HEIR),
        KindRule(Kind.SUSPEND, _LIST, suspends=True),
        KindRule(Kind.RESUME, _LIST, lifts=True),
        KindRule(Kind.ABOLISH, _LIST, ends=True, open_cases=_NO_HEIR),
        KindRule(Kind.DELEGATE_DOWN, _POWERS, ends=True, names_body=True, moves=True, level=Level.LOWER,
                 open_cases=_ALL),
        KindRule(Kind.TAKE_OVER, _POWERS, ends=True, names_body=True, moves=True, open_cases=_ALL),
        KindRule(Kind.ENTRUST, _ENTRUST, names_body=True),
        KindRule(Kind.CHANGE_LEVEL, _POWERS, ends=True, names_body=True, moves=True, level=Level.OTHER,
                 open_cases=_ALL),
    )
}  # fmt: skip
# What is decided at the desk of adjustments; new and changed items come by their publication.
DECIDED: Final = tuple(rule.kind for rule in KIND_RULES.values() if not rule.by_publication)


@dataclass(frozen=True, slots=True)
class Document:
    """The paper that an act rests on: its number, its date, and the legal basis it names."""

    number: str
    on: date
    basis: str

    @property
    def is_whole(self) -> bool:
        """Return whether number and basis are both told."""
        return bool(self.number.strip() and self.basis.strip())


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one body in an adjustment, the body that receives them (None: none), and what takes their place."""

    from_body: UUID
    items: tuple[UUID, ...]
    to_body: UUID | None = None
    successors: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class AdjustmentTold:
    """What somebody decides; several groups are one batch across departments (A88)."""

    kind: Kind
    document: Document
    effective_on: date
    reason: str
    groups: tuple[Group, ...]
    instead: str = ""
    until_on: date | None = None
    open_cases: OpenCases = OpenCases.FINISH


def problem_of(told: AdjustmentTold, *, today: date) -> str:
    """Return the code of the first thing that is wrong with an adjustment; empty: nothing."""
    rule = KIND_RULES[told.kind]
    checks = (
        ("by_publication", rule.by_publication),
        ("document", not told.document.is_whole),
        ("document_day", told.document.on > today),
        ("reason", not told.reason.strip()),
        ("effective_on", told.effective_on < today),
        ("until_on", told.until_on is not None and (not rule.suspends or told.until_on < told.effective_on)),
        ("open_cases", told.open_cases not in rule.open_cases),
        ("items", not told.groups or any(not group.items for group in told.groups)),
    )
    found = next((code for code, is_wrong in checks if is_wrong), "")
    return found or next(filter(None, (group_problem(rule, group) for group in told.groups)), "")


def group_problem(rule: KindRule, group: Group) -> str:
    """Return what is wrong with the items of one body; empty: nothing."""
    least, most = rule.successors
    if len(set(group.items)) < rule.items:
        return "items"
    if rule.names_body == (group.to_body is None):
        return "to_body"
    if group.to_body == group.from_body:
        return "to_body"
    if not least <= len(set(group.successors)) <= most or set(group.successors) & set(group.items):
        return "successors"
    return ""


def is_level_right(rule: KindRule, *, giving: str, receiving: str) -> bool:
    """Return whether the levels of two bodies fit the kind; an unknown level fits no kind that asks for one."""
    if rule.level is Level.ANY:
        return True
    if not (giving and receiving):
        return False
    return receiving > giving if rule.level is Level.LOWER else receiving != giving


def bodies_of(groups: Sequence[Group]) -> frozenset[UUID]:
    """Return every body that an adjustment concerns."""
    return frozenset(body for group in groups for body in (group.from_body, group.to_body) if body is not None)
