"""A matter as whoever brought it reads it: progress, last day, answer, what he may do now."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from oneseal.evaluation.selectors import (
    CHANNEL_WORDS,
    KIND_WORDS,
    REMEDY_WORDS,
    RESULT_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    MatterAction,
    MatterFacts,
    MatterState,
    files_of_matter,
    matter_days,
    may_act,
    remedies,
    steps_of_matter,
)
from oneseal.foundation.timekeeping import today
from oneseal.papers.selectors import papers_of

ACTS = (MatterAction.WITHDRAW, MatterAction.SATISFY, MatterAction.DISSATISFY, MatterAction.REOPEN)


def matter_shown(found: MatterFacts) -> dict[str, Any]:
    """Return what the page of a matter shows to whoever brought it."""
    is_refused = found.state is MatterState.NOT_ACCEPTED
    ways = remedies(found.kind, was_reopened=found.reopened_at is not None, is_refused=is_refused)
    return {
        "matter": found,
        "kind": KIND_WORDS[found.kind],
        "state": STATE_WORDS[found.state],
        "channel": CHANNEL_WORDS[found.channel],
        "result": RESULT_WORDS.get(found.result, ""),
        "history": history_of(found),
        "days": matter_days(found, today=today()) if found.is_open else [],
        "next": _next(found),
        "papers": papers_of(found.id, for_public=True),
        "files": files_of_matter(found),
        "may": {act.value for act in ACTS if _open(found, act)},
        "remedies": [REMEDY_WORDS[way] for way in ways] if found.answered_at or is_refused else [],
    }


def _open(found: MatterFacts, act: MatterAction) -> bool:
    if act is MatterAction.REOPEN and found.reopened_at is not None:
        return False
    return may_act(found.kind, found.state, act)


def _next(found: MatterFacts) -> str:
    """Return what happens next and by when."""
    if found.face.light == "blue":
        return _("正在征求意见，这段时间不计入答复期限。")
    if found.state is MatterState.RECEIVED:
        return _("在期限前决定是否受理，结果写在这里。")
    if found.is_open:
        return _("在期限前答复您，答复写在这里。")
    return ""


def history_of(found: MatterFacts) -> list[dict[str, Any]]:
    """Return what happened, as a timeline; the public reads which agency acted, not which person."""
    return [
        {
            "title": STEP_WORDS.get(row.action, row.action), "at": f"{localtime(row.at):%Y-%m-%d %H:%M}", "who": "",
            "text": row.words, "state": "done",
        }
        for row in steps_of_matter(found, for_public=True)
    ]  # fmt: skip
