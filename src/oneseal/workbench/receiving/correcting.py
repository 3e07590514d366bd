"""Take in at the window what a correction notice asks for, from somebody who brings it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    CorrectionFacts,
    actions_open,
    answers_of,
    case_for_actor,
    correction_open,
    defects_open,
    materials_of,
)
from oneseal.cases.services import case_correct, draft_save, material_attach, material_withdraw
from oneseal.catalog.selectors import version_terms
from oneseal.forms.services import Questions, told_in
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import Field, normalise_answers, validate
from oneseal.workbench.cases.effects import effects_ahead
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import item_name
from oneseal.workbench.desk import show
from oneseal.workbench.presses import press_of
from oneseal.workbench.receiving.filling import ACCEPT
from oneseal.workbench.receiving.forms import PAPERS, RECORDED

WAYS_TO_PROVE: Final = frozenset({"id_card", "agent_card", "licence"})


def _waiting(request: SignedInRequest, case_id: UUID) -> tuple[CaseFacts, CorrectionFacts]:
    """Return a case that waits for corrected materials, and the notice that asks for them.

    Raises:
        CaseNotFound: not the clerk's to take in, or nothing is waited for.
    """
    facts = case_for_actor(case_id, actor=request.actor)
    notice = correction_open(facts)
    if notice is None or Action.CORRECT not in actions_open(facts, actor=request.actor, today=today()):
        raise CaseNotFound("no correction is waited for")
    return facts, notice


def _named_fields(facts: CaseFacts, notice: CorrectionFacts) -> list[Field]:
    named = {row["target"].removeprefix("field:") for row in notice.defects}
    return [asked for asked in version_terms(facts.item_version_id).form.fields if asked.key in named]


def _rows(facts: CaseFacts, notice: CorrectionFacts, form: Questions) -> list[dict[str, Any]]:
    """Return each defect with its field, or with the box for its scans."""
    still = {row["target"] for row in defects_open(facts, notice)}
    held = materials_of(facts)
    rows = []
    for defect in notice.defects:
        kind, _colon, key = defect["target"].partition(":")
        row: dict[str, Any] = {**defect, "key": key, "is_mended": defect["target"] not in still}
        if kind == "field" and key in form.fields:
            row["bound"] = form[key]
        else:
            row["url"] = reverse("workbench:receive_correct_upload", args=[facts.id, key])
            row["files"] = [
                {
                    "name": file.file_name, "size": file.size, "state": "ok", "message": "",
                    "url": reverse("workbench:material", args=[file.id]),
                    "remove_url": reverse("workbench:receive_correct_remove", args=[facts.id, file.id])
                    if file.correction_round == notice.round
                    else "",
                }
                for file in held
                if file.key == key
            ]  # fmt: skip
        rows.append(row)
    return rows


@dataclass(frozen=True, slots=True)
class Found:
    """Why the page is shown again: what was typed, the sentence, and the upload it belongs to."""

    typed: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    error_at: str = ""


NOTHING: Final = Found()


def _page(
    request: SignedInRequest, facts: CaseFacts, notice: CorrectionFacts, *, found: Found = NOTHING, status: int = 200
) -> HttpResponse:
    answers, form = {**answers_of(facts).values, **found.typed}, version_terms(facts.item_version_id).form
    judged = validate(form, answers, today=today()) if found.typed else ()
    faults = [fault for fault in judged if fault.key in found.typed]
    questions = Questions(_named_fields(facts, notice), answers=answers, faults=faults)
    rows = [
        {**row, "error": found.error if row["key"] == found.error_at else ""} for row in _rows(facts, notice, questions)
    ]
    checked = request.POST.getlist("checked")
    context = {
        "facts": facts,
        "item": item_name(facts),
        "form": questions,
        "rows": rows,
        "papers": [(key, label, key in checked) for key, label in PAPERS],
        "press": request.POST.get("press") or uuid4(),
        "ahead": effects_ahead(facts, Action.CORRECT),
        "error": "" if found.error_at else found.error,
        "accept": ACCEPT,
        "case_url": reverse("workbench:case", args=[facts.id]),
    }
    return show(request, "workbench/receiving/correct.html", context, current="receive", status=status)


@requires("cases.receive")
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Show every defect with its own way to mend it, and hand all of it in at once."""
    try:
        facts, notice = _waiting(request, case_id)
    except CaseNotFound:
        case_for_actor(case_id, actor=request.actor)
        messages.warning(request, _("这一件现在不需要补正。"))
        return redirect("workbench:case", case_id=case_id)
    if request.method != "POST":
        note_reading(Read.CASE, facts.id, facts, actor=request.actor)
        return _page(request, facts, notice)
    typed = normalise_answers(
        version_terms(facts.item_version_id).form, told_in(request.POST, _named_fields(facts, notice))
    )
    checked = checked_told(request.POST.getlist("checked"))
    if request.POST.get("go") != "save" and not checked:
        error = _("请核对来人的身份证件原件，再勾选核对了哪些。")
        return _page(request, facts, notice, found=Found(typed, error), status=422)
    try:
        _save_changed(request, facts, typed)
        if request.POST.get("go") == "save":
            messages.success(request, _("已保存，还没有提交。"))
            return redirect("workbench:receive_correct", facts.id)
        case_correct(case_id=facts.id, press=press_of(request), checked=checked)
    except RuleError as problem:
        return _page(request, facts, notice, found=Found(typed, sentence(problem)), status=status_of(problem))
    return redirect(f"{reverse('workbench:case', args=[facts.id])}?done={Action.CORRECT.value}")


def checked_told(keys: Sequence[str]) -> str:
    """Return what the record says of the check; empty when nothing was checked that shows who came."""
    known = [key for key in keys if key in RECORDED]
    return "核对" + "、".join(RECORDED[key] for key in known) if WAYS_TO_PROVE & set(known) else ""


def _save_changed(request: SignedInRequest, facts: CaseFacts, typed: Mapping[str, Any]) -> None:
    kept = answers_of(facts)
    changed = {key: value for key, value in typed.items() if value != kept.values.get(key)}
    if changed:
        draft_save(case_id=facts.id, told=changed, revision=kept.revision, actor=request.actor, now=now())


@requires("cases.receive")
@require_POST
def upload(request: SignedInRequest, case_id: UUID, key: str) -> HttpResponse:
    """Keep the scans for one defect of the notice."""
    facts, notice = _waiting(request, case_id)
    error = "" if request.FILES else _("没有收到文件。请选择文件后再按“上传”。")
    for file in request.FILES.getlist("file"):
        try:
            material_attach(
                case_id=case_id, key=key, file_name=file.name or "", chunks=file.chunks(), actor=request.actor,
                now=now(),
            )  # fmt: skip
        except RuleError as problem:
            error = error or sentence(problem)
    status = 422 if error else 200
    if request.headers.get("HX-Request"):
        rows = _rows(facts, notice, Questions((), answers={}))
        box = next((row for row in rows if row["key"] == key), None)
        if box is not None:
            context = {"box": {**box, "error": error}, "accept": ACCEPT}
            return render(request, "workbench/receiving/box.html", context, status=status)
    if error:
        return _page(request, facts, notice, found=Found({}, error, key), status=status)
    return redirect(f"{reverse('workbench:receive_correct', args=[case_id])}#material-{key}")


@requires("cases.receive")
@require_POST
def remove(request: SignedInRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Take back a scan that is not handed in yet."""
    facts, notice = _waiting(request, case_id)
    if file_id in {row.id for row in materials_of(facts) if row.correction_round == notice.round}:
        material_withdraw(material_id=file_id, actor=request.actor, now=now())
    return redirect("workbench:receive_correct", case_id=case_id)
