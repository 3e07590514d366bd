"""The acts of hearings, interested persons, reviews, tests, publicity and meetings; each its own form and paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.cases import services
from oneseal.cases.selectors import Action, CaseFacts
from oneseal.cases.services import Press
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.workbench.cases import casefile
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.procedures import assessing_forms as assess
from oneseal.workbench.procedures import hearing_forms as hear
from oneseal.workbench.procedures.fields import day_of, names_in
from oneseal.workbench.procedures.planning import arranged, minuted, review_planned, testing_planned

Work = Callable[[CaseFacts, Any, Press], object]
TEMPLATE: Final = "workbench/procedures/act.html"


def _page(action: Action, form: type[ActForm], work: Work, *, note: Promise, has_paper: bool = True) -> ActPage:
    def beside(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
        return {
            "note": note,
            "opinions": casefile.opinion_entries(facts),
            "procedures": casefile.procedure_entries(facts),
            "clocks": casefile.clocks_of(facts),
        }

    return ActPage(action, form, work, TEMPLATE, beside, has_paper=has_paper)


_STOPS: Final = _("书面告知申请人以后，自次日起停止计算法定期限和承诺期限，结束后继续计算。结束以前不能作出决定。")
_RUNS: Final = _("不停止计时，法定期限和承诺期限照常计算。")

PAGES: Final[dict[str, ActPage]] = {
    "hearing-right": _page(
        Action.TELL_HEARING_RIGHT, hear.RightForm,
        lambda facts, form, press: services.hearing_right_tell(
            case_id=facts.id, press=press,
            told=services.RightTold(form.cleaned_data["matter"], names_in(form.cleaned_data["others"])),
        ),
        note=_("申请人和每位利害关系人各有一份告知书。自告知之日起五日内可以要求听证，期间照常计时，不能作出决定。"),
    ),
    "hearing-request": _page(
        Action.RECORD_HEARING_REQUEST, hear.RequestForm,
        lambda facts, form, press: services.hearing_request_record(
            case_id=facts.id, press=press,
            told=services.RequestTold(form.cleaned_data["who"], day_of(form, "on"), form.cleaned_data["reason"]),
        ),
        note=_("登记以后，应当在二十日内组织听证。申请人可以在自己的“我的办件”中提出，不用窗口登记。"),
    ),
    "hearing-waiver": _page(
        Action.RECORD_HEARING_WAIVER, hear.WaiverForm,
        lambda facts, form, press: services.hearing_waiver_record(
            case_id=facts.id, press=press,
            told=services.WaiverTold(form.cleaned_data["who"], day_of(form, "on")),
        ),
        note=_("五日届满以前、作出决定以前，声明的人仍可以改为要求听证。申请人可以在自己的“我的办件”中声明，不用窗口登记。"),
    ),
    "hearing": _page(
        Action.ARRANGE_HEARING, hear.ArrangeHearingForm,
        lambda facts, form, press: services.hearing_arrange(case_id=facts.id, told=arranged(form), press=press),
        note=_STOPS,
    ),
    "hearing-minutes": _page(
        Action.RECORD_HEARING, hear.MinutesForm,
        lambda facts, form, press: services.hearing_record(case_id=facts.id, told=minuted(form), press=press),
        note=_("应当根据听证笔录作出决定：准予或者不予许可的决定书会引用这份笔录。"),
    ),
    "hearing-end": _page(
        Action.END_HEARING, hear.EndHearingForm,
        lambda facts, form, press: services.hearing_end(
            case_id=facts.id, press=press,
            told=services.EndTold(form.cleaned_data["reason"], form.cleaned_data["is_taken_back"]),
        ),
        note=_("只有期满无人要求、要求听证的人撤回申请，或者本机关自行决定的听证不再需要时，才能终止。"
               "撤回时其他被告知的人期限未满的，其听证权利保留到期限届满，在此以前不能作出决定。"),
    ),
    "interested": _page(
        Action.NOTIFY_INTERESTED, hear.InterestForm,
        lambda facts, form, press: services.interested_notify(
            case_id=facts.id, press=press,
            told=services.InterestTold(
                form.cleaned_data["name"], form.cleaned_data["interest"], day_of(form, "reply_by_on")
            ),
        ),
        note=_RUNS,
    ),
    "statement": _page(
        Action.RECORD_STATEMENT, hear.StatementForm,
        lambda facts, form, press: services.statement_record(
            case_id=facts.id, press=press,
            told=services.StatementTold(form.party_id, day_of(form, "on"), form.cleaned_data["text"]),
        ),
        note=_RUNS,
    ),
    "review": _page(
        Action.ARRANGE_EXPERT_REVIEW, assess.ReviewPlanForm,
        lambda facts, form, press: services.expert_review_arrange(
            case_id=facts.id, told=review_planned(form), press=press
        ),
        note=_STOPS,
    ),
    "review-result": _page(
        Action.RECORD_EXPERT_REVIEW, assess.ReviewResultForm,
        lambda facts, form, press: services.expert_review_record(
            case_id=facts.id, press=press,
            told=services.OutcomeTold(
                procedure_id=form.procedure_id, verdict=form.cleaned_data["verdict"], on=day_of(form, "on"),
                text=form.cleaned_data["text"],
            ),
        ),
        note=_("评审意见是内部文书，供审查和决定时参考。"),
    ),
    "testing": _page(
        Action.ASSIGN_TEST, assess.TestingPlanForm,
        lambda facts, form, press: services.testing_assign(case_id=facts.id, told=testing_planned(form), press=press),
        note=_STOPS,
    ),
    "testing-result": _page(
        Action.RECORD_TEST, assess.TestingResultForm,
        lambda facts, form, press: services.testing_record(
            case_id=facts.id, press=press,
            told=services.OutcomeTold(
                procedure_id=form.procedure_id, verdict=form.cleaned_data["verdict"], on=day_of(form, "on"),
                text=form.cleaned_data["text"], standard=form.cleaned_data["standard"],
            ),
        ),
        note=_("根据检验、检测、检疫的结果作出决定（《行政许可法》第五十五条）。"),
    ),
    "publicity": _page(
        Action.PUBLICISE, assess.PublicityForm,
        lambda facts, form, press: services.case_publicise(
            case_id=facts.id, press=press,
            told=services.PublicityTold(
                form.cleaned_data["matter"], day_of(form, "until_on"), form.cleaned_data["law"],
                form.cleaned_data["document"],
            ),
        ),
        note=_("公示期间停止计算承诺期限；法定期限照常计算，只有同时写明另有规定的法律、法规和相应的文书，才一并停止。"
               "公示期满以前不能作出决定。"),
    ),
    "objection": _page(
        Action.RECORD_OBJECTION, assess.ObjectionForm,
        lambda facts, form, press: services.objection_record(
            case_id=facts.id, press=press,
            told=services.ObjectionTold(
                form.procedure_id, form.cleaned_data["name"], form.cleaned_data["text"], day_of(form, "on")
            ),
        ),
        note=_("登记的异议会列入公示结果。"), has_paper=False,
    ),
    "publicity-end": _page(
        Action.END_PUBLICITY, assess.PublicityEndForm,
        lambda facts, form, press: services.publicity_end(
            case_id=facts.id, told=services.PublicityEnd(form.procedure_id, form.cleaned_data["text"]), press=press
        ),
        note=_("公示截止日期的次日起可以结束公示，承诺期限自截止日期的次日起继续计算。"),
    ),
    "meeting": _page(
        Action.PLAN_MEETING, assess.MeetingForm,
        lambda facts, form, press: services.meeting_plan(
            case_id=facts.id, press=press,
            told=services.MeetingTold(
                held_on=day_of(form, "held_on"), place=form.cleaned_data["place"],
                units=names_in(form.cleaned_data["units"]), people=names_in(form.cleaned_data["people"]),
                question=form.cleaned_data["question"],
            ),
        ),
        note=_RUNS,
    ),
    "meeting-minutes": _page(
        Action.RECORD_MEETING, assess.MeetingMinutesForm,
        lambda facts, form, press: services.meeting_record(
            case_id=facts.id, press=press,
            told=services.MeetingMinutesTold(
                procedure_id=form.procedure_id, on=day_of(form, "on"), text=form.cleaned_data["text"],
                tasks=form.tasks,
            ),
        ),
        note=_RUNS,
    ),
    "meeting-task": _page(
        Action.FINISH_MEETING_TASK, assess.TaskDoneForm,
        lambda facts, form, press: services.meeting_task_finish(
            case_id=facts.id, task_id=UUID(form.cleaned_data["task"]), note=form.cleaned_data["note"], press=press
        ),
        note=_("完成以后，任务从清单中划去。"), has_paper=False,
    ),
}  # fmt: skip
RECUSAL: Final = _page(
    Action.DECIDE_RECUSAL,
    hear.RecusalForm,
    lambda facts, form, press: services.recusal_decide(
        case_id=facts.id,
        told=services.RecusalTold(
            new_chair_id=form.cleaned_data["new_chair"],
            reason=form.cleaned_data["reason"],
            asked_by=form.cleaned_data.get("asked_by", ""),
            asked_because=form.cleaned_data.get("asked_because", ""),
        ),
        press=press,
    ),
    note=_("认为主持人与本事项有直接利害关系的，申请人、利害关系人有权申请回避（《行政许可法》第四十八条）。"),
)
# The address of each act, by what it does.
ADDRESSES: Final[dict[Action, str]] = {
    **{page.action: name for name, page in PAGES.items()},
    RECUSAL.action: "recusal",
}


@requires("cases.review")
def procedure_act(request: SignedInRequest, case_id: UUID, name: str) -> HttpResponseBase:
    """Do one of the acts of an examiner in a procedure."""
    if name not in PAGES:
        raise Http404
    return act(request, case_id, PAGES[name])


@requires("cases.extend")
def recusal(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Decide whether the chair of a hearing steps back."""
    return act(request, case_id, RECUSAL)
