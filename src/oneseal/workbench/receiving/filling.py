"""Fill in the same form and take the same materials as online, for somebody at the window."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from oneseal.cases.errors import CaseNotFound, DraftChanged
from oneseal.cases.selectors import Action, CaseFacts, answers_of, case_for_actor, materials_of
from oneseal.cases.services import draft_save, material_attach, material_withdraw, missing_of, pledge_asked
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.forms.services import Questions, fault_sentence, spoken, told_in, visible_fields
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import Field, FieldFault, validate
from oneseal.workbench.cases.effects import effects_ahead
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import item_name
from oneseal.workbench.desk import show

ACCEPT = "application/pdf,image/png,image/jpeg"


def window_draft(request: SignedInRequest, case_id: UUID) -> CaseFacts:
    """Return a draft that the clerk fills in at his window.

    Raises:
        CaseNotFound: no draft of his.
    """
    facts = case_for_actor(case_id, actor=request.actor)
    if facts.state.value != "draft":
        raise CaseNotFound("handed in already")
    return facts


def asked_in(terms: ItemTerms, answers: dict[str, Any]) -> list[Field]:
    """Return the fields of the form; what is stated to be true waits for the end."""
    signed = terms.form_content.signed_statement
    return [field for field in visible_fields(terms.form, answers) if field.key != signed]


def lacks_of(facts: CaseFacts) -> list[dict[str, str]]:
    """Return everything that is still missing, each with where it is mended."""
    terms = version_terms(facts.item_version_id)
    missing, signed = missing_of(facts, today=today()), terms.form_content.signed_statement
    form_url = reverse("workbench:receive_form", args=[facts.id])
    materials_url = reverse("workbench:receive_materials", args=[facts.id])
    named = {need.key: need for need in terms.materials}
    lacks = [
        {"name": _label(terms, fault), "sentence": fault_sentence(fault), "url": f"{form_url}#id_{fault.key}"}
        for fault in missing.fields
        if fault.key != signed
    ]
    return lacks + [
        {
            "name": spoken(named[key], "name"),
            "sentence": named[key].standard or _("请交这份材料。"),
            "url": f"{materials_url}#material-{key}",
        }
        for key, _name in missing.materials
    ]


def _label(terms: ItemTerms, fault: FieldFault) -> str:
    field = terms.form.field(fault.key)
    return spoken(field, "label") if field else fault.key


def _head(facts: CaseFacts, *, step: int) -> dict[str, Any]:
    return {
        "facts": facts,
        "item": item_name(facts),
        "lacks": lacks_of(facts),
        "steps": [_("核对身份"), _("填写申请表"), _("收取材料"), _("打印凭证")],
        "step": step,
    }


@requires("cases.receive")
def form(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Fill in the form as the applicant says; every press saves."""
    facts = window_draft(request, case_id)
    terms = version_terms(facts.item_version_id)
    if request.method != "POST":
        note_reading(Read.CASE, facts.id, facts, actor=request.actor)
        return _form_page(request, facts)
    kept = answers_of(facts)
    shown = set(request.POST.get("shown", "").split())
    told = told_in(request.POST, [field for field in terms.form.fields if field.key in shown])
    revision = request.POST.get("revision", "")
    try:
        number = int(revision) if revision.isdecimal() else kept.revision
        draft_save(case_id=facts.id, told=told, revision=number, actor=request.actor, now=now())
    except DraftChanged as problem:
        messages.warning(request, sentence(problem))
        return _form_page(request, facts, typed=told, status=409)
    answers = answers_of(facts).values
    signed = terms.form_content.signed_statement
    faults = [fault for fault in validate(terms.form, answers, today=today()) if fault.key != signed]
    if request.POST.get("go") == "stay" or faults:
        return _form_page(request, facts, faults=faults, status=422 if faults else 200)
    return redirect("workbench:receive_materials", case_id=facts.id)


def _form_page(
    request: SignedInRequest,
    facts: CaseFacts,
    *,
    typed: dict[str, Any] | None = None,
    faults: list[FieldFault] | None = None,
    status: int = 200,
) -> HttpResponse:
    terms, kept = version_terms(facts.item_version_id), answers_of(facts)
    answers = {**kept.values, **(typed or {})}
    asked = asked_in(terms, answers)
    questions = Questions(asked, answers=answers, faults=faults or ())
    keys = {field.key for field in asked}
    sections = [
        {
            "key": section.key,
            "title": spoken(section, "title"),
            "bounds": [questions[field.key] for field in section.fields if field.key in keys],
        }
        for section in terms.form.sections
    ]
    context = {
        **_head(facts, step=2),
        "questions": questions,
        "sections": [section for section in sections if section["bounds"]],
        "revision": kept.revision,
        "shown": " ".join(field.key for field in asked),
    }
    return show(request, "workbench/receiving/form.html", context, current="receive", status=status)


# --- materials ----------------------------------------------------------------------------------------


def boxes_of(facts: CaseFacts, *, error_at: str = "", error: str = "") -> list[dict[str, Any]]:
    """Return the materials these answers call for, with what was taken already."""
    terms, held = version_terms(facts.item_version_id), materials_of(facts)
    return [
        {
            "key": need.key,
            "name": spoken(need, "name"),
            "is_required": need.is_required,
            "standard": need.standard,
            "url": reverse("workbench:receive_upload", args=[facts.id, need.key]),
            "error": error if need.key == error_at else "",
            "files": [
                {
                    "name": row.file_name, "size": row.size, "state": "ok", "message": "",
                    "url": reverse("workbench:material", args=[row.id]),
                    "remove_url": reverse("workbench:receive_remove", args=[facts.id, row.id]),
                }
                for row in held
                if row.key == need.key
            ],
        }
        for need in terms.materials_to_upload(answers_of(facts).values)
    ]  # fmt: skip


@requires("cases.receive")
@require_GET
def materials(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show which materials are to be scanned, what is missing, and the statement to be confirmed."""
    facts = window_draft(request, case_id)
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    return materials_page(request, facts)


def materials_page(
    request: SignedInRequest, facts: CaseFacts, *, error: str = "", error_at: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of the materials; an error stands at its box, or above when it belongs to none."""
    terms = version_terms(facts.item_version_id)
    signed = terms.form_content.signed_statement
    statement = terms.form.field(signed) if signed else None
    context = {
        **_head(facts, step=3),
        "boxes": boxes_of(facts, error_at=error_at, error=error),
        "accept": ACCEPT,
        "statement": spoken(statement, "label") if statement else "",
        "pledge": pledge_asked(facts, request.POST, today=today()),
        "press": request.POST.get("press", ""),
        "ahead": effects_ahead(facts, Action.SUBMIT),
        "error": "" if error_at else error,
    }
    return show(request, "workbench/receiving/materials.html", context, current="receive", status=status)


@requires("cases.receive")
@require_POST
def upload(request: SignedInRequest, case_id: UUID, key: str) -> HttpResponse:
    """Keep the scans of one material; a refused one leaves the others in place."""
    facts, refusal, kept = window_draft(request, case_id), "", 0
    for file in request.FILES.getlist("file"):
        try:
            material_attach(
                case_id=case_id, key=key, file_name=file.name or "", chunks=file.chunks(), actor=request.actor,
                now=now(),
            )  # fmt: skip
            kept += 1
        except CaseNotFound:
            raise
        except RuleError as problem:
            refusal = refusal or sentence(problem)
    if not request.FILES:
        refusal = _("没有收到文件。请选择文件后再按“上传”。")
    if request.headers.get("HX-Request"):
        box = next((box for box in boxes_of(facts, error_at=key, error=refusal) if box["key"] == key), None)
        if box is not None:
            context = {"box": box, "accept": ACCEPT}
            return render(request, "workbench/receiving/box.html", context, status=422 if refusal else 200)
    if refusal:
        return materials_page(request, facts, error=refusal, error_at=key, status=422)
    messages.success(request, ngettext("已收取%(count)s个文件。", "已收取%(count)s个文件。", kept) % {"count": kept})
    address = reverse("workbench:receive_materials", args=[case_id])
    return redirect(f"{address}#material-{key}")


@requires("cases.receive")
@require_POST
def remove(request: SignedInRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Take back a scan that is not handed in yet."""
    facts = window_draft(request, case_id)
    if file_id in {row.id for row in materials_of(facts)}:
        material_withdraw(material_id=file_id, actor=request.actor, now=now())
    return redirect("workbench:receive_materials", case_id=case_id)


@requires("cases.receive")
@require_GET
def lacks(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Tell anew what is still missing, after an upload."""
    facts = window_draft(request, case_id)
    return render(request, "workbench/receiving/lacks.html", {"facts": facts, "lacks": lacks_of(facts)})
