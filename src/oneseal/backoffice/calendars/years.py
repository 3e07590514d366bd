"""A year's notice in words, and what loading another one would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from oneseal.kernel.clock import YearNotice


@dataclass(frozen=True, slots=True)
class Span:
    """Days off in a row under one name."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days, first and last included."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class YearShown:
    """A year as the page shows it: the papers it rests on, days off, make-up days."""

    year: int
    title: str
    number: str | None
    url: str | None
    check: str
    is_checked: bool
    spans: tuple[Span, ...]
    work: tuple[date, ...]
    amendments: tuple[str, ...]
    loaded_at: datetime | None


def year_shown(notice: YearNotice, loaded_at: datetime | None) -> YearShown:
    """Return a year's notice in words; a later arrangement wins over an earlier one."""
    off, work = days_of(notice)
    paper = notice.arrangements[0].paper
    return YearShown(
        year=notice.year, title=paper.title, number=paper.number, url=paper.url, check=check_words(paper.check),
        is_checked=paper.check == "text_read", spans=tuple(_spans(off)), work=tuple(sorted(work)),
        amendments=tuple(part.paper.title for part in notice.arrangements[1:]), loaded_at=loaded_at,
    )  # fmt: skip


def days_of(notice: YearNotice) -> tuple[dict[date, str], set[date]]:
    """Return the days off by date with their names, and the make-up days."""
    off: dict[date, str] = {}
    work: set[date] = set()
    for part in notice.arrangements:
        off = {day: name for day, name in {**off, **part.off}.items() if day not in part.work}
        work = (work | part.work) - part.off.keys()
    return off, work


def check_words(check: str) -> str:
    """Return in words how far a notice was checked against its original."""
    words = {"text_read": _("已核对原文"), "compared": _("两份数据一致，未核对原文")}
    return words.get(check, _("未核对"))


def changes(before: YearNotice | None, after: YearNotice) -> list[str]:
    """Return in sentences what loading `after` in place of `before` changes, day by day."""
    old_off, old_work = days_of(before) if before else ({}, set())
    off, work = days_of(after)
    rows = [(day, _("改为休息（%(name)s）") % {"name": off[day]}) for day in off.keys() - old_off.keys()]
    rows += [(day, _("改为上班（调休）")) for day in work - old_work]
    rows += [(day, _("不再放假")) for day in old_off.keys() - off.keys() - work]
    rows += [(day, _("不再调休上班")) for day in old_work - work - off.keys()]
    return [f"{day.isoformat()} {words}" for day, words in sorted(rows)]


def _spans(off: dict[date, str]) -> list[Span]:
    spans: list[Span] = []
    for day, name in sorted(off.items()):
        if spans and spans[-1].name == name and spans[-1].last + timedelta(days=1) == day:
            spans[-1] = Span(name, spans[-1].first, day)
        else:
            spans.append(Span(name, day, day))
    return spans
