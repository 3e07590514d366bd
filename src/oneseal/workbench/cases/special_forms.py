"""What staff fill in to look beforehand, to let a case stand still, and to void what was registered by mistake."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import SuspensionGround, VoidGround
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.words import MISTAKES, STANDSTILLS

READY, NOT_READY = "ready", "not_ready"
WHY_MISSING: Final = {"cases.reason_missing": "reason"}


def _text(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PreReviewForm(ActForm):
    """What the look at an online application found."""

    at_field = {"cases.reason_missing": "finding"}

    verdict = forms.ChoiceField(
        label=_("预审结论"),
        choices=[(READY, _("可以受理")), (NOT_READY, _("有问题，需要告知补正或者不予受理"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择预审结论。")},
    )
    finding = forms.CharField(
        label=_("发现的问题"),
        help_text=_("有问题的必须写明；受理人员据此一次告知补正。"),
        required=False,
        widget=_text(),
        max_length=2000,
    )


class SuspendForm(ActForm):
    """Why a case stands still, and by which law if any."""

    at_field = {**WHY_MISSING, "cases.suspension_document_missing": "document"}

    ground = forms.ChoiceField(
        label=_("中止的情形"),
        choices=[(ground.value, words) for ground, words in STANDSTILLS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择中止的情形。")},
    )
    reason = forms.CharField(
        label=_("事实和理由"),
        help_text=_("写给申请人看。会印在通知书上。"),
        widget=_text(),
        max_length=2000,
        error_messages={"required": _("请写明中止的理由。申请人有权知道。")},
    )
    law = forms.CharField(
        label=_("停止法定期限所依据的法律（选填）"),
        help_text=_("例如“《某某法》第某条”。不填写的，只停止承诺期限，法定期限照常计算。"),
        required=False,
        max_length=200,
    )
    document = forms.CharField(
        label=_("相应的文书和文号（选填）"),
        help_text=_("例如法院的裁定书。填写了法律的，必须填写。"),
        required=False,
        max_length=200,
    )

    def clean_ground(self) -> SuspensionGround:
        """Return the ground as the service knows it."""
        return SuspensionGround(self.cleaned_data["ground"])


class ResumeForm(ActForm):
    """What has changed."""

    at_field = WHY_MISSING

    reason = forms.CharField(
        label=_("恢复办理的理由"),
        help_text=_("写明中止的原因如何消除。会印在通知书上。"),
        widget=_text(),
        max_length=2000,
        error_messages={"required": _("请写明恢复办理的理由。")},
    )


class VoidForm(ActForm):
    """Which technical error it was."""

    at_field = WHY_MISSING

    ground = forms.ChoiceField(
        label=_("登记错误的情形"),
        choices=[(ground.value, words) for ground, words in MISTAKES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择登记错误的情形。")},
    )
    reason = forms.CharField(
        label=_("事实"),
        help_text=_("写明错在哪里、由什么证明；登记了两次的，写明另一件的编号。会印在作废说明上。"),
        widget=_text(),
        max_length=2000,
        error_messages={"required": _("请写明事实。没有事实不能申请作废。")},
    )

    def clean_ground(self) -> VoidGround:
        """Return the ground as the service knows it."""
        return VoidGround(self.cleaned_data["ground"])


class DeclineVoidForm(ActForm):
    """Why a case is not voided."""

    at_field = WHY_MISSING

    reason = forms.CharField(
        label=_("不同意作废的理由"),
        widget=_text(),
        max_length=1000,
        error_messages={"required": _("请写明不同意的理由。")},
    )
