"""What the editor sees of the application form: what it can start from, its questions, and one field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.fields import Control, EntryField
from oneseal.catalog.rules.questions import NEW_SECTION, QUESTION_FIELDS, question_words, questions_in
from oneseal.catalog.rules.version import Source
from oneseal.catalog.selectors.editor import Option, source_options
from oneseal.catalog.selectors.entries import EntryAsked, answers_offered
from oneseal.catalog.selectors.items import VersionFacts, reference_items
from oneseal.catalog.selectors.presenting import condition_in_words
from oneseal.kernel.access import Actor
from oneseal.kernel.formlogic import Field, FormDefinition


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of the form: where it stands, what it asks, and when."""

    place: int
    section: str
    section_en: str
    label: str
    label_en: str
    kind: str
    kind_en: str
    condition: str
    condition_en: str
    required: bool
    is_first: bool
    is_last: bool


def question_rows(facts: VersionFacts) -> tuple[QuestionRow, ...]:
    """Return the questions of a version's form in reading order."""
    form = facts.form.definition
    asked = [(section, field) for section in form.sections for field in section.fields]
    return tuple(
        QuestionRow(
            place=place, section=section.title, section_en=section.title_en, label=field.label,
            label_en=field.label_en, kind=_kind(field, 0), kind_en=_kind(field, 1),
            condition=condition_in_words(field.visible_when, form, english=False),
            condition_en=condition_in_words(field.visible_when, form, english=True), required=field.required,
            is_first=place == 0, is_last=place == len(asked) - 1,
        )
        for place, (section, field) in enumerate(asked)
    )  # fmt: skip


def _kind(field: Field, language: int) -> str:
    named = {code.code: (code.chinese, code.english) for code in CODE_LISTS["question_type"]}
    return named[field.type.value][language]


def form_origins(facts: VersionFacts, *, actor: Actor) -> tuple[Option, ...]:
    """Return what a form can start from: blank, an item that ships, or another item of the agency."""
    shipped = {
        source["form"]["key"]: Option(f"reference:{key}", source["form"]["title"], source["form"]["title_en"])
        for key, source in reference_items().items()
        if source["form"]
    }
    if not can_edit(actor, actor.agency_id):
        return ()
    rows = (
        ItemVersion.objects.filter(item__agency_id=actor.own_agency)
        .exclude(item_id=facts.item_id)
        .exclude(form={})
        .order_by("item_id", "-number")
        .distinct("item_id")
        .values_list("item__key", "name", "form__key")
    )
    own = tuple(Option(f"version:{key}", name, name) for key, name, form in rows if form not in shipped)
    return (Option("new", "空白申请表", "A blank form"), *own, *shipped.values())


_FIRST: Final[dict[str, str | list[str]]] = {"type": "text", "required": "on"}


def question_asked(facts: VersionFacts, place: int | None) -> tuple[EntryAsked, ...]:
    """Return the fields of a question, filled with what it says; a new one (place None) starts empty.

    Raises:
        EntryNotFound.
    """
    sources = {key: _source(source) for key, source in facts.content.sources.items()}
    form = facts.form_raw
    words = {**_FIRST, "section": _last_part(facts)} if place is None else question_words(form, place, sources)
    own = None if place is None else questions_in(form)[place][1]["key"]
    asked = ((field, _options(field, facts, own)) for field in QUESTION_FIELDS)
    return tuple(
        _asked(field, words.get(field.name, ""), options)
        for field, options in asked
        if options or field.control is not Control.CONDITION
    )


def _last_part(facts: VersionFacts) -> str:
    """Return the part that a new question joins: the last one before the statement that is signed."""
    signed = facts.form.signed_statement
    parts = [part for part in facts.form.definition.sections if signed not in {field.key for field in part.fields}]
    return (parts or facts.form.definition.sections)[-1].key


def _source(source: Source) -> dict[str, Any]:
    return {"document": source.document, "article": source.article}


def _asked(field: EntryField, typed: str | list[str], options: tuple[Option, ...]) -> EntryAsked:
    return EntryAsked(
        field=field, label=field.chinese, label_en=field.english, help=field.help, help_en=field.help_en,
        control=field.control.value, options=options,
        typed=typed if isinstance(typed, str) else tuple(typed), faults=(),
    )  # fmt: skip


def _options(field: EntryField, facts: VersionFacts, own: str | None) -> tuple[Option, ...]:
    definition: FormDefinition = facts.form.definition
    if field.name == "section":
        known = tuple(Option(section.key, section.title, section.title_en) for section in definition.sections)
        return (*known, Option(NEW_SECTION, "新的部分", "A new part"))
    if field.control is Control.CONDITION:
        return tuple(option for option in answers_offered(definition) if option.value.partition("=")[0] != own)
    if field.control is Control.SOURCE:
        return source_options(facts)
    if field.control is Control.CHOICE:
        return tuple(Option(code.code, code.chinese, code.english) for code in CODE_LISTS[field.code_list])
    return ()
