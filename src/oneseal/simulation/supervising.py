"""What supervision found in the demo city's past, and what became of part of it; no finding is typed.

The rules look on the mornings of the last working days, and the supervisors and heads of the city deal with what
they find in turn: some is new, some waits for an answer, some was answered, closed, appealed or cancelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth import get_user_model

from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.simulation.actors import actor_of
from oneseal.simulation.days import instant_before
from oneseal.supervision.selectors import FindingFilter, findings_listed, handling_act
from oneseal.supervision.services import HandlingTold, answers_sweep, finding_handle, round_make
from oneseal.workflow.selectors import calendar

MORNINGS: Final = 6  # working days on which the rules looked before today
SUPERVISOR, SECOND, HEAD = "supervisor", "centre_supervisor", "head"
_ORDER: Final = "请说明原因，尽快办结，并报告采取的措施。"
_SAID: Final = "已经查明原因，今日安排专人办理，并调整了岗位分工。"
# What is done with one finding after the other, in turn: (act, who, words, hours after it was found).
STORIES: Final = (
    (),
    (("urge", SUPERVISOR, _ORDER, 2),),
    (("urge", SUPERVISOR, _ORDER, 2), ("answer", HEAD, _SAID, 5)),
    (("correct", SUPERVISOR, _ORDER, 2), ("answer", HEAD, _SAID, 6), ("close", SUPERVISOR, "已核实，可以办结。", 7)),
    (("urge", SUPERVISOR, _ORDER, 2), ("appeal", HEAD, "当日系统维护，无法办理。", 4)),
    (("correct", SUPERVISOR, _ORDER, 2), ("appeal", HEAD, "材料已在当日补齐。", 4),
     ("quash", SECOND, "经核实，申诉理由成立。", 6)),
    (("cancel", SUPERVISOR, "事项当日按公告暂停办理，本次发现不成立。", 3),),
)  # fmt: skip


def demo_supervision_make(*, now: datetime) -> int:
    """Let the rules look at the past and the city deal with part of what they find; return how many were found."""
    days, told = calendar(), 0
    for back in range(MORNINGS, 0, -1):
        at = instant_before(now, working_days=back, at="08:40", calendar=days)
        round_make(tell=lambda at=at: at)  # type: ignore[misc]  # bound at once, each morning its own
        told += _day(at, told)
        answers_sweep(now=at + timedelta(minutes=20))
    round_make(tell=lambda: now)
    answers_sweep(now=now)
    return told


def _day(at: datetime, before: int) -> int:
    """Deal with what was found on a morning; return how many findings that were."""
    supervisor = _actor(SUPERVISOR)
    rows = findings_listed(supervisor, FindingFilter(state="new")).rows
    fresh = [row.facts.id for row in rows if row.facts.found_at == at]
    for place, finding_id in enumerate(reversed(fresh), start=before):
        _story(finding_id, STORIES[place % len(STORIES)], at)
    return len(fresh)


def _story(finding_id: UUID, story: Sequence[tuple[str, str, str, int]], at: datetime) -> None:
    """Do one thing after the other; where somebody may not, because he worked on the case, it stays as it is."""
    for act, username, words, hours in story:
        when = at + timedelta(hours=hours)
        try:
            finding_handle(
                finding_id=finding_id, act=handling_act(act), told=HandlingTold(words), actor=_actor(username), now=when
            )
        except RuleError:
            return


def _actor(username: str) -> Actor:
    return actor_of(get_user_model().objects.get(username=username).pk)
