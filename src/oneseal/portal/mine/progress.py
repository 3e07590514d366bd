"""What happened to a case, what is going on, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import (
    RUNNING,
    CaseFacts,
    DueMove,
    MaterialFacts,
    State,
    clock_of,
    delivery_for_page,
    derivation_for_page,
    derivation_lines,
    due_move_of,
    materials_of,
)
from oneseal.catalog.selectors import version_terms
from oneseal.forms.services import spoken
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import Unit
from oneseal.portal.mine.procedure_words import PROCEDURES_HAPPENED
from oneseal.portal.mine.words import UNDECIDED, state_words

if TYPE_CHECKING:
    from oneseal.foundation.audit.models import Entry

HAPPENED: Final[dict[str, Promise]] = {
    "cases.submit": gettext_lazy("提交申请"),
    "cases.hand_over": gettext_lazy("综合窗口移交主管部门"),
    "cases.begin_pre_review": gettext_lazy("开始预审"),
    "cases.end_pre_review": gettext_lazy("预审结束"),
    "cases.request_correction": gettext_lazy("一次性告知补正"),
    "cases.correct": gettext_lazy("提交补正"),
    "cases.receive_from_below": gettext_lazy("上级机关收到初审意见和材料"),
    "cases.accept_tolerant": gettext_lazy("容缺受理"),
    "cases.supply": gettext_lazy("补齐承诺的材料"),
    "cases.return_unkept": gettext_lazy("承诺的材料没有补齐，退件"),
    "cases.grant_on_commitment": gettext_lazy("按告知承诺作出准予决定"),
    "cases.accept": gettext_lazy("受理"),
    "cases.deem_accepted": gettext_lazy("逾期未告知，视为受理"),
    "cases.deem_renewed": gettext_lazy("届满前未作决定，视为准予延续"),
    "cases.grant_at_once": gettext_lazy("当场受理并作出准予决定"),
    "cases.refuse_at_once": gettext_lazy("当场受理并作出不予许可决定"),
    "cases.open_procedure": gettext_lazy("启动特别程序，停止计时"),
    "cases.close_procedure": gettext_lazy("特别程序结束，继续计时"),
    "cases.plan_survey": gettext_lazy("安排现场核查"),
    "cases.record_survey": gettext_lazy("现场核查结束"),
    "cases.suspend": gettext_lazy("中止办理"),
    "cases.resume": gettext_lazy("恢复办理，继续计时"),
    **PROCEDURES_HAPPENED,
    "cases.extend": gettext_lazy("延长办理期限"),
    "cases.approve_extension": gettext_lazy("经本级人民政府负责人批准，延长办理期限"),
    "cases.forward_up": gettext_lazy("初审完毕，报送上级机关"),
    "cases.withdraw": gettext_lazy("您撤回了申请"),
    "cases.apply_again": gettext_lazy("您重新申请了"),
    "cases.return_case": gettext_lazy("逾期未补正，退件"),
    "cases.terminate": gettext_lazy("终止办理"),
    "cases.void": gettext_lazy("因登记错误作废"),
    "cases.not_accept": gettext_lazy("不予受理"),
    "cases.recommend": gettext_lazy("完成审查"),
    "cases.send_back": gettext_lazy("退回补充审查"),
    "cases.grant": gettext_lazy("作出准予许可决定"),
    "cases.refuse": gettext_lazy("作出不予许可决定"),
    "cases.issue": gettext_lazy("制作电子证照"),
    "dispatch.way_chosen": gettext_lazy("选择送达方式"),
    "dispatch.parcel_booked": gettext_lazy("结果交邮政寄递"),
    "dispatch.kept_for_pick_up": gettext_lazy("邮件退回，改为到窗口领取"),
    "cases.deliver": gettext_lazy("送达"),
    "cases.archive": gettext_lazy("归档"),
    "cases.due_recomputed": gettext_lazy("按放假安排重新计算期限"),
    "cases.transferred": gettext_lazy("按事项调整改由另一机关办理，期限照常计算"),
}
NOW: Final[dict[str, Promise]] = {
    "submitted": gettext_lazy("等待受理"),
    "pre_review": gettext_lazy("预审"),
    "correction_pending": gettext_lazy("等待您补正"),
    "accepted": gettext_lazy("审查"),
    "under_review": gettext_lazy("审查"),
    "suspended": gettext_lazy("中止办理，等待恢复"),
    "decision_pending": gettext_lazy("决定"),
    "granted": gettext_lazy("制作电子证照"),
    "refused": gettext_lazy("送达决定书"),
    "not_accepted": gettext_lazy("送达不予受理通知书"),
    "issuing": gettext_lazy("等待领取"),
}
_ACCEPT, _REVIEW = gettext_lazy("受理"), gettext_lazy("审查")
_DECIDE, _DELIVER = gettext_lazy("决定"), gettext_lazy("送达")
NEXT: Final[dict[str, tuple[Promise, ...]]] = {
    "submitted": (_REVIEW, _DECIDE, _DELIVER),
    "pre_review": (_ACCEPT, _REVIEW, _DECIDE, _DELIVER),
    "correction_pending": (_ACCEPT, _REVIEW, _DECIDE, _DELIVER),
    "accepted": (_DECIDE, _DELIVER),
    "under_review": (_DECIDE, _DELIVER),
    "suspended": (_REVIEW, _DECIDE, _DELIVER),
    "decision_pending": (_DELIVER,),
    "granted": (_DELIVER,),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """The page of a case's way: light, due dates with their derivations, and the timeline."""

    facts: CaseFacts
    state: str
    is_running: bool
    light: str
    remaining: int | None
    due_on: date | None
    statutory_due_on: date | None
    unit: Unit
    due_at: datetime | None
    statutory_due_at: datetime | None
    is_by_law: bool
    is_provisional: bool
    is_accepted: bool
    promised_days: list[object]
    statutory_days: list[object]
    deliver_by_on: date | None
    delivery_days: list[object]
    moved: DueMove | None
    events: list[dict[str, str]]


def progress_of(facts: CaseFacts, *, now: datetime) -> Progress:
    """Return the way of a case that the reader was allowed to load; what ended undecided has no due date."""
    acts = list(entries_of(facts.id))
    clock, is_due = clock_of(facts, now=now), facts.outcome not in UNDECIDED
    # While the applicant mends his application no day is shown, so there is none to explain.
    is_told = is_due and facts.state is not State.CORRECTION_PENDING
    promised, statutory = derivation_for_page(facts, on=beijing_date(now)) if is_told else None, None
    if is_due and facts.accepted_at is not None:
        statutory = derivation_for_page(facts, on=beijing_date(now), promised=False)
    due_on, statutory_on = None if clock.is_by_law else clock.due_on, clock.statutory_due_on
    if facts.delivery is not None:
        due_on, statutory_on = facts.decision_due_on, facts.decision_statutory_due_on
    delivery = delivery_for_page(facts)
    return Progress(
        facts=facts, state=state_words(facts), is_running=facts.state.value in RUNNING, light=clock.light.value,
        remaining=clock.remaining, due_on=due_on if is_due else None,
        statutory_due_on=statutory_on if is_due else None,
        unit=clock.unit, due_at=clock.due_at if is_due and not clock.is_by_law else None,
        is_by_law=clock.is_by_law,
        statutory_due_at=facts.statutory_due_at if is_due and clock.is_hourly else None,
        is_provisional=clock.is_provisional, is_accepted=facts.accepted_at is not None,
        promised_days=[*derivation_lines(promised)] if promised else [],
        statutory_days=[*derivation_lines(statutory)] if statutory else [], events=_events(facts, acts),
        deliver_by_on=clock.due_on if delivery else None,
        delivery_days=[*derivation_lines(delivery)] if delivery else [],
        moved=due_move_of(facts, acts) if is_told and facts.state.value in RUNNING else None,
    )  # fmt: skip


def named_materials(facts: CaseFacts) -> list[tuple[str, list[MaterialFacts]]]:
    """Return the files that count at present, by the name of their material, in the order of the list."""
    held = materials_of(facts)
    rows = [
        (spoken(need, "name"), [row for row in held if row.key == need.key])
        for need in version_terms(facts.item_version_id).materials
    ]
    return [(name, files) for name, files in rows if files]


def _events(facts: CaseFacts, acts: Sequence[Entry]) -> list[dict[str, str]]:
    past = [
        {
            "title": str(HAPPENED[entry.verb]),
            "at": date_format(localtime(entry.occurred_at), "Y-m-d H:i"),
            "who": entry.post_title or (_("申请人") if entry.actor_kind == "applicant" else _("系统")),
            "text": "",
            "state": "done",
        }
        for entry in acts
        if entry.verb in HAPPENED
    ]
    state = facts.state.value
    present = [_step(NOW[state], "now")] if state in NOW else []
    return past + present + [_step(word, "next") for word in NEXT.get(state, ())]


def _step(title: Promise, state: str) -> dict[str, str]:
    return {"title": str(title), "at": "", "who": "", "text": "", "state": state}


def masked_party(facts: CaseFacts) -> str:
    """Return the applicant's name for readers without an account: a person's is masked."""
    if facts.party_kind == "person":
        return facts.party_name[:1] + "*" * (len(facts.party_name) - 1)
    return facts.party_name
