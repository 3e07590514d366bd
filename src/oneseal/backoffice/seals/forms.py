"""A seal to bring into force."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.papers.services import SealFacts


class SealForm(OfficeForm):
    """Name, registered code and reason of a new seal."""

    name = forms.CharField(
        label=_("印章名称"), max_length=20, initial="行政审批专用章", help_text=_("刻在五角星下面的一行字。")
    )
    code = forms.RegexField(
        r"^[0-9]{13,14}$", label=_("印章编码"), required=False,
        help_text=_("公安机关备案的13位或者14位数字；没有可以留空。"),
        error_messages={"invalid": _("印章编码是13位或者14位数字。请对照备案证明核对，没有可以留空。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("启用原因"), max_length=200, required=False, help_text=_("写入登记簿，例如批准文件。")
    )

    def facts(self) -> SealFacts:
        """Return the seal to bring into force."""
        return SealFacts(**self.cleaned_data)
