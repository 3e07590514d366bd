"""What the applicant sees of procedures, and what he does in a hearing: ask for one, ask the chair to step back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import (
    RUNNING,
    Action,
    CaseFacts,
    actions_open,
    hearing_open,
    procedure_lines_of,
    waivers_of,
)
from oneseal.cases.services import Press, hearing_request, hearing_waive, recusal_ask
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import BEIJING
from oneseal.kernel.errors import RuleError
from oneseal.portal.ahead import changes_ahead
from oneseal.portal.mine.procedure_words import KINDS, PHASES
from oneseal.portal.own import own_case
from oneseal.portal.pages import page
from oneseal.portal.presses import press_told

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # the type that the stubs give lazy texts


class HearingRequestForm(forms.Form):
    """Why a hearing is asked for."""

    use_required_attribute = False
    press = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("要求听证的理由"), help_text=_("会写进听证申请书。"), max_length=2000,
        widget=forms.Textarea({"rows": 5}), error_messages={"required": _("请写明要求听证的理由。")},
    )  # fmt: skip


class RecusalForm(forms.Form):
    """Why the chair should step back."""

    use_required_attribute = False
    press = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("申请主持人回避的理由"), help_text=_("写明主持人与本事项有什么直接利害关系。"), max_length=2000,
        widget=forms.Textarea({"rows": 5}), error_messages={"required": _("请写明申请回避的理由。")},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing the applicant asks for in a hearing: its act, form, service, words on the page and thanks."""

    action: Action
    form: type[forms.Form]
    work: Callable[[UUID, str, Press], None]
    title: _StrPromise
    told: _StrPromise
    button: _StrPromise
    closed_title: _StrPromise
    closed_because: _StrPromise
    done: _StrPromise


REQUEST = Asking(
    Action.REQUEST_HEARING, HearingRequestForm,
    lambda case_id, reason, press: hearing_request(case_id=case_id, reason=reason, press=press),
    _("要求听证"),
    _("自被告知之日起五日内可以要求听证。按哪一种日历计算有疑问的，按对您有利的算法受理。本机关在二十日内组织听证，您不承担任何费用。"),
    _("提交听证申请"), _("现在不能要求听证"),
    _("本机关没有告知听证权利，或者期限已经届满，或者已经要求过。仍有意见的，可以通过沟通向本机关陈述和申辩。"),
    _("听证申请已提交。本机关将在二十日内组织听证，时间和地点会提前通知您。"),
)  # fmt: skip
RECUSAL = Asking(
    Action.ASK_RECUSAL, RecusalForm,
    lambda case_id, reason, press: recusal_ask(case_id=case_id, reason=reason, press=press),
    _("申请主持人回避"), _("认为听证主持人与本事项有直接利害关系的，有权申请回避，由机关负责人决定。"),
    _("提交回避申请"), _("现在不能申请回避"), _("听证还没有安排，或者已经申请过、已经举行。"),
    _("回避申请已提交，由机关负责人决定。决定书会出现在本页的文书中。"),
)  # fmt: skip


class WaiverForm(forms.Form):
    """That no hearing is wanted; nothing need be said."""

    use_required_attribute = False
    press = forms.UUIDField(widget=forms.HiddenInput)
    is_sure = forms.BooleanField(
        label=_("我已知道有权要求听证，现声明不要求听证"),
        error_messages={"required": _("声明不要求听证的，请勾选。")},
    )  # fmt: skip


def procedures_shown(facts: CaseFacts, actions: Collection[Action], *, today: date) -> dict[str, Any] | None:
    """Return what is under way beside the usual way and what the applicant may do, or None where nothing is."""
    if not facts.has_procedures or facts.state.value not in RUNNING:  # what has ended announces nothing
        return None
    rows = [
        {
            "name": KINDS[line.row.kind],
            "phase": PHASES.get(line.hearing.phase, "") if line.hearing else "",
            "opened_on": line.opened_on,
            "target_on": line.row.target_on,
            "until_on": line.row.until_on,
            "held_on": None if line.hearing else line.row.held_on,
        }
        for line in procedure_lines_of(facts, today=today)
        if line.row.closed_at is None and line.row.kind in KINDS
    ]
    hearing = hearing_open(facts)
    has_waived = hearing is not None and facts.party_name in waivers_of(hearing)
    until = hearing.request_until_late_on if hearing else None
    is_open = Action.REQUEST_HEARING in actions and until is not None and today <= until
    return {
        "rows": rows,
        "hearing": hearing,
        "held_at": hearing.held_at.astimezone(BEIJING) if hearing and hearing.held_at else None,
        "can_ask": is_open,
        "can_waive": Action.WAIVE_HEARING in actions and is_open,
        "has_waived": has_waived and is_open,
        "can_refuse_chair": Action.ASK_RECUSAL in actions,
    }


def _asked(request: SignedInRequest, case_id: UUID, asking: Asking) -> HttpResponse:
    facts = own_case(case_id, actor=request.actor)
    form = asking.form(request.POST or None, initial={"press": uuid4()})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        press = press_told(request, form.cleaned_data["press"])
        try:
            asking.work(case_id, form.cleaned_data["reason"], press)
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, asking.done)
            return redirect("portal:my_case", case_id)
    is_open = asking.action in actions_open(facts, actor=request.actor, today=timekeeping.today())
    context = {
        "facts": facts, "form": form, "is_open": is_open, "asking": asking, "ahead": changes_ahead(asking.action),
    }  # fmt: skip
    return page(request, "portal/mine/asking.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def hearing(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask for a hearing while the right to it was told (APL 47)."""
    return _asked(request, case_id, REQUEST)


@signed_in
@require_http_methods(["GET", "POST"])
def waiver(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Say that no hearing is wanted; until the five days are over and nothing is decided one may still ask for it."""
    facts = own_case(case_id, actor=request.actor)
    form = WaiverForm(request.POST or None, initial={"press": uuid4()})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            hearing_waive(case_id=case_id, press=press_told(request, form.cleaned_data["press"]))
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("已声明不要求听证。期满以前、作出决定以前改变主意的，仍可以在本页要求听证。"))
            return redirect("portal:my_case", case_id)
    hearing, is_open = (
        hearing_open(facts),
        Action.WAIVE_HEARING in actions_open(facts, actor=request.actor, today=timekeeping.today()),
    )
    context = {
        "facts": facts, "form": form, "is_open": is_open, "hearing": hearing,
        "ahead": changes_ahead(Action.WAIVE_HEARING),
    }  # fmt: skip
    return page(request, "portal/mine/waiver.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def recusal(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask that the chair of a hearing step back (APL 48)."""
    return _asked(request, case_id, RECUSAL)
