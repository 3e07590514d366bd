"""What is told when something is done with a licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.licences.services import Cancellation, Penalty, Recall, Reissue
from oneseal.licences.services.cancelling import CANCELLATION_GROUNDS, REISSUE_GROUNDS
from oneseal.licences.services.penalising import RECALL_GROUNDS
from oneseal.licences.services.wording import CANCELLATION, RECALL, REISSUE

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _text(label: _StrPromise, lack: _StrPromise, *, about: _StrPromise | str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=about, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": lack},
    )  # fmt: skip


def _date(label: _StrPromise, lack: _StrPromise, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": lack, "invalid": _("请按“2026-03-04”的样子填写日期。")},
    )  # fmt: skip


class RecallForm(forms.Form):
    """What changed, which public interest demands the recall, what is said of compensation."""

    use_required_attribute = False

    ground = forms.ChoiceField(
        label=_("撤回的法定情形"), choices=list(RECALL.items()), widget=forms.RadioSelect,
        error_messages={"required": _("请选择撤回的法定情形。")},
    )  # fmt: skip
    facts = _text(
        _("发生的变化"), _("请写明发生的变化。"), about=_("写明哪部法律、哪项规定或者什么情况变了，何时变的。"), rows=6
    )
    public_interest = _text(_("公共利益的需要"), _("请写明公共利益的需要。"))
    compensation = _text(
        _("补偿的安排"), _("请写明补偿的安排。"), about=_("写明由谁、按什么程序补偿；没有造成财产损失的，也请写明。")
    )

    @staticmethod
    def told(data: Mapping[str, Any]) -> Recall:
        """Return what the service is told."""
        ground = next(known for known in RECALL_GROUNDS if known.value == data["ground"])
        return Recall(ground, data["facts"], data["public_interest"], data["compensation"])


class _PenaltyForm(forms.Form):
    use_required_attribute = False

    decided_by = forms.CharField(
        label=_("作出处罚决定的机关"), max_length=100, error_messages={"required": _("请写明作出处罚决定的机关。")}
    )
    number = forms.CharField(
        label=_("处罚决定书文号"), max_length=60, error_messages={"required": _("请写明处罚决定书文号。")}
    )
    decided_on = _date(_("处罚决定日期"), _("请写明处罚决定日期。"))


class TakeAwayForm(_PenaltyForm):
    """The penalty decision that took a licence away."""

    facts = forms.CharField(
        label=_("处罚决定认定的事实"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    @staticmethod
    def told(data: Mapping[str, Any]) -> Penalty:
        """Return what the service is told."""
        return Penalty(data["decided_by"], data["number"], data["decided_on"], data["facts"])


class SuspendForm(_PenaltyForm):
    """The penalty decision that suspends a licence."""

    until_on = _date(_("暂扣至（选填）"), _("请写明日期。"), required=False)

    @staticmethod
    def told(data: Mapping[str, Any]) -> Penalty:
        """Return what the service is told."""
        return Penalty(data["decided_by"], data["number"], data["decided_on"], until_on=data["until_on"])


class ResumeForm(forms.Form):
    """Why a suspended licence counts again."""

    use_required_attribute = False
    reason = _text(_("暂扣结束的依据和理由"), _("请写明暂扣结束的依据和理由。"))

    @staticmethod
    def told(data: Mapping[str, Any]) -> str:
        """Return what the service is told."""
        return str(data["reason"])


class CancelForm(forms.Form):
    """The ground of art. 70 that the licence has, and the facts."""

    use_required_attribute = False

    request_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    ground = forms.ChoiceField(
        label=_("注销的法定情形"), choices=list(CANCELLATION.items()), widget=forms.RadioSelect,
        error_messages={"required": _("请选择注销的法定情形。")},
    )  # fmt: skip
    facts = _text(_("查明的事实"), _("请写明查明的事实。"), about=_("会印在注销许可决定书上。"), rows=6)

    @staticmethod
    def told(data: Mapping[str, Any]) -> Cancellation:
        """Return what the service is told."""
        ground = next(known for known in CANCELLATION_GROUNDS if known.value == data["ground"])
        return Cancellation(ground, data["facts"], data["request_id"])


class ReissueForm(forms.Form):
    """Why a licence is issued again, and what was checked."""

    use_required_attribute = False

    request_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    ground = forms.ChoiceField(
        label=_("补发的原因"), choices=list(REISSUE.items()), widget=forms.RadioSelect,
        error_messages={"required": _("请选择补发的原因。")},
    )  # fmt: skip
    checked = _text(
        _("核对了什么"), _("请写明核对了什么。"), about=_("例如申请人的身份证明、授权、遗失声明或者损毁的原件。")
    )

    @staticmethod
    def told(data: Mapping[str, Any]) -> Reissue:
        """Return what the service is told."""
        ground = next(known for known in REISSUE_GROUNDS if known.value == data["ground"])
        return Reissue(ground, data["checked"], data["request_id"])


class DeclineForm(forms.Form):
    """Why a request of the holder is declined."""

    use_required_attribute = False
    answer = _text(_("没有同意的理由"), _("请写明没有同意的理由。"), about=_("持证人会读到这段话。"))
