"""What the public of the demo city brought to the desk: every kind, in several states, the same at every start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.auth import get_user_model

from oneseal.evaluation.selectors import ANSWERS, Channel, MatterKind, desks_named, matter_followed
from oneseal.evaluation.services import (
    AnswerTold,
    ConsultTold,
    Filed,
    MatterTold,
    consultation_open,
    extension_ask,
    extension_grant,
    matter_accept,
    matter_answer,
    matter_follow_up,
    matter_receive,
    matter_refuse,
    matter_register,
    matter_reopen,
    matter_transfer,
    matter_urge,
    question_draft,
    question_release,
)
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.selectors import colleagues_with, first_agency
from oneseal.kernel.access import Actor
from oneseal.simulation import world
from oneseal.simulation.actors import actor_of
from oneseal.simulation.days import instant_before
from oneseal.workflow.selectors import calendar


def _actor(username: str) -> Actor:
    return actor_of(get_user_model().objects.get(username=username).pk)


def demo_desk_make(*, now: datetime) -> int:
    """Bring every story to the desk of the first agency; return how many."""
    days, about = calendar(), first_agency().id

    def ago(working_days: int, at: str) -> datetime:
        return instant_before(now, working_days=working_days, at=at, calendar=days)

    stories = world.matters()
    for story in stories:
        told = MatterTold(MatterKind(story["kind"]), about, story["text"], story["name"], story["contact"])
        at, channel = ago(story["days_ago"], "09:30"), Channel(story["channel"])
        if channel is Channel.PORTAL:
            filed = matter_receive(told=told, actor=None, now=at)
        else:
            filed = matter_register(told=told, channel=channel, actor=_actor("intake"), now=at)
        for what, working_days, words in story["steps"]:
            _STEPS[what](_Scene(filed, ago(working_days, "10:00")), words)
    return len(stories)


@dataclass(frozen=True, slots=True)
class _Scene:
    filed: Filed
    now: datetime

    def by(self, permission: str) -> dict[str, Any]:
        """Return who does a step: the first of the handling agency whose post has a permission."""
        found = matter_followed(self.filed.number, self.filed.code, today=beijing_date(self.now))
        if found is None:
            raise LookupError(self.filed.number)
        account = next(iter(colleagues_with(permission, agency_id=found.agency_id)))
        return {"matter_id": self.filed.matter_id, "actor": actor_of(account), "now": self.now}

    @property
    def at_desk(self) -> dict[str, Any]:
        """Return who handles the matter."""
        return self.by(ANSWERS)

    @property
    def by_code(self) -> dict[str, Any]:
        """Return whoever brought the matter."""
        return {"matter_id": self.filed.matter_id, "actor": None, "code": self.filed.code, "now": self.now}


def _answer(scene: _Scene, words: str) -> None:
    text, _bar, result = words.partition("|")
    matter_answer(told=AnswerTold(text, result), **scene.at_desk)


def _extend(scene: _Scene, words: str) -> None:
    extension_ask(days=20, reason=words, **scene.at_desk)
    extension_grant(**scene.by("matters.extend"))


def _question(scene: _Scene, words: str) -> None:
    answer = "先办营业执照，再申请食品经营许可（新办）。材料清单见办事指南。"
    question_draft(question=words, answer=answer, **scene.at_desk)
    question_release(**scene.by("matters.extend"))


def _transfer(scene: _Scene, words: str) -> None:
    who = scene.at_desk
    others = [key for key, _name in desks_named(without=who["actor"].agency_id) if key != first_agency().id]
    matter_transfer(agency_id=others[0], note=words, **who)


def _consult(scene: _Scene, words: str) -> None:
    consultation_open(told=ConsultTold(words, is_agency=False), **scene.at_desk)


_STEPS: Final[dict[str, Callable[[_Scene, str], None]]] = {
    "accept": lambda scene, _words: matter_accept(**scene.at_desk),
    "not_accept": lambda scene, words: matter_refuse(reason=words, **scene.at_desk),
    "answer": _answer,
    "extend": _extend,
    "question": _question,
    "transfer": _transfer,
    "urge": lambda scene, words: matter_urge(words=words, **{**scene.at_desk, "actor": _actor("centre_supervisor")}),
    "consult": _consult,
    "satisfy": lambda scene, words: matter_follow_up(is_satisfied=True, words=words, **scene.by_code),
    "dissatisfy": lambda scene, words: matter_follow_up(is_satisfied=False, words=words, **scene.by_code),
    "reopen": lambda scene, words: matter_reopen(words=words, **scene.by_code),
}
