"""The self-check of an item: which materials does the reader need, by what he answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from oneseal.catalog.selectors import ItemTerms, ShownMaterial, materials_shown
from oneseal.forms.services import Questions, told_in, visible_fields
from oneseal.kernel.formlogic import Field, FieldType, referenced_fields


@dataclass(frozen=True, slots=True)
class Needs:
    """The questions that decide on materials, and which materials the answers call for.

    `is_open`: an answer has opened a further question, so the list is not exact yet.
    """

    form: Questions
    is_answered: bool
    is_open: bool
    needed: list[ShownMaterial]
    spared: list[ShownMaterial]


def needs_checked(terms: ItemTerms, told: QueryDict) -> Needs:
    """Return which materials the reader needs by the answers in the address."""
    deciding = _deciding(terms)
    answers = told_in(told, [field for field in deciding if field.key in told])
    asked = [field for field in visible_fields(terms.form, answers) if field in deciding]
    answers = {field.key: answers[field.key] for field in asked if answers.get(field.key)}
    shown = materials_shown(terms)
    keys = {need.key for need in terms.materials_to_upload(answers)}
    uploads = {need.key for need in terms.materials}
    return Needs(
        form=Questions(asked, answers=answers, prefix="need"),
        is_answered=bool(answers),
        is_open=any(field.key not in answers and field.type is FieldType.CHOICE for field in asked),
        needed=[row for row in shown if row.material.key in keys or row.material.key not in uploads],
        spared=[row for row in shown if row.material.key in uploads - keys],
    )


def _deciding(terms: ItemTerms) -> list[Field]:
    """Return the choices on which some material depends, and those that decide whether such a choice is asked."""
    keys = frozenset[str]().union(*(referenced_fields(row.needed_when) for row in terms.content.materials))
    known = {field.key: field for field in terms.form.fields}
    while True:
        before = frozenset().union(*(referenced_fields(known[key].visible_when) for key in keys if key in known))
        if before <= keys:
            break
        keys |= before
    choices = {FieldType.CHOICE, FieldType.MULTI_CHOICE}
    return [field for field in terms.form.fields if field.key in keys and field.type in choices]
