"""A notice or a local paper to load, and why one is withdrawn."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.kernel.clock import NoticeMalformed, notice_from_mapping
from oneseal.workflow.services import ClosureTold, HoursTold

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_DAY = {"type": "date"}
_TIME = {"type": "time"}
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


def _time(label: _StrPromise, *, required: bool) -> forms.TimeField:
    return forms.TimeField(label=label, required=required, widget=forms.TimeInput(_TIME, format="%H:%M"))


class HoursForm(OfficeForm):
    """When offices are open on the days that are worked."""

    since_on = forms.DateField(
        label=_("从哪一天起"),
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        help_text=_("季节调整的，每次登记一份。"),
    )
    opens = _time(_("上午上班"), required=True)
    breaks = _time(_("上午下班"), required=True)
    resumes = _time(_("下午上班"), required=False)
    closes = _time(_("下午下班"), required=False)
    title = forms.CharField(label=_("文件名称"), max_length=200)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both times of the afternoon or for none, and for times in order."""
        told = super().clean() or self.cleaned_data
        if bool(told.get("resumes")) != bool(told.get("closes")):
            missing = "closes" if told.get("resumes") else "resumes"
            self.add_error(missing, gettext("下午的上班和下班时间请一起填写，或者都不填（中午不休息的填在上午）。"))
        given = [(name, told[name]) for name in ("opens", "breaks", "resumes", "closes") if told.get(name)]
        for (_earlier, before), (later, after) in itertools.pairwise(given):
            if after <= before:
                self.add_error(later, gettext("时间要按先后顺序填写，请核对。"))
        return told

    def told(self) -> HoursTold:
        """Return the paper on office hours."""
        known = self.cleaned_data
        spans = [(known["opens"], known["breaks"]), (known["resumes"], known["closes"])]
        kept = tuple((begin, end) for begin, end in spans if begin and end)
        return HoursTold(known["since_on"], kept, known["title"], known["number"])


class WithdrawForm(OfficeForm):
    """Why a local paper is withdrawn."""

    reason = forms.CharField(label=_("撤回原因"), max_length=200, help_text=_("例如撤回文件的文号。"))
