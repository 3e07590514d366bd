"""How dates, instants and terms are written in papers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
WORKING_DAYS: Final = "个工作日"
HOLIDAY_NOTICE: Final = "节假日通知公布"


def date_text(day: date) -> str:
    """Return ``day`` as papers write it: 2026年11月21日 (GB/T 9704-2012, 7.3.5.4, no leading zeros)."""
    return f"{day.year}年{day.month}月{day.day}日"


def instant_text(instant: datetime) -> str:
    """Return the aware ``instant`` in Shanghai time as 2026年11月21日14时05分.

    Raises ValueError when ``instant`` carries no time zone.
    """
    local = local_time(instant)
    return f"{date_text(local.date())}{local.hour:02d}时{local.minute:02d}分"


def local_time(instant: datetime) -> datetime:
    """Return the aware ``instant`` in Shanghai time; ValueError without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("a paper needs an aware instant")
    return instant.astimezone(SHANGHAI)


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The end of a term of ``length`` units; ``unit`` is the word for it, working days if not given.

    ``on`` is None while nobody can know the day: then the term is promised, and the paper says what the day
    ``awaits``, the official holiday notice of a year within the term if not given. ``at`` is the instant at which a
    term in hours ends.
    """

    length: int
    on: date | None
    unit: str = WORKING_DAYS
    at: datetime | None = None
    awaits: str = HOLIDAY_NOTICE

    def text(self) -> str:
        """Return the day with its term, or the term and what the day waits for."""
        if self.on is None:
            return f"{self.length}{self.unit}，日期待{self.awaits}后确定"
        if self.length == 0:
            return f"{date_text(self.on)}（当场办结）"
        return f"{self._end(self.on)}（{self.length}{self.unit}）"

    def within(self) -> str:
        """Return the same inside a sentence: 在2026年12月4日前（10个工作日内）."""
        if self.on is None:
            return f"在{self.length}{self.unit}内（日期待{self.awaits}后确定）"
        if self.length == 0:
            return f"在{date_text(self.on)}当日"
        return f"在{self._end(self.on)}前（{self.length}{self.unit}内）"

    def _end(self, on: date) -> str:
        return date_text(on) if self.at is None else instant_text(self.at)
