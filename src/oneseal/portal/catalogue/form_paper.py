"""The application form of an item laid out to be read or printed: blank, or filled as an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _

from oneseal.catalog.selectors import ItemTerms
from oneseal.catalog.selectors.presenting import condition_in_words
from oneseal.forms.services import answer_words, example_answers, spoken
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import BEIJING
from oneseal.kernel.formlogic import Answer, Field, FieldSource, FieldType
from oneseal.papers.services import form_made
from oneseal.portal.catalogue.guide import Guide
from oneseal.portal.catalogue.sheet import item_address
from oneseal.ui.templatetags.ui import long_date

LINE: Final = "line"
_KINDS: Final = {
    FieldType.CHOICE: "boxes",
    FieldType.MULTI_CHOICE: "boxes",
    FieldType.LONG_TEXT: "lines",
    FieldType.CONSENT: "statement",
}
OWN_FORM: Final = "form:"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a choice offers, and whether it is chosen."""

    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """One question: what it asks, when, why, what helps, and the answer.

    `is_stated`: a statement is made. `is_spared`: the answers do not call for it. `open`: what an example says where it
    gives no answer.
    """

    key: str
    label: str
    kind: str
    is_required: bool
    when: str
    help: str
    origin: str
    choices: tuple[Choice, ...]
    text: str
    is_stated: bool
    is_spared: bool
    open: str

    @property
    def note(self) -> str:
        """Return whether and when the question must be answered; empty where it always must."""
        if self.when:
            return _("%(when)s时填写") % {"when": self.when}
        return "" if self.is_required else _("选填")


@dataclass(frozen=True, slots=True)
class FormPart:
    """Questions under one heading."""

    key: str
    title: str
    rows: tuple[FormRow, ...]


def examples_of(guide: Guide) -> dict[str, Answer]:
    """Return the example of an item's form in the reader's language, as on the day its version was published."""
    return example_answers(guide.terms.form, on=guide.published_on, english=is_english())


def form_parts(terms: ItemTerms, answers: Mapping[str, Answer] | None) -> list[FormPart]:
    """Return the form of an item part by part with these answers; None leaves it blank."""
    return [
        FormPart(part.key, spoken(part, "title"), tuple(_row(field, terms, answers) for field in part.fields))
        for part in terms.form.sections
    ]


def _row(field: Field, terms: ItemTerms, answers: Mapping[str, Answer] | None) -> FormRow:
    answer = (answers or {}).get(field.key, "")
    chosen = set(answer if isinstance(answer, list) else [answer])
    return FormRow(
        key=field.key, label=spoken(field, "label"), kind=_KINDS.get(field.type, LINE), is_required=field.required,
        when=condition_in_words(field.visible_when, terms.form, english=is_english()),
        help=spoken(field, "help"), origin=_origin(field.source),
        choices=tuple(Choice(spoken(option, "label"), option.value in chosen) for option in field.options),
        text="" if field.type is FieldType.CONSENT else answer_words(field, answer),
        is_stated=answer is True, is_spared=answers is not None and field.key not in answers,
        open=_why_open(field, answers),
    )  # fmt: skip


def _why_open(field: Field, answers: Mapping[str, Answer] | None) -> str:
    if answers is None or answers.get(field.key):
        return ""
    return _("本例不选") if field.key in answers else _("本例不用填写")


def _origin(source: FieldSource) -> str:
    if not source.document:
        return ""
    named = source.document if source.document.startswith("《") else f"《{source.document}》"
    return f"{named}{source.article}"


def example_context(guide: Guide) -> dict[str, Any]:
    """Return what the page of the example shows: the questions with why and how, and the item's own words."""
    return {
        "title": spoken(guide.terms.form, "title"), "own_words": own_words(guide),
        "parts": form_parts(guide.terms, examples_of(guide)),
    }  # fmt: skip


def own_words(guide: Guide) -> list[str]:
    """Return what the item itself says of its filled form: its model text, and the sample of the form as a material."""
    texts = [guide.terms.content.text("application_form")]
    texts += [row.material.text("sample") for row in guide.materials if not row.material.is_uploaded]
    return [text for text in texts if text and not text.startswith(OWN_FORM)]


def blank_form(guide: Guide) -> bytes:
    """Return the blank form of an item as a PDF."""
    return _made(guide, form_words(guide, None))


def filled_example(guide: Guide) -> bytes:
    """Return the filled example of an item's form as a PDF, marked as one on every page."""
    return _made(guide, form_words(guide, examples_of(guide)))


def _made(guide: Guide, words: Mapping[str, Any]) -> bytes:
    made_at = datetime.combine(guide.published_on, time(), BEIJING)
    return form_made(words, address=item_address(guide), made_at=made_at)


def form_words(guide: Guide, answers: Mapping[str, Answer] | None) -> dict[str, Any]:
    """Return what the printed form says; with answers it is the example and says so."""
    terms, is_example = guide.terms, answers is not None
    told = {"number": terms.number, "agency": guide.agency_name, "day": long_date(guide.published_on)}
    return {
        "lang": "en" if is_english() else "zh",
        "title": spoken(terms.form, "title"),
        "agency": guide.agency_name,
        "name": guide.name,
        "intro": spoken(terms.form_content, "intro"),
        "qr_label": _("扫码在网上填写"),
        "mark": _("示范") if is_example else "",
        "banner": _("填写样例，内容和号码都是虚构的，不能用来申请。") if is_example else "",
        "parts": [
            {"title": part.title, "rows": [_words(row) for row in part.rows]} for part in form_parts(terms, answers)
        ],
        "signature": _signature(guide, answers) if terms.form_content.signed_statement else {},
        "edition": _("第%(number)s版，%(agency)s于%(day)s发布。以网上公布的现行版本为准。") % told,
    }


def _words(row: FormRow) -> dict[str, Any]:
    return {
        "label": row.label,
        "note": row.note,
        "help": row.help,
        "kind": row.kind,
        "options": [{"label": choice.label, "chosen": choice.chosen} for choice in row.choices],
        "text": row.text,
        "is_stated": row.is_stated,
        "open": row.open,
    }


def _signature(guide: Guide, answers: Mapping[str, Answer] | None) -> dict[str, str]:
    """Return the place to sign; on the example the applicant has signed."""
    return {
        "label": _("申请人（签名或者盖章）："),
        "name": _signer(guide, answers or {}),
        "day_label": _("日期："),
        "day": "" if answers is None else long_date(guide.published_on),
    }


def _signer(guide: Guide, answers: Mapping[str, Answer]) -> str:
    """Return who signs: whom the form names as the applicant, else the first person it names."""
    fields = guide.terms.form.fields
    named = [field for field in fields if field.prefill == "name"]
    people = [field for field in fields if field.type is FieldType.PERSON_NAME]
    found = (str(answers[field.key]) for field in (*named, *people) if field.key in answers)
    return next(found, "")
