"""What staff fill in for a hearing and for interested persons; every paper has its own form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import (
    CaseFacts,
    HearingGround,
    examiners_of,
    hearing_open,
    interested_of,
    logins_of_parties,
    may_still_waive,
)
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.procedure_words import CLOSED_DOORS, HEARING_GROUNDS
from oneseal.workbench.procedures.fields import choice, colleagues, day, line, offer, words

APPLICANT = "applicant"


class RightForm(ActForm):
    """Whose major interests meet, and who is told besides the applicant."""

    at_field = {"cases.reason_missing": "matter"}

    matter = words(_("涉及的重大利益关系"), _("请写明涉及申请人与他人之间的什么重大利益关系。"),
                   hint=_("会印在听证告知书上。"))  # fmt: skip
    others = words(_("利害关系人（选填）"), rows=3, hint=_("每行一人。每人各有一份告知书。"))

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        self.initial["others"] = "\n".join(row.name for row in interested_of(facts) if row.told_on)


class RequestForm(ActForm):
    """Who asked for a hearing, when it reached the agency, and why."""

    at_field = {
        "cases.reason_missing": "reason", "cases.hearing_request_late": "on", "cases.hearing_not_in_phase": "on",
    }  # fmt: skip

    who = line(_("谁要求听证"), _("请写明要求听证的人。"), most=100)
    on = day(_("收到申请的日期"), hint=_("按寄出日期有疑问的，按对申请人有利的算法登记，不因此驳回。"))
    reason = words(_("理由"), _("请写明要求听证的理由。"))


class WaiverForm(ActForm):
    """Who of those that were told wants no hearing, and on which day he said so in writing."""

    at_field = {"cases.waiver_unfit": "who", "cases.hearing_not_in_phase": "who"}

    who = choice(_("谁声明不要求听证"), hint=_("须有本人书面声明。被告知的人都声明以后，不用等五日届满即可作出决定。"))
    on = day(_("收到声明的日期"))

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        hearing = hearing_open(facts)
        names = may_still_waive(facts, hearing) if hearing is not None else ()
        offer(self, "who", [(name, name) for name in names], chosen_alone=True)


class ArrangeHearingForm(ActForm):
    """When and where, chaired by whom, in public or not, and who is told."""

    at_field = {
        "cases.hearing_too_soon": "held_on", "cases.hearing_too_late": "held_on", "cases.chair_unfit": "chair",
        "cases.hearing_plan_missing": "place",
    }  # fmt: skip

    held_on = day(_("听证日期"), hint=_("应当在举行的七日前通知（《行政许可法》第四十八条）。"))
    held_time = forms.TimeField(
        label=_("听证时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("请填写听证时间。"), "invalid": _("请填写有效的时间，例如09:30。")},
    )  # fmt: skip
    place = line(_("听证地点"), _("请写明听证地点。"))
    chair = forms.ChoiceField(
        label=_("听证主持人"), help_text=_("审查本件的工作人员以外的本机关人员。"),
        error_messages={"required": _("请选择听证主持人。")},
    )  # fmt: skip
    ground = choice(_("举行听证的理由"), HEARING_GROUNDS)
    closed_because = forms.ChoiceField(
        label=_("是否公开"), choices=list(CLOSED_DOORS.items()), required=False,
        help_text=_("听证应当公开举行；公开的，同时在门户公告。"),
    )  # fmt: skip
    matter = words(_("听证内容（选填）"), rows=3)
    participants = words(_("通知参加的利害关系人（选填）"), rows=3, hint=_("每行一人。每人各有一份通知书。"))

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        hearing = hearing_open(facts)
        others = list(hearing.others) if hearing else [row.name for row in interested_of(facts) if row.told_on]
        self.initial["participants"] = "\n".join(others)
        if hearing is not None:
            del self.fields["ground"]
        able = colleagues(facts, "cases.read", without=examiners_of(facts) | logins_of_parties(facts))
        offer(self, "chair", [("", gettext("请选择")), *able])

    @property
    def why(self) -> HearingGround:
        """Return why the hearing is held as the service knows it; one that was asked for has its own ground."""
        return HearingGround(self.cleaned_data.get("ground", HearingGround.ON_REQUEST))

    @property
    def held_at(self) -> datetime:
        """Return day and time as one instant."""
        told = self.cleaned_data
        return beijing_instant(told["held_on"], told["held_time"])


class RecusalForm(ActForm):
    """Whether the chair steps back; who asked, where it was not asked for on the applicant's page."""

    at_field = {"cases.reason_missing": "reason", "cases.chair_unfit": "new_chair"}

    new_chair = forms.ChoiceField(label=_("决定"), required=False)
    reason = words(_("决定的理由"), _("请写明决定的理由。"))
    asked_by = line(_("谁申请回避"), _("请写明谁申请回避。"), most=100)
    asked_because = words(_("申请回避的理由"), _("请写明申请回避的理由。"))

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        hearing = hearing_open(facts)
        if hearing is not None and hearing.recusal == "asked":
            del self.fields["asked_by"], self.fields["asked_because"]
        out = frozenset({facts.examiner_id, facts.second_examiner_id, hearing.chair_id if hearing else None})
        others = [
            (account, gettext("改由%(name)s主持") % {"name": name})
            for account, name in colleagues(facts, "cases.read", without=out)
        ]
        offer(self, "new_chair", [("", gettext("驳回申请，主持人不变")), *others])

    def clean_new_chair(self) -> UUID | None:
        """Return the account as the service knows it."""
        return UUID(self.cleaned_data["new_chair"]) if self.cleaned_data["new_chair"] else None


class MinutesForm(ActForm):
    """Who took part, what was said and shown, and that it was signed."""

    at_field = {
        "cases.minutes_missing": "statements", "cases.minutes_unsigned": "is_signed",
        "cases.result_date_unfit": "on",
    }  # fmt: skip

    on = day(_("听证日期"), hint=_("期限自这一天的次日起继续计算。"))
    participants = words(
        _("听证参加人"), _("请写明听证参加人。"), rows=5, hint=_("每行一人，写明身份，例如“申请人 张三”。")
    )
    statements = words(
        _("审查意见的证据、理由，陈述、申辩和质证"), _("请写明听证中的陈述、申辩和质证。"), rows=9, most=8000,
    )  # fmt: skip
    evidence = words(_("当场提出的证据（选填）"), rows=4)
    is_signed = forms.BooleanField(label=_("笔录已交听证参加人确认无误后签字或者盖章"), required=False)
    unsigned = line(_("没有签字的人和原因（选填）"), most=400)


class EndHearingForm(ActForm):
    """Why no hearing is held."""

    at_field = {"cases.reason_missing": "reason"}

    reason = words(_("终止听证的理由"), _("请写明终止听证的理由。"), hint=_("会印在通知书上。"))
    is_taken_back = forms.BooleanField(label=_("要求听证的人已经书面撤回申请"), required=False)


class InterestForm(ActForm):
    """Whose major interest is touched."""

    at_field = {"cases.interest_missing": "interest"}

    name = line(_("利害关系人"), _("请写明利害关系人的姓名或者名称。"), most=100)
    interest = words(_("涉及其什么重大利益"), _("请写明涉及其什么重大利益。"), most=500, hint=_("会印在告知书上。"))
    reply_by_on = day(_("请在哪一天以前陈述"), hint=_("期限届满或者听取意见以前不能作出决定。"))


class StatementForm(ActForm):
    """What an interested person or the applicant stated."""

    at_field = {"cases.statement_missing": "text"}

    party = choice(_("陈述人"))
    on = day(_("陈述日期"))
    text = words(_("陈述和申辩的内容"), _("请写明陈述和申辩的内容。"), rows=7, most=4000)

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        waiting = [(str(row.id), row.name) for row in interested_of(facts) if row.stated_on is None]
        offer(self, "party", [*waiting, (APPLICANT, gettext("申请人%(name)s") % {"name": facts.party_name})])

    @property
    def party_id(self) -> UUID | None:
        """Return whose statement it is as the service knows it; None is the applicant's."""
        chosen = self.cleaned_data["party"]
        return None if chosen == APPLICANT else UUID(chosen)
