"""A notice or a local paper to load, and why one is withdrawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.kernel.clock import NoticeMalformed, notice_from_mapping
from oneseal.workflow.services import ClosureTold

_DAY = {"type": "date"}
LIMIT_BYTES = 100_000


class NoticeForm(forms.Form):
    """The notice of one year in the format of the calendar files."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("放假通知文件"), required=False, help_text=_("一年一个JSON文件，格式与随程序提供的文件相同。"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the notice from the file."""
        told = super().clean() or self.cleaned_data
        file = told.get("file")
        if file is not None and file.size > LIMIT_BYTES:
            raise forms.ValidationError({"file": gettext("文件太大，不像是一年的放假通知。请核对后重新选择。")})
        if file is None:
            raise forms.ValidationError({"file": gettext("还没有选择文件。请选择一个放假通知文件。")})
        told["notice"] = self._notice(file.read().decode("utf-8", errors="replace"))
        return told

    def _notice(self, text: str) -> Mapping[str, Any]:
        try:
            content = json.loads(text)
            notice_from_mapping(content)
        except (ValueError, RecursionError) as problem:
            said = gettext("这不是JSON文件。请选择放假通知的JSON文件。")
            raise forms.ValidationError({"file": said}) from problem
        except NoticeMalformed as problem:
            facts = "，".join(f"{name}: {value}" for name, value in problem.facts.items())
            said = gettext("文件的格式不对（%(facts)s）。请对照随程序提供的文件改正后重新选择。") % {"facts": facts}
            raise forms.ValidationError({"file": said}) from problem
        notice: Mapping[str, Any] = content
        return notice


class ClosureForm(OfficeForm):
    """Days on which nobody works, or everybody does, by a paper of the city."""

    first_on = forms.DateField(label=_("从哪一天起"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    last_on = forms.DateField(
        label=_("到哪一天为止"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"), help_text=_("包括这一天。")
    )
    is_working = forms.ChoiceField(
        label=_("这些日子"), choices=[("", _("停止办公")), ("1", _("上班"))], required=False,
        widget=forms.RadioSelect, initial="",
    )  # fmt: skip
    name = forms.CharField(label=_("原因"), max_length=50, help_text=_("例如“防汛停止办公”，办件的期限说明中会写明。"))
    title = forms.CharField(label=_("文件名称"), max_length=200)
    number = forms.CharField(label=_("文号"), max_length=60)

    def told(self) -> ClosureTold:
        """Return the local paper."""
        return ClosureTold(**{**self.cleaned_data, "is_working": self.cleaned_data["is_working"] == "1"})


class WithdrawForm(OfficeForm):
    """Why a local paper is withdrawn."""

    reason = forms.CharField(label=_("撤回原因"), max_length=200, help_text=_("例如撤回文件的文号。"))
