"""Jobs and timers in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.proof.services import NIGHTLY

JOBS: Final = {
    "audit.close_day": _("做前一日的总摘要"),
    "audit.mark_ends": _("标记轨迹的末尾"),
    "cases.forget_presses": _("清除旧的按键记号"),
    "cases.recompute_dues": _("重新计算到期日"),
    "catalog.forget_previews": _("清除没有确认的预览"),
    "dispatch.round": _("查询寄递进度"),
    "licences.set_timers": _("补设证照的定时事项"),
    "outbox.forget": _("清除已送达的事件"),
    "payments.reconcile": _("与支付平台对账"),
    "performance.refresh": _("更新办件统计"),
    "proof.nightly": _("核验记录"),
    "supervision.board": _("监察看板逐件重看"),
    "supervision.round": _("电子监察每日巡查"),
    "supervision.sweep_answers": _("提醒和升级监察答复"),
    "workflow.timers_fire": _("触发到期的定时事项"),
}
TIMERS: Final = {
    "catalog.adjustment_effective": _("事项调整生效"),
    "cases.correction_over": _("补正期限届满"),
    "cases.deemed_acceptance": _("逾期视为受理"),
    "cases.receipt_due": _("受理期限最后一日的提醒"),
    "cases.procedure_due_soon": _("程序到期前一日的提醒"),
    "cases.supplement_due_soon": _("承诺补交期限前一日的提醒"),
    "evaluation.consultation_over": _("征求意见期限届满"),
    "evaluation.matter_overdue": _("来件超过期限"),
    "evaluation.matter_settled": _("来件答复后期满办结"),
    "licences.renewal_reminder": _("延续提醒"),
    "licences.term_over": _("证照有效期届满"),
}


def job_name(name: str) -> str:
    """Return what a job does in a few words; its own name where nobody has said."""
    return str(JOBS.get(name, name))


def timer_name(kind: str) -> str:
    """Return what a timer is for."""
    return str(TIMERS.get(kind, kind))


def asker(by: str) -> str:
    """Return who asked for a proof."""
    return str(_("每晚自动")) if by == NIGHTLY else by
