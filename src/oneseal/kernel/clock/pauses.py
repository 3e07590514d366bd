"""Pauses: stretches of days that do not count towards a term."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from oneseal.kernel.clock.refusals import PauseInverted


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold one pause (start, end]: the start day still counts, the end day does not.

    ``end`` is ``None`` while the pause is open. ``stops_statutory`` is true only for
    procedures of Administrative Licensing Law art. 45 or another law, named in ``basis``. ``start_at`` and ``end_at``
    are the instants of either day that hours are counted by; without them a day counts whole as said above.
    ``law_end`` is the last day on which the law let it stop the statutory clock, where it went on beyond that.
    Raises PauseInverted when ``end`` lies before ``start``.
    """

    start: date
    end: date | None
    cause: str
    stops_statutory: bool = True
    basis: str = ""
    start_at: datetime | None = field(default=None, compare=False)
    end_at: datetime | None = field(default=None, compare=False)
    law_end: date | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise PauseInverted(
                "a pause cannot end before it begins",
                start=self.start.isoformat(),
                end=self.end.isoformat(),
            )

    def covers(self, on: date) -> bool:
        """Return whether ``on`` does not count because of this pause."""
        return self.start < on and (self.end is None or on <= self.end)


Span = tuple[date, date | None]


def union(pauses: Iterable[Pause]) -> list[Span]:
    """Return the pauses as disjoint (start, end] spans in order, empty ones dropped.

    Overlapping pauses are joined so that no day is taken out twice.
    """
    merged: list[Span] = []
    for pause in sorted(pauses, key=lambda each: each.start):
        if pause.start == pause.end:
            continue
        if merged and _touches(merged[-1], pause.start):
            start, end = merged[-1]
            merged[-1] = (start, _later(end, pause.end))
        else:
            merged.append((pause.start, pause.end))
    return merged


def _touches(span: Span, start: date) -> bool:
    return span[1] is None or start <= span[1]


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def stopping_statutory(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Return the pauses that stop the statutory clock too (E_stat within E_prom), each as long as the law lets it."""
    return tuple(_by_law(pause) for pause in pauses if pause.stops_statutory)


def _by_law(pause: Pause) -> Pause:
    return pause if pause.law_end is None else replace(pause, end=pause.law_end, end_at=None)


def closed_on(pauses: Sequence[Pause], *, today: date) -> tuple[Pause, ...]:
    """Return the pauses with each open one supposed to end ``today``, for projections."""
    return tuple(pause if pause.end is not None else replace(pause, end=max(pause.start, today)) for pause in pauses)
