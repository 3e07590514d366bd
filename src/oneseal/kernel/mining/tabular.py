"""Read event logs from tables: which column holds what is guessed, can be corrected, and every bad row is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from oneseal.kernel.mining.faults import Faults, LogUnreadable, Notes, Reason
from oneseal.kernel.mining.log import Event, LogBuilder, Phase
from oneseal.kernel.mining.moments import moment_read
from oneseal.kernel.mining.xes import Reading

Row = tuple[int, Sequence[str]]
_PHASES: Final = {"complete": Phase.COMPLETE, "start": Phase.START, "": Phase.COMPLETE}
_SIGNS: Final = re.compile(r"[\s_:\-./（）()]+")
# What columns are called, the more certain word first; compared without spaces and signs, in small letters.
HEADS: Final[dict[str, tuple[str, ...]]] = {
    "case": (
        "caseconceptname", "caseid", "case", "traceid", "processid", "办件编号", "办件编码", "案件编号", "业务流水号",
        "流水号", "申办流水号", "受理编号", "申请编号", "案号", "bjbh", "projid", "dossierid",
    ),
    "activity": (
        "conceptname", "activity", "activityname", "eventname", "event", "task", "taskname", "step", "环节名称",
        "环节", "活动", "活动名称", "步骤", "办理环节", "操作", "事件",
    ),
    "moment": (
        "timetimestamp", "timestamp", "completetimestamp", "endtime", "completiontime", "finishedat", "time",
        "办理时间", "完成时间", "结束时间", "操作时间", "时间", "办结时间", "eventtime", "date",
    ),
    "person": (
        "orgresource", "resource", "user", "username", "person", "officer", "办理人", "经办人", "操作人", "人员",
        "处理人", "办理人员", "姓名",
    ),
    "phase": ("lifecycletransition", "lifecycle", "transition", "eventtype", "状态变化", "生命周期"),
}  # fmt: skip
NEEDED: Final = ("case", "activity", "moment")


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which column of a table holds what, by its heading; empty where none does.

    ``kept`` are columns whose first value in each case is kept as an attribute of the case.
    """

    case: str = ""
    activity: str = ""
    moment: str = ""
    person: str = ""
    phase: str = ""
    kept: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what no column is named for and no log can do without."""
        return tuple(name for name in NEEDED if not getattr(self, name))


def guessed(heads: Sequence[str]) -> Mapped:
    """Return which column probably holds what; a column is never taken twice."""
    plain = {_SIGNS.sub("", head).lower(): head for head in reversed(heads)}
    found: dict[str, str] = {}
    for name, words in HEADS.items():
        known = (plain[word] for word in words if word in plain)
        found[name] = next((head for head in known if head not in found.values()), "")
    of_case = tuple(head for head in heads if head.startswith("case:") and head not in found.values())
    return _mapped(found, of_case)


def _mapped(heads: Mapping[str, str], kept: tuple[str, ...]) -> Mapped:
    return Mapped(heads["case"], heads["activity"], heads["moment"], heads["person"], heads["phase"], kept)


def corrected(guess: Mapped, told: Mapping[str, str]) -> Mapped:
    """Return a guess with what somebody said instead; an empty word says that no column holds it."""
    return _mapped({name: told.get(name, getattr(guess, name)) for name in HEADS}, guess.kept)


def read_table(rows: Iterable[Row], mapped: Mapped) -> Reading:
    """Return the log of a table whose first row holds the headings; rows bring their number in the file.

    Raises:
        LogUnreadable: empty, or without a column that the mapping names.
    """
    ahead = iter(rows)
    _number, heads = next(ahead, (0, ()))
    if not heads:
        raise LogUnreadable("no rows", reason="empty", line=1)
    reader = _TableReader(heads, mapped)
    for number, cells in ahead:
        if any(cells):
            reader.take(number, cells)
    return Reading(reader.builder.log(), reader.faults, Notes())


class _TableReader:
    def __init__(self, heads: Sequence[str], mapped: Mapped) -> None:
        places = {head: place for place, head in reversed(list(enumerate(heads)))}
        self.case, self.activity, self.moment = (_place(places, getattr(mapped, name)) for name in NEEDED)
        self.person = _place(places, mapped.person) if mapped.person else None
        self.phase = _place(places, mapped.phase) if mapped.phase else None
        self.kept = tuple((head.removeprefix("case:"), _place(places, head)) for head in mapped.kept)
        self.shortest = 1 + max(self.case, self.activity, self.moment)
        self.builder, self.faults = LogBuilder(), Faults()
        self.moments: dict[str, int | None] = {}

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Take a row, or tell what is wrong with it."""
        if len(cells) < self.shortest:
            self.faults.add(number, Reason.TOO_SHORT, ",".join(cells))
            return
        case, activity, when = cells[self.case].strip(), cells[self.activity].strip(), cells[self.moment].strip()
        if not when or not case or not activity:
            reason = Reason.NO_CASE if not case else Reason.NO_ACTIVITY if not activity else Reason.NO_MOMENT
            self.faults.add(number, reason, case or activity)
            return
        moment = self._moment(when)
        if moment is None:
            self.faults.add(number, Reason.MOMENT_UNREADABLE, when)
            return
        phase = _PHASES.get(_cell(cells, self.phase).lower(), Phase.OTHER)
        self.builder.add(Event(case, activity, moment, _cell(cells, self.person), phase))
        for key, place in self.kept:
            if value := _cell(cells, place):
                self.builder.tell(case, key, value)

    def _moment(self, text: str) -> int | None:
        if text not in self.moments:
            self.moments[text] = moment_read(text)
        return self.moments[text]


def _cell(cells: Sequence[str], place: int | None) -> str:
    return "" if place is None or place >= len(cells) else cells[place].strip()


def _place(places: Mapping[str, int], head: str) -> int:
    if head not in places:
        raise LogUnreadable("no such column", reason="no_column", column=head, line=1)
    return places[head]
