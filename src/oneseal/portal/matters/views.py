"""Bring a matter to the desk, keep the receipt, follow it, read the answer and judge it; for everybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from oneseal.cases.selectors import CaseFacts
from oneseal.evaluation.selectors import (
    KIND_WORDS,
    MatterFacts,
    MatterKind,
    limits_all,
    matter_followed,
    matter_own,
    matters_own,
    questions_public,
)
from oneseal.evaluation.services import Filed, matter_follow_up, matter_receive, matter_reopen, matter_withdraw
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, private_file, public, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.http.throttle import Throttle, TooManyTries
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.papers.errors import PaperNotFound
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import paper_file
from oneseal.portal.matters.forms import FollowForm, JudgeForm, MatterForm
from oneseal.portal.matters.shown import matter_shown
from oneseal.portal.own import own_case
from oneseal.portal.pages import page

FOLLOWED: Final = "portal_matter"
MINUTES: Final = 20
FILINGS: Final = Throttle("complain", tries=20, seconds=3600)  # an address may be a whole hall
WRONG_CODES: Final = Throttle("complaint-code", tries=20, seconds=900)
ABOUT: Final[dict[MatterKind, Promise]] = {
    MatterKind.CONSULTATION: gettext_lazy("办事中有不明白的，问一问。常见的问题会隐去个人信息后公开。"),
    MatterKind.COMPLAINT: gettext_lazy("对服务不满意，或者权益受到影响。由监察人员处理，经办过的人不参与。"),
    MatterKind.REPORT: gettext_lazy("发现违纪违法的行为。可以不留姓名；被举报的机关看不到您是谁。"),
    MatterKind.COMMENDATION: gettext_lazy("工作人员做得好，写下来，转给本人和他的机关。"),
    MatterKind.DISCLOSURE: gettext_lazy("依《政府信息公开条例》申请获取政府信息，要写明姓名和联系方式。"),
}


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _applicant(request: HttpRequest) -> Actor | None:
    actor = getattr(request, "actor", None)
    return actor if isinstance(actor, Actor) and actor.kind is ActorKind.APPLICANT else None


def _item(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("item", ""))
    except ValueError:
        return None


@public
@never_cache
@require_GET
def matters(request: HttpRequest) -> HttpResponse:
    """Show what may be brought to the desk, how to follow it, what others asked, and what the reader brought."""
    limits, item = limits_all(), _item(request)
    kinds = [
        {"kind": kind.value, "title": KIND_WORDS[kind], "text": text, "limits": limits[kind]}
        for kind, text in ABOUT.items()
    ]
    context = {
        "kinds": kinds, "form": FollowForm(), "questions": questions_public(item_id=item),
        "is_of_item": item is not None, "mine": matters_own(_applicant(request), today=timekeeping.today()),
    }  # fmt: skip
    return page(request, "portal/matters/matters.html", context)


def _kind(told: str) -> MatterKind:
    if told not in set(MatterKind):
        raise Http404
    return MatterKind(told)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def matter_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Bring a matter, with or without an account."""
    return _new(request, _kind(kind), case=None)


@signed_in
@require_http_methods(["GET", "POST"])
def complain_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Complain about how one's own case is handled."""
    return _new(request, MatterKind.COMPLAINT, case=own_case(case_id, actor=request.actor))


def _new(request: HttpRequest, kind: MatterKind, *, case: CaseFacts | None) -> HttpResponse:
    actor, status = _applicant(request), 200
    initial = {
        "agency": str(case.agency_id) if case else request.GET.get("agency", "")[:40], "item": _item(request),
        "name": actor.name if actor and kind is not MatterKind.REPORT else "",
    }  # fmt: skip
    form = MatterForm(kind, request.POST or None, request.FILES or None, initial=initial)
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                filed = _filed(request, form, case=case)
            except RuleError as problem:
                form.add_error(None, sentence(problem))
                status = status_of(problem)
            else:
                _remember(request, filed.number, filed.code, is_new=True)
                return redirect("portal:matter_followed")
    context = {
        "form": form, "case": case, "kind": kind.value, "title": KIND_WORDS[kind], "text": ABOUT[kind],
        "limits": limits_all()[kind],
    }  # fmt: skip
    return page(request, "portal/matters/new.html", context, status=status)


def _filed(request: HttpRequest, form: MatterForm, *, case: CaseFacts | None) -> Filed:
    address = _address(request)
    FILINGS.check(address)
    FILINGS.failed(address)
    return matter_receive(
        told=form.told(), actor=_applicant(request), address=address, now=timekeeping.now(), case=case
    )


def _remember(request: HttpRequest, number: str, code: str, *, is_new: bool = False) -> None:
    """Keep for a short while which matter this browser opened with its code."""
    until = timekeeping.now() + timedelta(minutes=MINUTES)
    request.session[FOLLOWED] = {"number": number, "code": code, "until": until.isoformat(), "is_new": is_new}


def _remembered(request: HttpRequest) -> tuple[MatterFacts | None, dict[str, Any]]:
    kept = request.session.get(FOLLOWED) or {}
    if not kept or datetime.fromisoformat(kept["until"]) < timekeeping.now():
        return None, {}
    return matter_followed(kept["number"], kept["code"], today=timekeeping.today()), kept


@public
@never_cache
@require_http_methods(["GET", "POST"])
def matter_follow(request: HttpRequest) -> HttpResponse:
    """Show a matter to whoever has its number and code: receipt, progress, answer; and let him act on it."""
    if request.method == "POST" and "number" in request.POST:
        return _opened(request)
    found, kept = _remembered(request)
    if found is None:
        return page(request, "portal/matters/follow.html", {"form": FollowForm()})
    if request.method == "POST":
        return _acted(request, found, code=kept["code"])
    if "paper" in request.GET:
        return _paper(found, request.GET["paper"])
    context = {"code": kept["code"] if kept["is_new"] else "", "judge": JudgeForm()}
    return page(request, "portal/matters/matter.html", {**matter_shown(found), **context})


def _opened(request: HttpRequest) -> HttpResponse:
    """Open a matter by number and code; a wrong pair tells nothing and is counted."""
    form, status = FollowForm(request.POST), 422
    if form.is_valid():
        number, code = form.cleaned_data["number"], form.cleaned_data["code"]
        try:
            WRONG_CODES.check(_address(request))
            found = matter_followed(number, code, today=timekeeping.today())
            if found is not None:
                _remember(request, found.number, code)
                return redirect("portal:matter_followed")
            WRONG_CODES.failed(_address(request))
            form.add_error(None, _("编号和查询码对不上。请对照提交时显示的内容核对后再查。"))
        except TooManyTries as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
    return page(request, "portal/matters/follow.html", {"form": form}, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def my_matter(request: SignedInRequest, matter_id: UUID) -> HttpResponse:
    """Show a matter to whoever brought it while he was signed in, and let him act on it."""
    found = matter_own(matter_id, actor=request.actor, today=timekeeping.today())
    if request.method == "POST":
        return _acted(request, found, code="")
    if "paper" in request.GET:
        return _paper(found, request.GET["paper"])
    return page(request, "portal/matters/matter.html", {**matter_shown(found), "code": "", "judge": JudgeForm()})


def _acted(request: HttpRequest, found: MatterFacts, *, code: str) -> HttpResponse:
    """Withdraw a matter, judge its answer, or let it be handled again."""
    form = JudgeForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    who: dict[str, Any] = {"matter_id": found.id, "actor": _applicant(request), "code": code, "now": timekeeping.now()}
    acts = {
        "withdraw": lambda: matter_withdraw(**who),
        "satisfy": lambda: matter_follow_up(**who, is_satisfied=True, words=words),
        "dissatisfy": lambda: matter_follow_up(**who, is_satisfied=False, words=words),
        "reopen": lambda: matter_reopen(**who, words=words),
    }
    try:
        acts[request.POST.get("do", "")]()
    except KeyError:
        raise Http404 from None
    except RuleError as problem:
        form.add_error(None, sentence(problem))
        context = {**matter_shown(found), "code": "", "judge": form}
        return page(request, "portal/matters/matter.html", context, status=status_of(problem))
    return redirect(request.path)


def _paper(found: MatterFacts, told: str) -> HttpResponse:
    """Give a paper of a matter to its reader; internal ones and those of other matters do not exist."""
    row = next((one for one in papers_of(found.id, for_public=True) if str(one.id) == told), None)
    if row is None:
        raise PaperNotFound("no such paper of the matter")
    answer = HttpResponse(paper_file(row.id, now=timekeeping.now()), content_type="application/pdf")
    return private_file(answer, f"{row.title}-{row.number}.pdf")
