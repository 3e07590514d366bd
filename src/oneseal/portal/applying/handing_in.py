"""Upload materials, read everything over, submit, and keep the receipt."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import Action, CaseFacts, answers_of, material_for_actor
from oneseal.cases.services import (
    Press,
    case_submit,
    draft_save,
    material_attach,
    material_withdraw,
    pledge_asked,
    pledge_read,
    query_code_of,
)
from oneseal.catalog.selectors import version_terms
from oneseal.forms.services import spoken
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.errors import RuleError
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.selectors import papers_of
from oneseal.portal.ahead import changes_ahead
from oneseal.portal.applying.drafts import answers_read, lacks_of, statement_of, upload_boxes
from oneseal.portal.applying.words import ACCEPT, step_words, upload_help
from oneseal.portal.following.addresses import tracking_qr
from oneseal.portal.own import own_case
from oneseal.portal.pages import page
from oneseal.portal.presses import press_told
from oneseal.portal.templatetags.portal import item_name


def attach_all(request: SignedInRequest, case_id: UUID, key: str) -> RuleError | None:
    """Keep every file of an upload that can be kept; return the first refusal, or None."""
    refusal: RuleError | None = None
    for file in request.FILES.getlist("file"):
        try:
            material_attach(
                case_id=case_id, key=key, file_name=file.name or "", chunks=file.chunks(), actor=request.actor,
                now=timekeeping.now(),
            )  # fmt: skip
        except CaseNotFound:
            raise
        except RuleError as problem:
            refusal = refusal or problem
    return refusal


@signed_in
@require_GET
def materials(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show which materials the answers call for, and take their files."""
    facts = own_case(case_id, actor=request.actor)
    if facts.state.value != "draft":
        return redirect("portal:my_case", case_id)
    return _materials_page(request, facts)


def _materials_page(
    request: SignedInRequest, facts: CaseFacts, *, error_at: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    lacks = lacks_of(facts, today=timekeeping.today())
    context = {
        "facts": facts,
        "steps": step_words(),
        "undone": {lack.step for lack in lacks},
        "boxes": upload_boxes(facts, error_at=error_at, error=error),
        "lacks": lacks,
        "help": upload_help(),
        "accept": ACCEPT,
    }
    return page(request, "portal/applying/materials.html", context, status=status)


@signed_in
@require_POST
def upload(request: SignedInRequest, case_id: UUID, key: str) -> HttpResponse:
    """Keep the files of one material; a refused one leaves the others in place."""
    facts = own_case(case_id, actor=request.actor)
    refusal = attach_all(request, case_id, key)
    error = sentence(refusal) if refusal else ""
    if not request.FILES:
        error = _("没有收到文件。请选择文件后再按“上传”。")
    status = 200 if not error else 422
    if request.headers.get("HX-Request"):
        box = next((box for box in upload_boxes(facts, error_at=key, error=error) if box.key == key), None)
        if box is not None:
            context = {"box": box, "help": upload_help(), "accept": ACCEPT}
            return render(request, "portal/applying/upload_box.html", context, status=status)
    if error:
        return _materials_page(request, facts, error_at=key, error=error, status=status)
    return redirect(f"{reverse('portal:materials', args=[case_id])}#material-{key}")


@signed_in
@require_POST
def remove(request: SignedInRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Take back a file that is not submitted yet."""
    facts = own_case(case_id, actor=request.actor)
    row = material_for_actor(file_id, actor=request.actor)
    material_withdraw(material_id=file_id, actor=request.actor, now=timekeeping.now())
    name = "materials" if facts.state.value == "draft" else "correct"
    return redirect(f"{reverse(f'portal:{name}', args=[case_id])}#material-{row.key}")


@signed_in
@require_http_methods(["GET", "POST"])
def review(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Read everything over, state that it is true, and submit once."""
    facts = own_case(case_id, actor=request.actor)
    if request.method == "POST":
        return _submit(request, facts)
    if facts.state.value != "draft":
        return redirect("portal:my_case", case_id)
    return _review_page(request, facts)


def _review_page(request: SignedInRequest, facts: CaseFacts, *, error: str = "", status: int = 200) -> HttpResponse:
    terms = version_terms(facts.item_version_id)
    statement = statement_of(terms)
    lacks = lacks_of(facts, today=timekeeping.today())
    context = {
        "facts": facts,
        "steps": step_words(),
        "undone": {lack.step for lack in lacks},
        "parts": answers_read(facts),
        "boxes": upload_boxes(facts),
        "lacks": lacks,
        "statement": spoken(statement, "label") if statement else "",
        "is_stated": bool(statement and request.POST.get("statement")),
        "pledge": pledge_asked(facts, request.POST, today=timekeeping.today()),
        "press": request.POST.get("press") or uuid4(),
        "ahead": changes_ahead(Action.SUBMIT),
        "error": error,
    }
    return page(request, "portal/applying/review.html", context, status=status)


def _submit(request: SignedInRequest, facts: CaseFacts) -> HttpResponse:
    statement = statement_of(version_terms(facts.item_version_id))
    if statement and not request.POST.get("statement"):
        return _review_page(request, facts, error=_("请阅读承诺后勾选，再提交申请。"), status=422)
    try:
        press = press_told(request)
    except ValueError:
        return _review_page(request, facts, error=_("页面已过期，请核对后再按一次“提交申请”。"), status=422)
    try:
        if statement:
            _state(facts, statement.key, press)
        case_submit(case_id=facts.id, press=press, pledge=pledge_read(request.POST))
    except RuleError as problem:
        return _review_page(request, facts, error=sentence(problem), status=status_of(problem))
    return redirect("portal:receipt", facts.id)


def _state(facts: CaseFacts, key: str, press: Press) -> None:
    """Put the truth statement into the answers; a second press finds them frozen and goes on to the receipt."""
    kept = answers_of(facts)
    if kept.values.get(key) is True:
        return
    try:
        draft_save(case_id=facts.id, told={key: True}, revision=kept.revision, actor=press.actor, now=press.now)
    except NoSuchMove:
        return


@signed_in
@require_GET
def receipt(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show number and query code, and what happens next by when."""
    facts = own_case(case_id, actor=request.actor)
    if facts.number is None:
        return redirect("portal:form", case_id)
    papers = [paper for paper in papers_of(case_id, for_public=True) if paper.kind.endswith("receipt")]
    context = {
        "facts": facts,
        "steps": step_words(),
        "entries": [
            {"label": _("查询码"), "value": query_code_of(case_id)},
            {"label": _("申请事项"), "value": item_name(facts)},
            {"label": _("申请人"), "value": facts.party_name},
        ],
        "qr_svg": tracking_qr(facts.number),
        "paper": papers[0] if papers else None,
    }
    return page(request, "portal/applying/receipt.html", context)
