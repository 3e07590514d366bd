"""One draft as its pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from oneseal.cases.selectors import CaseFacts, MaterialFacts, answers_of, materials_of
from oneseal.cases.services import missing_of
from oneseal.catalog.selectors import ItemTerms, MaterialNeed, version_terms
from oneseal.forms.services import Questions, answer_words, fault_sentence, spoken, visible_fields
from oneseal.kernel.formlogic import Field, FieldFault, Section, normalise_answers, validate

FORM, MATERIALS = 1, 2  # steps of an application, as `step_words` names them


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A part of the form with the fields that are asked at present."""

    section: Section
    bounds: list[Any]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is still missing: its name, why, where it is mended, and in which step of the application."""

    name: str
    sentence: str
    url: str
    step: int


def statement_of(terms: ItemTerms) -> Field | None:
    """Return the truth statement that is ticked on the review page."""
    signed = terms.form_content.signed_statement
    return terms.form.field(signed) if signed else None


def asked_in(terms: ItemTerms, answers: Mapping[str, Any]) -> list[Field]:
    """Return the fields that the form page asks; the truth statement waits for the review."""
    signed = terms.form_content.signed_statement
    return [field for field in visible_fields(terms.form, answers) if field.key != signed]


def sections_of(terms: ItemTerms, answers: Mapping[str, Any], faults: Sequence[FieldFault] = ()) -> list[ShownSection]:
    """Return the parts of the form with their fields, answers and faults."""
    asked = asked_in(terms, answers)
    form = Questions(asked, answers=answers, faults=faults)
    keys = {field.key for field in asked}
    shown = [
        ShownSection(section, [form[field.key] for field in section.fields if field.key in keys])
        for section in terms.form.sections
    ]
    return [part for part in shown if part.bounds]


def faults_in(terms: ItemTerms, answers: Mapping[str, Any], *, today: date) -> list[FieldFault]:
    """Return what is wrong or missing on the form page."""
    signed = terms.form_content.signed_statement
    return [fault for fault in validate(terms.form, answers, today=today) if fault.key != signed]


def lacks_of(facts: CaseFacts, *, today: date) -> list[Lack]:
    """Return everything a draft still lacks, each with the address where it is mended."""
    terms = version_terms(facts.item_version_id)
    missing = missing_of(facts, today=today)
    form_url, materials_url = (reverse(f"portal:{name}", args=[facts.id]) for name in ("form", "materials"))
    signed = terms.form_content.signed_statement
    named = {need.key: need for need in terms.materials}
    lacks = [
        Lack(_label(terms, fault.key), fault_sentence(fault), f"{form_url}#id_{fault.key}", FORM)
        for fault in missing.fields
        if fault.key != signed
    ]
    return lacks + [
        Lack(spoken(named[key], "name"), _("请上传这份材料。"), f"{materials_url}#material-{key}", MATERIALS)
        for key, _name in missing.materials
    ]


def _label(terms: ItemTerms, key: str) -> str:
    field = terms.form.field(key)
    return spoken(field, "label") if field else key


def answers_read(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the answers by section, as their owner reads them over."""
    terms = version_terms(facts.item_version_id)
    answers = answers_of(facts).values
    keys = {field.key: field for field in asked_in(terms, answers)}
    parts = []
    for section in terms.form.sections:
        asked = [field for field in section.fields if field.key in keys]
        entries = [
            {"label": spoken(field, "label"), "value": answer_words(field, answers.get(field.key)) or _("（未填）")}
            for field in asked
        ]
        if entries:
            parts.append(
                {"key": section.key, "title": spoken(section, "title"), "entries": entries, "first": asked[0].key}
            )
    return parts


def differences(terms: ItemTerms, kept: Mapping[str, Any], told: Mapping[str, object]) -> list[dict[str, str]]:
    """Return the fields whose saved answer differs from what was typed: label, saved, typed."""
    typed = normalise_answers(terms.form, told)
    return [
        {
            "label": spoken(field, "label"),
            "saved": answer_words(field, kept.get(field.key)) or _("（未填）"),
            "typed": answer_words(field, typed[field.key]) or _("（未填）"),
        }
        for field in terms.form.fields
        if field.key in typed and (typed[field.key] or "") != (kept.get(field.key) or "")
    ]


def saved_words(facts: CaseFacts) -> str:
    """Return the Beijing time at which a draft was last saved, e.g. 14:32."""
    return date_format(localtime(answers_of(facts).saved_at), "H:i")


@dataclass(frozen=True, slots=True)
class UploadBox:
    """One material that is to be uploaded, with its files."""

    key: str
    name: str
    is_required: bool
    notes: str
    standard: str
    basis: str
    url: str
    files: list[dict[str, Any]]
    error: str = ""


def upload_boxes(facts: CaseFacts, *, error_at: str = "", error: str = "") -> list[UploadBox]:
    """Return the materials these answers call for, with what is uploaded already."""
    terms = version_terms(facts.item_version_id)
    answers = answers_of(facts).values
    held = materials_of(facts)
    boxes = [_upload_box(facts, need, held) for need in terms.materials_to_upload(answers)]
    return [replace(box, error=error) if box.key == error_at else box for box in boxes]


def _upload_box(facts: CaseFacts, need: MaterialNeed, held: Sequence[MaterialFacts]) -> UploadBox:
    return UploadBox(
        key=need.key, name=spoken(need, "name"), is_required=need.is_required, notes=spoken(need, "notes"),
        standard=need.standard, basis="、".join(need.basis), url=reverse("portal:upload", args=[facts.id, need.key]),
        files=[file_line(facts, row) for row in held if row.key == need.key],
    )  # fmt: skip


def file_line(facts: CaseFacts, row: MaterialFacts, *, may_remove: bool = True) -> dict[str, Any]:
    """Return one uploaded file as the upload component lists it."""
    remove = reverse("portal:remove", args=[facts.id, row.id]) if may_remove else ""
    return {
        "name": row.file_name, "size": row.size, "state": "ok", "message": "",
        "url": reverse("portal:file", args=[row.id]), "remove_url": remove,
    }  # fmt: skip
