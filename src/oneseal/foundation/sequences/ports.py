"""Which numbers a room has given away; registered in `AppConfig.ready`, so that holes and repeats are found."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of a kind and where they stand.

    `used` is a query of (issuer, kind, period, serial, number), one row for each number that was given away; `kinds`
    is a pattern (SQL LIKE) of the counters they came from. A serial of NULL says that a number has lost its shape.
    """

    name: str
    title: str | Promise
    kinds: str
    used: str


_series: dict[str, Series] = {}


def series_used(*series: Series) -> None:
    """Let a room say where its numbers stand."""
    for one in series:
        _series[one.name] = one


def series_known() -> list[Series]:
    """Return every series that a room answers for, in the order of names."""
    return [_series[name] for name in sorted(_series)]
