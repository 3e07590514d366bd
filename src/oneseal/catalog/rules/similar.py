"""How similar two items are, and by what: their type, the words of their names, their department, the law they rest on.

The weights only order proposals; whoever copies sees each reason and decides himself (docs/algorithms/similar.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

WORDS: Final = 50
TYPE: Final = 15
ARTICLES: Final = 20
LAW: Final = 10
DEPARTMENT: Final = 5
# What nearly every name holds says nothing about likeness.
EMPTY_WORDS: Final = frozenset({
    "许可", "审批", "登记", "备案", "核发", "办理", "申请", "行政", "事项", "新办", "变更", "延续", "注销", "证书",
    "核准", "认定", "审核", "确认", "检查", "处罚", "强制",
})  # fmt: skip
SHORTEST_WORD: Final = 2
# More than a type and a department alone, which most items of an agency share.
ENOUGH: Final = 25
# A law that more than this share of the compared items cite says nothing about any two of them.
COMMON: Final = 0.3
FEW: Final = 5


class Like(StrEnum):
    """Say in what two items are alike."""

    WORDS = "words"
    TYPE = "type"
    ARTICLES = "articles"
    LAW = "law"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Traits:
    """What likeness is judged by; `cited` holds (document, article)."""

    name: str
    words: frozenset[str]
    item_type: str = ""
    department: str = ""
    cited: frozenset[tuple[str, str]] = frozenset()

    @property
    def laws(self) -> frozenset[str]:
        """Return the documents that are cited."""
        return frozenset(document for document, _article in self.cited)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two items are (0 to 100), with what they share by kind, the weightiest first."""

    score: int
    shared: tuple[tuple[Like, tuple[str, ...]], ...]

    @property
    def is_enough(self) -> bool:
        """Return whether it is worth a proposal."""
        return self.score >= ENOUGH


def telling_words(cut: Iterable[str]) -> frozenset[str]:
    """Return the words of a name that tell it from others."""
    return frozenset(word for word in cut if len(word) >= SHORTEST_WORD and word not in EMPTY_WORDS)


def telling_citations(one: Traits, others: Collection[Traits]) -> Traits:
    """Return an item without what it cites of laws that many of the others cite too; of few others none is common."""
    if len(others) < FEW:
        return one
    counted = Counter(document for other in others for document in other.laws)
    common = {document for document, count in counted.items() if count > COMMON * len(others)}
    return replace(one, cited=frozenset(row for row in one.cited if row[0] not in common))


def likeness(one: Traits, other: Traits) -> Likeness:
    """Return how alike two items are, and in what."""
    words, articles, laws = one.words & other.words, one.cited & other.cited, one.laws & other.laws
    parts = [
        (_share(WORDS, len(words), len(one.words | other.words)), Like.WORDS, tuple(sorted(words))),
        (_share(ARTICLES, len(articles), min(len(one.cited), len(other.cited))), Like.ARTICLES, _told(articles)),
        (LAW if laws else 0, Like.LAW, tuple(sorted(laws))),
        (TYPE if one.item_type and one.item_type == other.item_type else 0, Like.TYPE, (other.item_type,)),
        (
            DEPARTMENT if one.department and one.department == other.department else 0,
            Like.DEPARTMENT, (other.department,),
        ),
    ]  # fmt: skip
    held = [(points, like, shared) for points, like, shared in parts if points]
    if any(like is Like.ARTICLES for _points, like, _shared in held):
        # The article says more than its law: the law counts, and is not told a second time.
        held = [row for row in held if row[1] is not Like.LAW] + [(LAW, Like.LAW, ())]
    ordered = sorted(held, key=lambda row: -row[0])
    return Likeness(sum(points for points, _l, _s in held), tuple((like, told) for _p, like, told in ordered if told))


def _share(weight: int, part: int, whole: int) -> int:
    """Return the part of a weight, rounded half up; nothing of nothing is nothing."""
    return (2 * weight * part + whole) // (2 * whole) if part and whole else 0


def _told(articles: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{document}{article}" for document, article in articles))
