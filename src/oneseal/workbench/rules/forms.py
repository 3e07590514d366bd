"""How a supervisor wants a rule, and over which days he tries it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.supervision.selectors import RuleShown, ThresholdShown
from oneseal.supervision.services import MOST_DAYS, Wanted, Window

PREFIX = "limit_"
_NUMBER = {"inputmode": "numeric"}
_DAY = {"type": "date"}


class SettingForm(forms.Form):
    """On or off, a number for each threshold, why, and the days of the trial."""

    use_required_attribute = False
    is_on = forms.ChoiceField(
        label=gettext_lazy("开关"), choices=[("on", gettext_lazy("启用")), ("off", gettext_lazy("停用"))],
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("请选择启用或者停用。")},
    )  # fmt: skip
    first = forms.DateField(
        label=gettext_lazy("试算从哪天起"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy("请填写试算从哪天起。")),
    )  # fmt: skip
    last = forms.DateField(
        label=gettext_lazy("试算到哪天"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy("请填写试算到哪天。")),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("为什么改"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("例如批准文件。只试算时可以不填。"),
    )  # fmt: skip

    def __init__(self, *args: Any, shown: RuleShown, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask for a number for each threshold, between its bounds."""
        initial = {
            "is_on": "on" if shown.in_force.is_on else "off", "first": today - timedelta(days=30), "last": today,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.initial.update(initial)
        self.fields["last"].help_text = _("最多%(most)s天。用历史办件比较现在的设置和新的设置。") % {"most": MOST_DAYS}
        numbers = {f"{PREFIX}{one.name}": _number(one) for one in shown.thresholds}
        others = {name: field for name, field in self.fields.items() if name != "is_on"}
        self.fields = {"is_on": self.fields["is_on"], **numbers, **others}

    def wanted(self) -> Wanted:
        """Return what was told."""
        told = self.cleaned_data
        limits = {name.removeprefix(PREFIX): value for name, value in told.items() if name.startswith(PREFIX)}
        return Wanted(told["is_on"] == "on", limits, told["reason"], Window(told["first"], told["last"]))


def _number(one: ThresholdShown) -> forms.IntegerField:
    bounds = _("可以填%(least)s到%(most)s，默认%(default)s。来源：%(source)s。") % {
        "least": one.least, "most": one.most, "default": one.default, "source": one.source,
    }  # fmt: skip
    told = _("%(title)s须在%(least)s到%(most)s之间。") % {"title": one.title, "least": one.least, "most": one.most}
    return forms.IntegerField(
        label=one.title, initial=one.value, help_text=f"{one.meaning} {bounds}", widget=forms.TextInput(_NUMBER),
        validators=[MinValueValidator(one.least, told), MaxValueValidator(one.most, told)],
        error_messages={"required": told, "invalid": told},
    )  # fmt: skip


class AnswerForm(forms.Form):
    """Confirm a proposal, or send it back with a reason."""

    use_required_attribute = False
    answer = forms.CharField(
        label=gettext_lazy("退回的理由"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("同意时不用填。"),
    )  # fmt: skip


def shares(counts: Sequence[tuple[str, int]]) -> str:
    """Return counts by agency in words, e.g. 市场监管局 3、水利局 1."""
    return "、".join(f"{name} {count}" for name, count in counts)
