"""What staff fill in for the acts beside the usual way: on the spot, pauses, extension, forwarding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import CaseFacts, TerminationGround, procedures_of, ways_of_case
from oneseal.identity.selectors import colleagues_with
from oneseal.kernel.clock import Unit
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.words import ENDS, chosen

SURVEY = "site_survey"


def _text(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ExtendForm(ActForm):
    """By how many days, and why."""

    at_field = {"cases.reason_missing": "reason", "cases.extension_too_long": "days"}

    days = forms.IntegerField(
        label=gettext_lazy("延长的天数"),
        min_value=1,
        error_messages={
            "required": gettext_lazy("请填写延长的天数。"),
            "invalid": gettext_lazy("请填写整数天数。"),
            "min_value": gettext_lazy("至少延长一日。"),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("延长的理由"),
        help_text=gettext_lazy("会印在通知书上告知申请人。"),
        widget=_text(),
        max_length=2000,
        error_messages={"required": gettext_lazy("请写明延长的理由。申请人有权知道。")},
    )

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        ways = ways_of_case(facts)
        is_natural = ways.extension_unit is Unit.NATURAL_DAY
        natural, working = (
            _("依法最多延长%(most)s日，只能延长一次。"),
            _("依法最多延长%(most)s个工作日，只能延长一次。"),
        )
        words = natural if is_natural else working
        self.fields["days"].help_text = words % {"most": ways.extension_days}


class ProcedureForm(ActForm):
    """Which procedure, how long it takes, and who takes part."""

    at_field = {"cases.procedure_too_long": "planned_days", "cases.procedure_plan_missing": "people"}

    kind = forms.ChoiceField(
        label=gettext_lazy("特别程序"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择要启动的程序。")},
    )
    planned_days = forms.IntegerField(
        label=gettext_lazy("预计需要的工作日"),
        help_text=gettext_lazy("所需时间书面告知申请人（《行政许可法》第四十五条）。"),
        min_value=1,
        error_messages={
            "required": gettext_lazy("请填写预计需要的工作日数。"),
            "invalid": gettext_lazy("请填写整数天数。"),
            "min_value": gettext_lazy("至少一个工作日。"),
        },
    )
    people = forms.CharField(
        label=gettext_lazy("参加人员"),
        help_text=gettext_lazy("每行一人或一个机构，例如专家姓名、检测机构名称。"),
        widget=_text(3),
        max_length=1000,
        error_messages={"required": gettext_lazy("请写明参加人员或机构。")},
    )
    purpose = forms.CharField(label=gettext_lazy("事由（选填）"), required=False, widget=_text(3), max_length=1000)

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        ways = ways_of_case(facts).procedures
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(way.kind, chosen(way.name, way.name_en)) for way in ways]
        if len(ways) == 1:
            self.initial["kind"] = ways[0].kind


class SurveyForm(ActForm):
    """When, and by which two of the agency."""

    at_field = {"cases.surveyors_missing": "surveyors", "cases.procedure_plan_missing": "held_on"}

    held_on = forms.DateField(
        label=gettext_lazy("核查日期"),
        widget=_date(),
        error_messages={"required": gettext_lazy("请选择核查日期。"), "invalid": gettext_lazy("请选择有效的日期。")},
    )
    surveyors = forms.MultipleChoiceField(
        label=gettext_lazy("核查人员"),
        help_text=gettext_lazy("至少选择两名（《行政许可法》第三十四条第三款）。"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请选择至少两名核查人员。")},
    )
    purpose = forms.CharField(label=gettext_lazy("核查内容（选填）"), required=False, widget=_text(3), max_length=1000)

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        field = self.fields["surveyors"]
        if isinstance(field, forms.MultipleChoiceField):
            names = colleagues_with("cases.review", agency_id=facts.agency_id)
            field.choices = [(str(account), name) for account, name in names.items()]

    def clean_surveyors(self) -> tuple[UUID, ...]:
        """Return the accounts as the service knows them."""
        return tuple(UUID(value) for value in self.cleaned_data["surveyors"])


class ResultForm(ActForm):
    """What came out of a procedure, and on which day."""

    at_field = {"cases.result_missing": "text", "cases.result_date_unfit": "result_on"}
    is_survey = False

    procedure = forms.ChoiceField(
        label=gettext_lazy("正在进行的程序"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择要记录结果的程序。")},
    )
    result_on = forms.DateField(
        label=gettext_lazy("结果日期"),
        help_text=gettext_lazy("期限自这一天的次日起继续计算。"),
        widget=_date(),
        error_messages={"required": gettext_lazy("请选择结果日期。"), "invalid": gettext_lazy("请选择有效的日期。")},
    )
    text = forms.CharField(
        label=gettext_lazy("结果"),
        widget=_text(6),
        max_length=4000,
        error_messages={"required": gettext_lazy("请写明结果。结果是决定的依据。")},
    )

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        running = [
            (str(row.id), f"{row.name}（{row.opened_at:%Y-%m-%d}）")
            for row in procedures_of(facts)
            if row.closed_at is None and (row.kind == SURVEY) is self.is_survey
        ]
        field = self.fields["procedure"]
        if isinstance(field, forms.ChoiceField):
            field.choices = running
        if len(running) == 1:
            self.initial["procedure"] = running[0][0]

    def clean_result_on(self) -> date:
        """Return the day as the service knows it."""
        day = self.cleaned_data["result_on"]
        if not isinstance(day, date):
            raise TypeError("a date field returned no date")
        return day


class SurveyResultForm(ResultForm):
    """What the surveyors found on the spot."""

    is_survey = True

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        words = {"procedure": _("正在进行的现场核查"), "result_on": _("核查日期"), "text": _("核查情况和结论")}
        for name, label in words.items():
            self.fields[name].label = label


class ForwardForm(ActForm):
    """The first-examination opinion."""

    at_field = {"cases.reason_missing": "text"}

    verdict = forms.ChoiceField(
        label=gettext_lazy("初审结论"),
        choices=[("grant", gettext_lazy("建议准予许可")), ("refuse", gettext_lazy("建议不予许可"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择初审结论。")},
    )
    text = forms.CharField(
        label=gettext_lazy("初审意见"),
        help_text=gettext_lazy("写给上级机关：核对了什么，是否符合法定条件和标准。"),
        widget=_text(7),
        max_length=4000,
        error_messages={"required": gettext_lazy("请写明初审意见。")},
    )


class TerminateForm(ActForm):
    """Why nothing is left to decide."""

    at_field = {"cases.reason_missing": "reason"}

    ground = forms.ChoiceField(
        label=gettext_lazy("终止办理的情形"),
        choices=[(ground.value, words) for ground, words in ENDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择终止办理的情形。")},
    )
    reason = forms.CharField(
        label=gettext_lazy("事实"),
        help_text=gettext_lazy("写明何时、由什么证明；重复申请的，写明另一件的编号。会印在通知书上。"),
        widget=_text(),
        max_length=2000,
        error_messages={"required": gettext_lazy("请写明事实。没有事实不能终止办理。")},
    )

    def clean_ground(self) -> TerminationGround:
        """Return the ground as the service knows it."""
        return TerminationGround(self.cleaned_data["ground"])
