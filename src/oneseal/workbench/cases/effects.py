"""What an act changes, shown before it is confirmed: the state, the papers, the clock, and the ground in law."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from oneseal.cases.selectors import Action, CaseFacts, ClockFace, State, clock_of, move_ahead
from oneseal.cases.services import MovePreview
from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import Light, Unit
from oneseal.kernel.lifecycle import ClockEffect
from oneseal.papers.selectors import paper_title
from oneseal.ui.lengths import left_words, length_words
from oneseal.workbench.cases.words import STATES, state_of

Entry = dict[str, Any]


def effects_of(facts: CaseFacts, done: MovePreview, *, action: Action) -> list[Entry]:
    """Return what a move was seen to change: state, papers, whether the clock runs, due dates; and its ground."""
    after, clock = done.facts, clock_of(done.facts, now=now())
    entries: list[Entry] = [{"label": _("办件状态"), "value": _from_to(str(state_of(facts)), str(state_of(after)))}]
    entries.append({"label": _("出具文书"), "value": _papers(list(dict.fromkeys(row.title for row in done.papers)))})
    entries.append({"label": _("计时"), "value": _clock_words(facts, clock, after=after)})
    if after.delivery is not None and clock.remaining is not None:
        entries.append({"label": _("最迟送达"), "value": _day(after.due_on, after)})
    elif after.accepted_at and clock.remaining is not None and clock.light is not Light.BLUE:
        if not clock.is_by_law:
            entries.append({"label": _("承诺办结"), "value": _day(after.due_at or after.due_on, after)})
        entries.append({"label": _("法定办结"), "value": _day(after.statutory_due_at or after.statutory_due_on, after)})
    return [*entries, *_ground(facts, action)]


def effects_ahead(facts: CaseFacts, action: Action) -> list[Entry]:
    """Return what the row of a move says that it will change, where no paper is shown first; empty where it is closed.

    Such a move begins the five days of the answer or leaves every clock as it is: then its words are those of now.
    """
    move = move_ahead(facts, action)
    if move is None:
        return []
    before = str(state_of(facts))
    after = before if move.target is None else str(STATES[move.target])
    titles = [paper_title(move.paper)] if move.paper else []
    return [
        {"label": _("办件状态"), "value": _from_to(before, after)},
        {"label": _("出具文书"), "value": _papers(titles)},
        {"label": _("计时"), "value": _starts() if move.clock is ClockEffect.START_RECEIPT else _goes_on(facts)},
        *_ground(facts, action),
    ]


def _from_to(before: str, after: str) -> str:
    return _("%(state)s，不变") % {"state": before} if before == after else f"{before} → {after}"


def _papers(titles: list[str]) -> str:
    return "、".join(titles) if titles else _("不出具文书")


def _ground(facts: CaseFacts, action: Action) -> list[Entry]:
    move = move_ahead(facts, action)
    return [{"label": _("依据"), "value": move.basis}] if move else []


def _starts() -> str:
    return _("自收到之日起计算五个工作日的答复期限")


def _goes_on(facts: CaseFacts) -> str:
    """Return how the clock goes on through a move that does not touch it."""
    clock = clock_of(facts, now=now())
    if clock.light is Light.GREY:
        return _("早已停止，不受影响")
    if clock.light is Light.BLUE:
        return _("仍然停止，不受影响")
    if clock.remaining is None or clock.remaining < 0:
        return _("照常计时")
    return _("照常计时，%(left)s") % {"left": left_words(clock.remaining, clock.unit)}


def _clock_words(facts: CaseFacts, clock: ClockFace, *, after: CaseFacts) -> str:
    """Return what happens to the clock of a case whose clock afterwards looks like `clock`."""
    if clock.light is Light.BLUE and facts.accepted_at is None:
        return _("停止计时，申请人补正后重新计算答复期限")
    if clock.light is Light.GREY:
        was_stopped = clock_of(facts, now=now()).light is Light.GREY
        return _("早已停止，不受影响") if was_stopped else _("停止计时")
    if clock.light is Light.BLUE or after.state is State.SUSPENDED:
        return _("仍然停止，不受影响") if after.pauses == facts.pauses else _stopped_words(after)
    if facts.decided_at is None and after.delivery is not None:
        return _("决定的期限停止；送达开始计时，共%(length)s") % {"length": _whole(clock)}
    if clock.remaining is None:
        return _("照常计时")
    if clock.remaining < 0:
        return _("照常计时，%(left)s") % {"left": left_words(clock.remaining, clock.unit)}
    told = {"left": left_words(clock.remaining, clock.unit), "length": _whole(clock)}
    return _running_words(facts, after) % {**told, "more": after.extended_days - facts.extended_days}


def _stopped_words(after: CaseFacts) -> str:
    """Return which clocks stand still, and until when."""
    is_law_stopped = any(row["end"] is None and row["stops_statutory"] for row in after.pauses)
    if after.state is State.SUSPENDED:
        if is_law_stopped:
            return _("承诺期限和法定期限停止计算，恢复办理后自次日起继续")
        return _("承诺期限停止计算，法定期限照常计算；恢复办理后自次日起继续")
    if is_law_stopped:
        return _("特别程序期间停止计时，结束后继续计算")
    return _("承诺期限停止计算，法定期限照常计算；结束后自次日起继续")


def _whole(clock: ClockFace) -> str:
    """Return what is left of a clock that begins, which is its whole length; months and years are counted in days."""
    told = clock.unit if clock.unit is Unit.WORKING_DAY or clock.is_hourly else Unit.NATURAL_DAY
    return length_words(clock.remaining or 0, told)


def _running_words(facts: CaseFacts, after: CaseFacts) -> str:
    """Return how a clock runs after a move, with places for what is left of it and for its length."""
    if facts.accepted_at is None:
        return _("自受理之日起计时，共%(length)s") if after.due_at is None else _("自受理时起计时，共%(length)s")
    if after.extended_days != facts.extended_days:
        is_natural = after.extension.unit is Unit.NATURAL_DAY
        return _("期限延长%(more)s日，%(left)s") if is_natural else _("期限延长%(more)s个工作日，%(left)s")
    if clock_of(facts, now=now()).light is Light.BLUE:
        return _("期限继续计算，%(left)s")
    return _("照常计时，%(left)s")


def _day(end: date | None, facts: CaseFacts) -> str | None:
    """Return the end of a clock: its day, with the time of day where hours count."""
    if end is None:
        return None
    day = f"{localtime(end):%Y-%m-%d %H:%M}" if isinstance(end, datetime) else end.isoformat()
    if facts.due_is_provisional:
        return _("%(day)s（暂估，放假安排公布后更新）") % {"day": day}
    return day
