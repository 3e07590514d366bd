"""What staff fill in for expert reviews, tests, publicity and meetings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import CaseFacts, tasks_of, ways_of_case
from oneseal.cases.services import TaskTold
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.procedure_words import REVIEW_VERDICTS, TEST_VERDICTS
from oneseal.workbench.cases.words import chosen
from oneseal.workbench.procedures.fields import OfProcedure, choice, colleagues, day, line, offer, words

TESTS = ("inspection", "testing", "quarantine", "appraisal")
TASKS = range(1, 5)


class ReviewPlanForm(ActForm):
    """Which experts review what, when and where."""

    at_field = {"cases.procedure_plan_missing": "experts", "cases.procedure_too_long": "held_on"}

    experts = words(_("评审专家"), _("请写明评审专家。"), hint=_("每行一人。"))
    held_on = day(_("评审日期"), hint=_("到这一天为止所需的时间书面告知申请人（《行政许可法》第四十五条）。"))
    place = line(_("评审地点（选填）"))
    question = words(_("评审内容"), _("请写明评审内容。"))


class ReviewResultForm(OfProcedure):
    """What the experts found."""

    kinds = ("expert_review",)
    at_field = {"cases.result_missing": "text", "cases.result_date_unfit": "on"}

    verdict = choice(_("评审结论"), REVIEW_VERDICTS)
    on = day(_("评审日期"), hint=_("期限自这一天的次日起继续计算。"))
    text = words(_("评审意见"), _("请写明评审意见。"), rows=7, most=4000)


class TestingPlanForm(ActForm):
    """Which test, by which two, of what, by which standard."""

    at_field = {
        "cases.testers_missing": "testers", "cases.standard_missing": "standard",
        "cases.assigned_late": "late_because", "cases.procedure_too_long": "planned_days",
        "cases.procedure_plan_missing": "subject_matter",
    }  # fmt: skip

    kind = choice(_("程序"))
    testers = forms.MultipleChoiceField(
        label=_("指派人员"), help_text=_("至少选择两名（《行政许可法》第五十五条第二款）。"),
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("请选择至少两名人员。")},
    )  # fmt: skip
    subject_matter = line(_("检验、检测、检疫或者鉴定的对象"), _("请写明对象。"), most=300)
    standard = line(_("技术标准、技术规范"), _("请写明技术标准、技术规范的名称和编号。"), most=400)
    planned_days = forms.IntegerField(
        label=_("预计需要的工作日"), min_value=1,
        error_messages={
            "required": _("请填写预计需要的工作日数。"), "invalid": _("请填写整数天数。"),
            "min_value": _("至少一个工作日。"),
        },
    )  # fmt: skip
    late_because = words(_("超过五日指派的原因"), rows=2, hint=_("自受理之日起五日内指派的，不用填写。"))

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        named = [(way.kind, chosen(way.name, way.name_en)) for way in ways_of_case(facts).procedures]
        offer(self, "kind", [entry for entry in named if entry[0] in TESTS], chosen_alone=True)
        offer(self, "testers", colleagues(facts, "cases.review", without=frozenset()))

    def clean_testers(self) -> tuple[UUID, ...]:
        """Return the accounts as the service knows them."""
        return tuple(UUID(value) for value in self.cleaned_data["testers"])


class TestingResultForm(OfProcedure):
    """What a test found against its standard."""

    kinds = TESTS
    at_field = {
        "cases.result_missing": "text", "cases.result_date_unfit": "on", "cases.standard_missing": "standard",
    }  # fmt: skip

    verdict = choice(_("结论"), TEST_VERDICTS, hint=_("不符合的，不能准予许可；不予许可决定书写明所依据的标准。"))
    standard = line(_("技术标准、技术规范（选填）"), most=400, hint=_("与指派时相同的，不用填写。"))
    on = day(_("结果日期"), hint=_("期限自这一天的次日起继续计算。"))
    text = words(_("结果"), _("请写明结果。"), rows=6, most=4000)


class PublicityForm(ActForm):
    """What is made public until when."""

    at_field = {
        "cases.publicity_period_unfit": "until_on", "cases.procedure_plan_missing": "matter",
        "cases.suspension_document_missing": "document",
    }  # fmt: skip

    matter = words(_("公示内容"), _("请写明公示内容。"), hint=_("会在门户上公开，不要写个人隐私和商业秘密。"))
    until_on = day(_("公示截止日期"))
    law = line(
        _("公示期不计入法定期限的依据（选填）"), hint=_("只有法律、法规另有规定的才填写；不填的，法定期限照常计算。")
    )
    document = line(
        _("适用该规定的文书和文号（选填）"), hint=_("写了依据的，必须写明文书；两项都写明，法定期限才停止计算。")
    )


class ObjectionForm(OfProcedure):
    """Who objected, what, and when."""

    kinds = ("publicity",)
    at_field = {"cases.objection_missing": "text"}

    name = line(_("提出异议的人"), _("请写明提出异议的人。"), most=100)
    on = day(_("收到日期"))
    text = words(_("异议的内容和理由"), _("请写明异议的内容。"), rows=5)


class PublicityEndForm(OfProcedure):
    """How the objections were dealt with."""

    kinds = ("publicity",)
    at_field = {"cases.result_missing": "text"}

    text = words(_("公示结果"), _("请写明公示结果。"), rows=5, hint=_("有异议的，写明核实和处理的情况。"))


class MeetingForm(ActForm):
    """When, where, which units and people, about what."""

    at_field = {"cases.meeting_plan_missing": "held_on"}

    held_on = day(_("会商日期"))
    place = line(_("会商地点"), _("请写明会商地点。"))
    units = words(_("参加单位"), _("请写明参加单位。"), rows=3, hint=_("每行一个单位。"))
    people = words(_("参加人员"), _("请写明参加人员。"), rows=3, hint=_("每行一人。"))
    question = words(_("会商内容"), _("请写明会商内容。"), hint=_("会商不停止计时。"))


class MeetingMinutesForm(OfProcedure):
    """What was agreed, and who does what by when."""

    kinds = ("joint_meeting",)
    at_field = {
        "cases.result_missing": "text", "cases.result_date_unfit": "on", "cases.meeting_task_unfit": "unit_1",
    }  # fmt: skip

    on = day(_("会商日期"))
    text = words(_("会商意见"), _("请写明会商意见。"), rows=7, most=4000)

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        for place in TASKS:
            named = {"number": place}
            self.fields[f"unit_{place}"] = line(gettext("任务%(number)s：责任单位（选填）") % named, most=100)
            self.fields[f"task_{place}"] = line(gettext("任务%(number)s：内容") % named, most=400)
            self.fields[f"due_{place}"] = day(gettext("任务%(number)s：完成日期") % named, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a task that is begun."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for place in TASKS:
            parts = [told.get(f"{name}_{place}") for name in ("unit", "task", "due")]
            if any(parts) and not all(parts):
                self.add_error(f"unit_{place}", gettext("请把这项任务的责任单位、内容和完成日期填写完整。"))
        return told

    @property
    def tasks(self) -> tuple[TaskTold, ...]:
        """Return the tasks that were filled in."""
        told = self.cleaned_data
        return tuple(
            TaskTold(told[f"unit_{place}"], told[f"task_{place}"], told[f"due_{place}"])
            for place in TASKS
            if told.get(f"due_{place}")
        )


class TaskDoneForm(ActForm):
    """Which task of a meeting is done."""

    at_field = {"cases.meeting_task_unfit": "task"}

    task = choice(_("完成的任务"))
    note = line(_("完成情况（选填）"), most=400)

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        rows = [row for row in tasks_of(facts) if row.done_on is None]
        named = [(str(row.id), f"{row.unit} · {row.text} · {row.due_on:%Y-%m-%d}") for row in rows]
        offer(self, "task", named, chosen_alone=True)
