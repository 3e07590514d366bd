"""Codes of administrative divisions: what a code says about its level and about what lies above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final


class Level(StrEnum):
    """The four levels of the table."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division of the table; `parent` is empty for a province."""

    code: str
    name: str
    level: Level
    parent: str


_LENGTHS: Final = {6, 9}


def level_of(code: str) -> Level | None:
    """Return the level that the digits of a code say (GB/T 2260: pairs of digits), or None for no code."""
    if len(code) not in _LENGTHS or not code.isascii() or not code.isdecimal():
        return None
    if len(code) == 9:
        return Level.TOWNSHIP
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def above(code: str) -> list[str]:
    """Return the codes that may lie above a code, the nearest first."""
    codes = [code[:6], code[:4] + "00", code[:2] + "0000"]
    return [other for other in dict.fromkeys(codes) if other != code]


def parent_of(code: str, known: Collection[str]) -> str:
    """Return the nearest division above that is known, or empty.

    Counties of a municipality lie directly below it; townships of a development zone that is no division of its
    own lie below the city.
    """
    return next((other for other in above(code) if other in known), "")


def arranged(names: Mapping[str, str]) -> Iterable[DivisionRow]:
    """Return the rows of a table of codes and names, parents first; what is no code is left out."""
    for code in sorted(names, key=lambda told: (len(told), not told.endswith("0000"), not told.endswith("00"), told)):
        level = level_of(code)
        if level is not None:
            yield DivisionRow(code, names[code], level, parent_of(code, names.keys()))


# Revisions of the code table between these two are of two streams: the yearly and monthly lists, and the statistical
# table, which shows the state of the year before. Only the first says when a code came or went.
_TWO_STREAMS_SINCE: Final = "201001"
_HEADING_OF_STATISTICS: Final = "市辖区"
# Headings under which tables group divisions; they are no divisions.
_HEADINGS: Final = frozenset({"市辖区", "县"})
_HEADING_PART: Final = "直辖"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a code bore, in the revisions (YYYYMM) from `since` until `until`."""

    name: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Past:
    """What the revisions of the table say of a code.

    `since` is the first revision that names it, empty where the earliest one already does: unknown. `gone` is the
    first that no longer does, empty while it is named.
    """

    code: str
    name: str
    since: str
    gone: str
    former: tuple[FormerName, ...] = ()


def pasts_of(revisions: Mapping[str, Mapping[str, str]]) -> list[Past]:
    """Return what the revisions (YYYYMM to a table of codes and names) say of each code, in the order of codes.

    A code that the table left out for a while and named again is one division where the name is the same, and was
    given to another division where it is not: then it is known since it was given anew.
    """
    told = {revision: revisions[revision] for revision in sorted(revisions)}
    lists = [revision for revision, names in told.items() if not _is_statistics(revision, names)]
    aside = {code for revision, names in told.items() if revision not in lists for code in names}
    codes = sorted({code for revision in lists for code in told[revision] if level_of(code) is not None})
    pasts = (_past_of(code, [(at, told[at].get(code, "")) for at in lists], in_doubt=code in aside) for code in codes)
    return [past for past in pasts if past is not None]


def _is_statistics(revision: str, names: Mapping[str, str]) -> bool:
    return revision >= _TWO_STREAMS_SINCE and _HEADING_OF_STATISTICS in names.values()


def _is_heading(name: str) -> bool:
    return name in _HEADINGS or _HEADING_PART in name


def _past_of(code: str, line: list[tuple[str, str]], *, in_doubt: bool) -> Past | None:
    """Return the past of a code from its names in each revision; empty: not named. None for a heading.

    What the statistical table named before the lists did (`in_doubt`) has a beginning that nobody knows.
    """
    named = [index for index, (_at, name) in enumerate(line) if name]
    last, name = named[-1], line[named[-1]][1]
    if _is_heading(name):
        return None
    first = _given_at(line, named)
    is_unknown = first == 0 or (in_doubt and first == named[0] == len(line) - 1)
    gone = line[last + 1][0] if last + 1 < len(line) else ""
    former = tuple(run for run in _runs(line) if run.name != name and not _is_heading(run.name))
    return Past(code, name, "" if is_unknown else line[first][0], gone, former)


def _given_at(line: list[tuple[str, str]], named: list[int]) -> int:
    """Return where the code was given to the division that bears it last."""
    anew = [after for before, after in pairwise(named) if after != before + 1 and line[after][1] != line[before][1]]
    return anew[-1] if anew else named[0]


def _runs(line: list[tuple[str, str]]) -> list[FormerName]:
    """Return the names in turn, each with the first and the last revision of its run."""
    runs: list[FormerName] = []
    for at, called in line:
        if runs and runs[-1].name == called:
            runs[-1] = FormerName(called, runs[-1].since, at)
        elif called:
            runs.append(FormerName(called, at, at))
    return runs


def is_over(*, valid_until: date | None, gone_since: str, on: date) -> bool:
    """Return True when a division has ended: by the day that is stated, else by the revision that left it out."""
    if valid_until is not None:
        return valid_until < on
    return bool(gone_since) and gone_since <= f"{on:%Y%m}"
