"""The guided tour of the demo city: one application on its whole way, in ten steps, one role each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import CaseFacts, State, cases_of_account
from oneseal.catalog.selectors import items_received
from oneseal.kernel.access import Actor
from oneseal.licences.selectors import licence_of_case

TOUR_ITEM: Final = "食品经营许可（新办）"


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step: who acts (no username: somebody not signed in), what he does, and where.

    `place` names a page in `_PLACES`; `done_from` are the states of the visitor's case in which the
    step lies behind him, none for a step of looking only.
    """

    key: str
    username: str
    role: Promise
    title: Promise
    text: Promise
    place: str
    done_from: frozenset[State] = frozenset()


_RECEIVED: Final = frozenset(State) - {State.DRAFT}
_ACCEPTED: Final = _RECEIVED - {State.SUBMITTED, State.CORRECTION_PENDING, State.NOT_ACCEPTED}
_EXAMINED: Final = _ACCEPTED - {State.ACCEPTED, State.UNDER_REVIEW}
_DECIDED: Final = _EXAMINED - {State.DECISION_PENDING}
_DELIVERED: Final = frozenset({State.DELIVERED, State.ARCHIVED})

STEPS: Final = (
    TourStep(
        "find", "", _("市民"), _("找到要办的事"),
        _("在首页搜索“食品经营许可”，打开办事指南：要什么材料、几天办结、依据哪一条法律，每一项都写着出处。"), "home",
    ),
    TourStep(
        "apply", "applicant", _("申请人"), _("网上申请"),
        _("以林小满的身份点“开始申请”，选择一家企业，填表、上传材料、提交。输入的内容随时自动保存。"),
        "item", _RECEIVED,
    ),
    TourStep(
        "accept", "intake", _("受理员"), _("受理"),
        _("打开刚收到的办件，核对材料，点“受理”。确认之前先看得到受理通知书和两个期限。缺材料时可以改发一次性补正告知书。"),
        "case", _ACCEPTED,
    ),
    TourStep(
        "examine", "reviewer", _("审查员"), _("提出审查意见"),
        _("受理的人不能审查。审查员看申请表和材料，写下意见，建议准予或者不予。"), "case", _EXAMINED,
    ),
    TourStep(
        "decide", "approver", _("首席审批员"), _("作出决定"),
        _("审查的人不能决定。先预览决定书，再点“准予许可”；印章盖在落款日期上，证照随后自动制作。"), "case", _DECIDED,
    ),
    TourStep(
        "deliver", "issuer", _("出件员"), _("送达"),
        _("登记领取人，出具送达回证。准予之后十个工作日内要送达。"), "case", _DELIVERED,
    ),
    TourStep(
        "rate", "applicant", _("申请人"), _("查看证照和评价"),
        _("在“我的办件”里看全过程，点“为什么是这一天”看期限怎么算出来，下载证照，给这次服务打分。"), "my_case",
    ),
    TourStep(
        "verify", "", _("公众"), _("核验证照"),
        _("不用登录，凭证照标识、二维码或者文件核验真伪。改动过一个字节也看得出来。"), "licence",
    ),
    TourStep(
        "archive", "archivist", _("档案员"), _("归档"),
        _("把申请表、材料、文书和经办记录连同校验值装成一个案卷，下载后离开本系统也能核对。"), "case",
        frozenset({State.ARCHIVED}),
    ),
    TourStep(
        "watch", "supervisor", _("监察员"), _("看得到、动不了"),
        _("从收件到归档的每一步都在经办记录里，前后相连，改动任何一行都会被发现。监察员能看，不能改。"), "case",
    ),
)  # fmt: skip


def tour_case(applicant: Actor, *, since: datetime, now: datetime) -> CaseFacts | None:
    """Return the newest case that the applicant has begun since the tour began; None when there is none."""
    rows = cases_of_account(applicant, now=now).rows
    return next((row.facts for row in rows if row.facts.started_at >= since), None)


def is_done(step: TourStep, case: CaseFacts | None) -> bool:
    """Return True when the visitor's case shows that a step lies behind him."""
    return case is not None and case.state in step.done_from


def next_step(case: CaseFacts | None, *, at_least: int) -> int:
    """Return the number, from 0, of the first step that is not done yet, never before `at_least`."""
    done = [number for number, step in enumerate(STEPS) if is_done(step, case)]
    return min(max([at_least, *(number + 1 for number in done)]), len(STEPS) - 1)


def _item_address(today: date) -> str:
    found = [row for row in items_received(on=today) if row.name == TOUR_ITEM]
    return reverse("portal:item", args=[found[0].item_id]) if found else reverse("portal:items")


def address_of(step: TourStep, case: CaseFacts | None, *, today: date) -> str:
    """Return the page on which a step is done, as near to the visitor's case as it can be."""
    if step.place == "item":
        return _item_address(today)
    if step.place == "licence":
        licence = licence_of_case(case.id) if case else None
        if licence is not None:
            return reverse("portal:verify_identifier", args=[licence.identifier])
        return reverse("portal:verify")
    if step.place == "case":
        return reverse("workbench:case", args=[case.id]) if case else reverse("workbench:inbox")
    if step.place == "my_case":
        return reverse("portal:my_case", args=[case.id]) if case else reverse("portal:my")
    return reverse("portal:home")
