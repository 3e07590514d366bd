"""Joint-study meetings about a case (A18 联席会商): planned (T13m), minuted with tasks (T14m), tasks finished (T14n).

No law stops a clock for them, and none stops.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases.models import MeetingTask
from oneseal.cases.procedure_errors import MeetingPlanMissing, MeetingTaskUnfit
from oneseal.cases.rules.procedure_kinds import MEETING
from oneseal.cases.rules.states import Action
from oneseal.cases.services.moving import KIND, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import (
    Plan,
    days_until,
    procedure_begun,
    procedure_ended,
    procedure_running,
    recorded,
)
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import procedure_contents as papers

MEETING_NAME: Final = "会商"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTold:
    """A meeting to plan: when, where, which units and people, about what."""

    held_on: date
    place: str
    units: tuple[str, ...]
    people: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class TaskTold:
    """What a unit does by when."""

    unit: str
    text: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMinutesTold:
    """What a meeting agreed: its row, the day, the words and the tasks."""

    procedure_id: UUID
    on: date
    text: str
    tasks: tuple[TaskTold, ...] = ()


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def meeting_plan(*, case_id: UUID, told: MeetingTold, press: Press) -> None:
    """Plan a joint-study meeting about a case (T13m); both clocks run on.

    Raises:
        MeetingPlanMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.PLAN_MEETING, work=lambda: _plan(case_id, told, press))


def _plan(case_id: UUID, told: MeetingTold, press: Press) -> None:
    change = begin(case_id, Action.PLAN_MEETING, press)
    today, units, people = beijing_date(press.now), _named(told.units), _named(told.people)
    if told.held_on < today or not (told.place.strip() and units and people and told.question.strip()):
        raise MeetingPlanMissing("day, place, units, people and question")
    procedure_begun(
        change,
        Plan(
            kind=MEETING, name=MEETING_NAME, basis=change.move.basis, target_on=told.held_on,
            planned_days=days_until(told.held_on, today=today), people=people, units=units,
            purpose=told.question.strip(), held_on=told.held_on, place=told.place.strip(), pauses=False,
            stops_statutory=False,
        ),
    )  # fmt: skip
    change.after["units"] = list(units)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.MeetingNotice(
            **recorded(change, head, paper_id), held_on=told.held_on, place=told.place.strip(), units=units,
            people=people, question=told.question.strip(),
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def meeting_record(*, case_id: UUID, told: MeetingMinutesTold, press: Press) -> None:
    """Keep the minutes of a meeting with the tasks it left (T14m).

    Raises:
        ProcedureNotOpen, MeetingTaskUnfit, ResultMissing, ResultDateUnfit, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RECORD_MEETING, work=lambda: _record(case_id, told, press))


def _record(case_id: UUID, told: MeetingMinutesTold, press: Press) -> None:
    change = begin(case_id, Action.RECORD_MEETING, press)
    row = procedure_running(change, told.procedure_id, MEETING)
    for task in told.tasks:
        if not task.unit.strip() or not task.text.strip() or task.due_on < told.on:
            raise MeetingTaskUnfit("unit, words and a day after the meeting")
    procedure_ended(change, row, on=told.on, result=told.text)
    if told.tasks:
        kept = [
            {
                "id": new_id(press.now), "case_id": case_id, "procedure_id": row.id, "unit": task.unit.strip(),
                "text": task.text.strip(), "due_on": task.due_on, "done_on": None, "done_note": "",
            }
            for task in told.tasks
        ]  # fmt: skip
        change.writes.append(Insert("cases_meeting_task", kept))
    change.after["tasks"] = len(told.tasks)
    lines = tuple(
        papers.TaskLine(unit=task.unit.strip(), text=task.text.strip(), due_on=task.due_on.isoformat())
        for task in told.tasks
    )

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.MeetingMinutes(
            **recorded(change, head, paper_id), held_on=told.on, place=row.place, units=tuple(row.units or ()),
            people=tuple(row.people), result=told.text.strip(), tasks=lines,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def meeting_task_finish(*, case_id: UUID, task_id: UUID, note: str, press: Press) -> None:
    """Note that a task of a meeting is done (T14n).

    Raises:
        MeetingTaskUnfit, NoSuchMove, NotAllowed.
    """
    action = Action.FINISH_MEETING_TASK
    once(press, case_id=case_id, action=action, work=lambda: _finish(case_id, task_id, note, press=press))


def _finish(case_id: UUID, task_id: UUID, note: str, *, press: Press) -> None:
    change = begin(case_id, Action.FINISH_MEETING_TASK, press)
    task = MeetingTask.objects.filter(case_id=case_id, id=task_id, done_on=None).first()
    if task is None:
        raise MeetingTaskUnfit("no such open task")
    done = {"done_on": beijing_date(press.now), "done_note": note.strip()}
    change.writes.append(Update("cases_meeting_task", {"id": task.id}, done))
    change.after |= {"unit": task.unit, "task": task.text}
    complete(change)
