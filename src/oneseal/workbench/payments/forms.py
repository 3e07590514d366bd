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
