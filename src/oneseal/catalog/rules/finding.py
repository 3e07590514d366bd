"""How a search is understood, and what of an item is shown as the reason why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from oneseal.catalog.rules.spelling import sound_asked

# At most so many of the best are ranked, counted and paged through; beyond it a figure reads "300+".
BOUND: Final = 300
# At most so many whose name begins with what was asked are put before the others.
BEGUN: Final = 100
# The whole list without a search is counted up to here.
BOUND_OF_LIST: Final = 10_000
LISTED_LAST: Final = 100_000
SNIPPET: Final = 60
_CODE: Final = re.compile(r"(?=(?:[^0-9]*[0-9]){4})[0-9A-Z-]{6,}")
_LATIN: Final = re.compile(r"[A-Za-z0-9 ']+")


class How(StrEnum):
    """Name the ways in which items were found."""

    ALL = "all"
    CODE = "code"
    WORDS = "words"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a search looks for, way by way; an empty text means that this way is not gone."""

    phrase: str = ""
    code: str = ""
    words: str = ""
    sound: str = ""
    part: str = ""

    @property
    def how(self) -> How:
        """Return the way by which this search finds."""
        if self.code:
            return How.CODE
        return How.WORDS if self.words else How.SOUND


def plans_of(phrase: str, words: str) -> list[Plan]:
    """Return the searches for a phrase in the order in which they are tried, until one finds something.

    `words` is the phrase cut into words. Latin letters are tried as words and as sounds at once: nobody knows
    whether `shi` is English.
    """
    asked = sound_asked(phrase)
    plans = []
    if _CODE.fullmatch(phrase.upper()):
        plans.append(Plan(phrase=phrase, code=phrase.upper()))
    is_latin = bool(_LATIN.fullmatch(phrase))
    if words:
        plans.append(Plan(phrase=phrase, words=words, sound=asked if is_latin else ""))
    plans.append(Plan(phrase=phrase, sound="" if is_latin else asked, part=phrase))
    return [plan for plan in plans if plan.code or plan.words or plan.sound or plan.part]


def near_words(words: str) -> list[str]:
    """Return the words of which any one makes an item worth proposing, when no item holds them all."""
    return sorted({word for word in words.split() if len(word) > 1})


def rank_of(name: str, *, is_listed: bool) -> int:
    """Return the place of an item among those a search finds alike: what can be applied for, then the shorter name."""
    return len(name) + (LISTED_LAST if is_listed else 0)


class HitKind(StrEnum):
    """Name what of an item a search hit besides its name."""

    ALIAS = "alias"
    MATERIAL = "material"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Hit:
    """The line of an item that a search hit, cut around its first word."""

    kind: HitKind
    text: str


def hit_of(
    wanted: Sequence[str], name: str, *, lines: Iterable[tuple[HitKind, Sequence[str]]], phrase: str = ""
) -> Hit | None:
    """Return the line that holds most of the wanted words; None where the name holds as many."""
    best, most = None, _held(name, wanted, phrase)
    for kind, texts in lines:
        for text in texts:
            held = _held(text, wanted, phrase)
            if held > most:
                best, most = Hit(kind, _cut(text, wanted)), held
    return best


def _held(text: str, wanted: Sequence[str], phrase: str) -> int:
    said = text.casefold()
    whole = len(wanted) if phrase and phrase.casefold() in said else 0
    return whole + sum(word.casefold() in said for word in wanted)


def _cut(text: str, wanted: Sequence[str]) -> str:
    """Return at most a line of a text, around the first word that was hit."""
    if len(text) <= SNIPPET:
        return text
    places = [place for word in wanted if (place := text.casefold().find(word.casefold())) >= 0]
    start = max(0, min(min(places, default=0) - SNIPPET // 3, len(text) - SNIPPET))
    return ("…" if start else "") + text[start : start + SNIPPET] + ("…" if start + SNIPPET < len(text) else "")
