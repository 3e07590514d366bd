"""Mend exactly what a correction notice asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    CorrectionFacts,
    answers_of,
    correction_open,
    defects_open,
    materials_of,
)
from oneseal.cases.services import Press, case_correct, draft_save
from oneseal.catalog.selectors import version_terms
from oneseal.forms.services import Questions, told_in
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import Field, FieldFault, normalise_answers, validate
from oneseal.portal.ahead import changes_ahead
from oneseal.portal.applying.drafts import file_line
from oneseal.portal.applying.handing_in import attach_all
from oneseal.portal.applying.words import ACCEPT, upload_help
from oneseal.portal.own import own_case
from oneseal.portal.pages import page
from oneseal.portal.presses import press_told


@dataclass(frozen=True, slots=True)
class ShownDefect:
    """One thing to mend: a field of the form, or a material with its files."""

    key: str
    name: str
    problem: str
    wanted: str
    is_mended: bool
    bound: Any = None
    url: str = ""
    files: tuple[dict[str, Any], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Why the page is shown again: the sentence, the upload it belongs to, and what was typed."""

    error: str = ""
    error_at: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    faults: Sequence[FieldFault] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal and what had been typed when it came."""

    problem: RuleError
    typed: Mapping[str, Any]


NOTHING = Found()


def _named_fields(facts: CaseFacts, notice: CorrectionFacts) -> list[Field]:
    named = {defect["target"].removeprefix("field:") for defect in notice.defects}
    return [asked for asked in version_terms(facts.item_version_id).form.fields if asked.key in named]


def _defects(facts: CaseFacts, notice: CorrectionFacts, form: Questions) -> list[ShownDefect]:
    still = {defect["target"] for defect in defects_open(facts, notice)}
    shown = []
    for defect in notice.defects:
        kind, _colon, key = defect["target"].partition(":")
        row = ShownDefect(
            key=key, name=defect["name"], problem=defect["problem"], wanted=defect.get("wanted", ""),
            is_mended=defect["target"] not in still,
        )  # fmt: skip
        if kind == "field" and key in form.fields:
            shown.append(replace(row, bound=form[key]))
        else:
            shown.append(_with_files(facts, notice, row))
    return shown


def _with_files(facts: CaseFacts, notice: CorrectionFacts, row: ShownDefect) -> ShownDefect:
    files = tuple(
        file_line(facts, held, may_remove=held.correction_round == notice.round)
        for held in materials_of(facts)
        if held.key == row.key
    )
    return replace(row, files=files, url=reverse("portal:correct_upload", args=[facts.id, row.key]))


@signed_in
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show every defect with its own way to mend it, and hand all of it in at once."""
    facts = own_case(case_id, actor=request.actor)
    notice = correction_open(facts)
    if request.method == "POST":
        return _hand_in(request, facts, notice)
    if notice is None:
        return redirect("portal:my_case", case_id)
    return _page(request, facts, notice)


def _page(
    request: SignedInRequest, facts: CaseFacts, notice: CorrectionFacts, *, status: int = 200, found: Found = NOTHING
) -> HttpResponse:
    asked = _named_fields(facts, notice)
    answers = {**answers_of(facts).values, **found.typed}
    form = Questions(asked, answers=answers, faults=found.faults)
    shown = _defects(facts, notice, form)
    context = {
        "facts": facts,
        "notice": notice,
        "form": form,
        "fields": [row for row in shown if row.bound is not None],
        "uploads": [replace(row, error=found.error) if row.key == found.error_at else row for row in shown if row.url],
        "press": request.POST.get("press") or uuid4(),
        "ahead": changes_ahead(Action.CORRECT),
        "error": "" if found.error_at else found.error,
        "help": upload_help(),
        "accept": ACCEPT,
    }
    return page(request, "portal/applying/correct.html", context, status=status)


def _hand_in(request: SignedInRequest, facts: CaseFacts, notice: CorrectionFacts | None) -> HttpResponse:
    try:
        press = press_told(request)
    except ValueError:
        messages.error(request, _("页面已过期，请核对后再按一次“提交补正”。"))
        return redirect("portal:correct", facts.id)
    typed: dict[str, Any] = {}
    try:
        if notice is not None:
            typed = told_in(request.POST, _named_fields(facts, notice))
            _save_changed(facts, typed, press)
        if request.POST.get("go") == "save":
            messages.success(request, _("已保存，还没有提交。"))
            return redirect("portal:correct", facts.id)
        case_correct(case_id=facts.id, press=press)
    except RuleError as problem:
        return _refused(request, facts, Refusal(problem, typed))
    messages.success(request, _("补正已提交，重新开始计算答复期限。"))
    return redirect("portal:my_case", facts.id)


def _save_changed(facts: CaseFacts, typed: dict[str, Any], press: Press) -> None:
    kept = answers_of(facts)
    form = version_terms(facts.item_version_id).form
    plain = normalise_answers(form, typed)
    changed = {key: typed[key] for key, value in plain.items() if value != kept.values.get(key)}
    if changed:
        draft_save(case_id=facts.id, told=changed, revision=kept.revision, actor=press.actor, now=press.now)


def _refused(request: SignedInRequest, facts: CaseFacts, refusal: Refusal) -> HttpResponse:
    notice = correction_open(facts)
    if notice is None:
        messages.error(request, sentence(refusal.problem))
        return redirect("portal:my_case", facts.id)
    form = version_terms(facts.item_version_id).form
    plain = normalise_answers(form, refusal.typed)
    judged = validate(form, {**answers_of(facts).values, **plain}, today=timekeeping.today())
    faults = [fault for fault in judged if fault.key in plain]
    found = Found(error=sentence(refusal.problem), typed=plain, faults=faults)
    return _page(request, facts, notice, status=status_of(refusal.problem), found=found)


@signed_in
@require_POST
def correct_upload(request: SignedInRequest, case_id: UUID, key: str) -> HttpResponse:
    """Keep the files for one defect of the notice."""
    facts = own_case(case_id, actor=request.actor)
    notice = correction_open(facts)
    if notice is None:
        return redirect("portal:my_case", case_id)
    refusal = attach_all(request, case_id, key)
    error = sentence(refusal) if refusal else ""
    if not request.FILES:
        error = _("没有收到文件。请选择文件后再按“上传”。")
    status = 422 if error else 200
    if request.headers.get("HX-Request"):
        row = next((row for row in _defects(facts, notice, Questions((), answers={})) if row.key == key), None)
        if row is not None and row.url:
            context = {"box": replace(row, error=error), "help": upload_help(), "accept": ACCEPT}
            return render(request, "portal/applying/upload_box.html", context, status=status)
    if error:
        return _page(request, facts, notice, status=status, found=Found(error=error, error_at=key))
    return redirect(f"{reverse('portal:correct', args=[case_id])}#material-{key}")
