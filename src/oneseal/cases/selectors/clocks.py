"""How the due date of one case came about, for people to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.cases.rules.clock import ClockFace, clock_face, delivery_derivation, derivation_of
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.lights import light_preset
from oneseal.kernel.clock import ClockPaused, Derivation
from oneseal.kernel.clock.derivation import DerivedDay, Reason
from oneseal.ui.lengths import length_words
from oneseal.workflow.selectors import calendar

REASONS: Final[dict[Reason, Promise]] = {
    Reason.WORKING_DAY: _("工作日"),
    Reason.MAKE_UP_DAY: _("调休上班日，计入"),
    Reason.LOCAL_WORKDAY: _("本地通知上班，计入"),
    Reason.ESTIMATED_WORKDAY: _("按周一至周五暂估，放假安排公布后更新"),
    Reason.NATURAL_DAY: _("自然日"),
    Reason.WEEKEND: _("周末，不计入"),
    Reason.HOLIDAY: _("法定节假日或调休，不计入"),
    Reason.LOCAL_CLOSURE: _("本地通知停止办公，不计入"),
    Reason.ESTIMATED_WEEKEND: _("按周末暂估，不计入"),
    Reason.PAUSED: _("停止计时，不计入"),
    Reason.LAST_DAY_MOVED: _("最后一日不办公，顺延到这一天"),
    Reason.HOURS: _("计入的时间"),
}
BASES: Final[dict[str, Promise]] = {
    "CC 201": _("《民法典》第二百零一条"),
    "CC 201(2)": _("《民法典》第二百零一条第二款"),
    "CC 202": _("《民法典》第二百零二条"),
    "CC 203": _("《民法典》第二百零三条"),
    "APL 42": _("《行政许可法》第四十二条"),
    "APL 82": _("《行政许可法》第八十二条"),
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a derivation in words; `number` is the running count, None for a day that did not count."""

    date: date
    counted: bool
    number: int | None
    reason: str
    basis: str


def derivation_for_page(facts: CaseFacts, *, on: date, promised: bool = True) -> Derivation | None:
    """Return how the promised (else statutory) due date came about; None before receipt, or where it stands still."""
    try:
        return derivation_of(facts, calendar=calendar(), promised=promised, on=on)
    except ClockPaused:
        return None


def delivery_for_page(facts: CaseFacts) -> Derivation | None:
    """Return how the due date of the delivery came about; None where none runs."""
    return delivery_derivation(facts, calendar=calendar())


def derivation_lines(derivation: Derivation, *, extended_under: str | None = None) -> list[DayLine]:
    """Return the days of a derivation with their reasons and bases in the reader's language.

    The first line tells the term; the days that an extension gave say so, with the article it was given under
    (`extended_under`, else that of cases; empty where there is none).
    """
    article = str(BASES["APL 42"]) if extended_under is None else extended_under
    own = sum(day.counted for day in derivation.days) - derivation.extended_by.length
    lines, counted = [], 0
    for day in derivation.days:
        counted += day.counted
        if day.reason is Reason.START_DAY:
            lines.append(DayLine(day.on, False, None, _start(derivation), str(BASES[day.basis])))
        elif day.counted and counted > own:
            reason = gettext("%(reason)s，延长的期限") % {"reason": _reason(day)}
            lines.append(DayLine(day.on, True, day.number, reason, article))
        else:
            lines.append(DayLine(day.on, day.counted, day.number, _reason(day), str(BASES.get(day.basis, day.basis))))
    return lines


def _start(derivation: Derivation) -> str:
    """Return how long the term is, said on the day from which it is counted."""
    term, more = derivation.term, derivation.extended_by
    if not term.length:
        return gettext("当场决定的事项：最迟在这一天办结，不办公的顺延到下一个工作日")
    told = {"length": length_words(term.length, term.unit), "more": length_words(more.length, more.unit)}
    if more.length:
        return gettext("期限%(length)s，经批准延长%(more)s；开始的当日不计入") % told
    return gettext("期限%(length)s；开始的当日不计入") % told


def _reason(day: DerivedDay) -> str:
    """Return why a day counted; of a day that gave hours, from when to when, and how many whole ones are used."""
    if day.reason is not Reason.HOURS:
        return str(REASONS[day.reason])
    spans = "、".join(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in day.stretches)
    return (
        gettext("计入%(spans)s，累计%(hours)s小时") % {"spans": spans, "hours": day.number}
        if spans
        else gettext("这一天没有计入的时间")
    )


def clock_of(facts: CaseFacts, *, now: datetime) -> ClockFace:
    """Return the light, remaining days and due dates of one case at an instant."""
    return clock_face(facts, calendar=calendar(), now=now, preset=light_preset())
