"""What a window records of a payment, and why money goes back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class CounterForm(forms.Form):
    """Amount and receipt of a payment at the window."""

    use_required_attribute = False
    amount = forms.CharField(
        label=gettext_lazy("实收金额（元）"),
        max_length=16,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请填写实收金额。")},
    )
    receipt_number = forms.CharField(
        label=gettext_lazy("票据号码"),
        help_text=gettext_lazy("财政票据上的号码，电子票据填电子票据号。"),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请填写票据号码。")},
    )


class RefundForm(forms.Form):
    """Why a payment is given back."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("退款理由"),
        help_text=gettext_lazy("批准人会看到。请写明依据，例如重复缴费、多收。"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("请写明退款的理由。")},
    )


class DeclineForm(forms.Form):
    """Why a refund is declined."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("不批准的理由"),
        help_text=gettext_lazy("申请人会在办件里看到。请写明为什么不退。"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("请写明不批准的理由。")},
    )


class FindingForm(forms.Form):
    """What came of a difference."""

    use_required_attribute = False
    note = forms.CharField(
        label=gettext_lazy("核实情况和处理结果"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("请写明核实的情况和处理的结果。")},
    )
