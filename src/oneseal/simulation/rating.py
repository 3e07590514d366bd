"""Ratings of the demo city that were not good, and how far each was followed up: the same at every start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from django.contrib.auth import get_user_model

from oneseal.cases.selectors import CaseFacts, CaseFilter, Order, case_for_actor, cases_streamed, staff_of_case
from oneseal.evaluation.selectors import rating_of_case
from oneseal.evaluation.selectors.rectifications import bad_ratings_open
from oneseal.evaluation.services import RatingTold, case_rate, rectification_move
from oneseal.foundation.outbox.services import deliver_all
from oneseal.foundation.timekeeping import BEIJING, beijing_date
from oneseal.identity.selectors import actor_for_account
from oneseal.kernel.access import Actor, ActorKind
from oneseal.simulation.actors import actor_of
from oneseal.workflow.selectors import calendar

# Grade, words and tags of a rating, and the steps that followed until today; the words are invented.
STORIES: Final[tuple[tuple[RatingTold, tuple[str, ...]], ...]] = (
    (RatingTold(5, "第一次来没有说清楚要带什么，又跑了一趟。", tags=("多次往返",)),
     ("contact", "verify", "correct", "answer", "close")),
    (RatingTold(4, "等了一个多小时才叫到号。", tags=("等候太久",)), ("contact", "verify", "correct", "answer")),
    (RatingTold(5, "要我交的证明没有道理。", tags=("要求没有依据",)), ("contact", "verify", "explain")),
    (RatingTold(5, "点错了，本来想点非常满意。"), ("contact", "verify", "appeal", "uphold", "answer", "close")),
    (RatingTold(5, "随便写写。"), ("contact", "verify", "appeal")),
    (RatingTold(4, "说明书上的电话打不通。", is_anonymous=True), ("verify",)),
    (RatingTold(4, "上传材料失败了好几次。"), ("contact",)),
    (RatingTold(5, "态度不耐烦。", tags=("态度差",)), ()),
    (RatingTold(2, "挺好的。", tags=("少跑腿",)), ()),
    (RatingTold(3, "等得有点久。", tags=("等候偏久",)), ()),
)  # fmt: skip
WORDS: Final = {
    "contact": "电话回访评价人，听取了意见，记下了希望怎样解决。",
    "verify": "调取了办理记录和大厅录像，与评价人说的情况核对。",
    "correct": "对照清单补充了一次性告知的内容，并向窗口人员作了说明。",
    "explain": "该材料由办事指南列明，已经把依据的条款告诉评价人。",
    "appeal": "回访时评价人说并非对本次办理不满意，申请认定。",
    "uphold": "核对了回访记录，认定为误评，不计入满意率。",
    "answer": "谢谢您的意见。情况已经核实，处理结果如上，欢迎继续监督。",
    "close": "",
}
_AT: Final = time(10, 0)


def demo_ratings_make(*, now: datetime) -> int:
    """Rate some delivered cases and follow the bad ones up step by step, a working day apart; return how many."""
    chosen = _delivered(now)[-len(STORIES) :]
    for (facts, applicant), (told, steps) in zip(chosen, STORIES, strict=False):
        _story(facts, told, steps, applicant=applicant, now=now)
    deliver_all(now=now)
    return len(chosen)


def _delivered(now: datetime) -> list[tuple[CaseFacts, Actor]]:
    """Return delivered cases that nobody rated, with the applicants who filed them, in the order of delivery."""
    rows = cases_streamed(_login("supervisor"), CaseFilter(), now=now, order=Order.NEW)
    found = []
    for row in rows:
        delivered = row.facts.delivered_at
        if delivered is None or delivered > now or rating_of_case(row.facts.id) is not None:
            continue
        applicant = actor_for_account(row.facts.account_id, "")
        if applicant is not None and applicant.kind is ActorKind.APPLICANT:
            found.append((case_for_actor(row.facts.id, actor=applicant), applicant))
    return sorted(found, key=lambda pair: (str(pair[0].delivered_at), pair[0].number))


def _story(facts: CaseFacts, told: RatingTold, steps: Sequence[str], *, applicant: Actor, now: datetime) -> None:
    """Rate one case an hour after its delivery, and take the steps that fall before now."""
    at = min((facts.delivered_at or now) + timedelta(hours=1), now)
    case_rate(facts=facts, told=told, actor=applicant, now=at)
    opened = {row.case_id: row.rectification_id for row in bad_ratings_open(today=at.date())}
    for number, action in enumerate(steps):
        taken_at = min(_days_after(at, number), now - timedelta(minutes=len(steps) - number))
        rectification_move(
            rectification_id=opened[facts.id], action=action, text=WORDS[action], actor=_doer(facts, action),
            now=taken_at,
        )  # fmt: skip


def _days_after(at: datetime, number: int) -> datetime:
    """Return ten in the morning of the n-th working day after an instant, or soon after it on the same day."""
    if number == 0:
        return at + timedelta(minutes=40)
    days = calendar().with_estimates((at.year, at.year + 1))
    return datetime.combine(days.nth_after(beijing_date(at), number), _AT, BEIJING)


def _doer(facts: CaseFacts, action: str) -> Actor:
    """Return who takes a step: the supervisor decides, else one of two who did not handle the case."""
    if action == "uphold":
        return _login("supervisor")
    worked = staff_of_case(facts)
    return next(actor for actor in map(_login, ("head", "chief")) if actor.account_id not in worked)


def _login(username: str) -> Actor:
    return actor_of(get_user_model().objects.get(username=username).pk)
