"""What people say when they make the index."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.kernel.scoring import DEFAULT, ConstantIndex, Index, Scheme, rounded
from oneseal.performance.selectors.words import CONSTANT, INDICES

_DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


class DraftForm(forms.Form):
    """Which month, and why where it was published before."""

    use_required_attribute = False
    month = forms.DateField(
        label=_("月份"), input_formats=["%Y-%m"], widget=forms.DateInput({"type": "month"}, format="%Y-%m"),
        error_messages={"required": _("请选择月份。"), "invalid": _("请按“年-月”填写，例如2026-03。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("更正的理由"), required=False, max_length=1000,
        help_text=_("第一次计算不用填。更正已经公布的月份，请写明哪里有误、怎样发现的。"),
    )  # fmt: skip


class WordsForm(forms.Form):
    """Why: an appeal."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("申诉的理由"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("写明是哪个数字、依据是什么。由另一位负责人书面答复。"),
        error_messages={"required": _("请写明申诉的理由。")},
    )  # fmt: skip


class DecisionForm(forms.Form):
    """What is answered to an appeal."""

    use_required_attribute = False
    is_upheld = forms.ChoiceField(
        label=_("结论"), choices=[("yes", _("申诉成立")), ("no", _("申诉不成立"))], widget=forms.RadioSelect,
        error_messages={"required": _("请选择结论。")},
    )  # fmt: skip
    answer = forms.CharField(
        label=_("答复"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("申诉成立的，请接着奖励、扣分或者重新计算，把结果改正过来。"),
        error_messages={"required": _("请写明答复。")},
    )  # fmt: skip


class AdjustForm(forms.Form):
    """Points, and on what ground."""

    use_required_attribute = False
    points = forms.DecimalField(
        label=_("分数"), max_digits=5, decimal_places=2, help_text=_("奖励填正数，扣分填负数。"),
        widget=forms.TextInput(_DECIMAL), error_messages={"required": _("请填写分数。")},
    )  # fmt: skip
    basis = forms.CharField(label=_("依据"), max_length=300, error_messages={"required": _("请写明依据。")})
    reason = forms.CharField(
        label=_("理由"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("请写明理由。")},
    )  # fmt: skip


class WeightsForm(forms.Form):
    """Nine weights, and from when they hold."""

    use_required_attribute = False
    from_month = forms.DateField(
        label=_("从哪个月起"), input_formats=["%Y-%m"], widget=forms.DateInput({"type": "month"}, format="%Y-%m"),
        error_messages={"required": _("请选择月份。"), "invalid": _("请按“年-月”填写，例如2026-03。")},
    )  # fmt: skip
    fewest_cases = forms.IntegerField(
        label=_("少于几件不排名"), min_value=0, max_value=100_000, widget=forms.TextInput({"inputmode": "numeric"})
    )
    appeal_days = forms.IntegerField(
        label=_("申诉期（工作日）"), min_value=0, max_value=60, widget=forms.TextInput({"inputmode": "numeric"})
    )
    basis = forms.CharField(label=_("依据"), max_length=300, required=False)
    reason = forms.CharField(label=_("理由"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: object, scheme: Scheme = DEFAULT, **kwargs: object) -> None:
        """Offer the weights in force to be changed."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.scheme = scheme
        for index in Index:
            self.fields[index.value] = forms.DecimalField(
                label=f"{index.value} {INDICES[index][0]}", max_digits=5, decimal_places=2,
                initial=_plain(scheme.dynamic[index]), widget=forms.TextInput(_DECIMAL),
            )  # fmt: skip
        self.fields["fewest_cases"].initial, self.fields["appeal_days"].initial = (
            scheme.fewest_cases,
            scheme.appeal_days,
        )
        self.order_fields([index.value for index in Index])

    def chosen(self) -> Scheme:
        """Return the scheme that was filled in; what the form does not ask for stays as it is.

        Raises:
            WeightsNotWhole, WeightOutOfBounds.
        """
        told, before = self.cleaned_data, self.scheme
        return Scheme(
            dynamic={index: Fraction(told[index.value]) for index in Index}, constant=before.constant,
            two_step_target=before.two_step_target, overdue_factor=before.overdue_factor,
            complaint_factor=before.complaint_factor, monthly_share=before.monthly_share,
            fewest_cases=told["fewest_cases"], appeal_days=told["appeal_days"],
        )  # fmt: skip


def _plain(weight: Fraction) -> str:
    return f"{rounded(weight, places=2).normalize():f}"


class PanelForm(forms.Form):
    """One's own five scores of a department."""

    use_required_attribute = False

    def __init__(self, departments: dict[str, str], *args: object, **kwargs: object) -> None:
        """Offer the departments."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["agency"] = forms.ChoiceField(
            label=_("部门"), choices=list(departments.items()), error_messages={"required": _("请选择部门。")}
        )
        for index in ConstantIndex:
            self.fields[index.value] = forms.DecimalField(
                label=str(CONSTANT[index]), min_value=0, max_value=100, max_digits=5, decimal_places=2,
                widget=forms.TextInput(_DECIMAL), error_messages={"required": _("请填写0到100的分数。")},
            )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=_("理由"), max_length=1000, widget=forms.Textarea({"rows": 3}),
            error_messages={"required": _("请写明理由。")},
        )  # fmt: skip

    def scores(self) -> dict[ConstantIndex, Decimal]:
        """Return the five scores."""
        return {index: self.cleaned_data[index.value] for index in ConstantIndex}
