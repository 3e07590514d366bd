"""Questions of a published form as a Django form: every answer is kept as typed, faults are shown beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict  # noqa: TID251 - what a page told, not HTTP itself
from django.utils.translation import gettext as _

from oneseal.forms.rules.sentences import ANSWER_SENTENCES
from oneseal.foundation.language import is_english
from oneseal.kernel.formlogic import Answer, Field, FieldFault, FieldType, FormDefinition, visible_keys

_KEYBOARDS = {FieldType.MOBILE: "tel", FieldType.NUMBER: "decimal"}


def spoken(thing: object, name: str) -> str:
    """Return the text `name` of a thing in the reader's language; Chinese where no English exists."""
    translated = str(getattr(thing, f"{name}_en", "") or "") if is_english() else ""
    return translated or str(getattr(thing, name, "") or "")


class Questions(forms.Form):
    """Ask some fields of a definition; `answers` fill them, `faults` stand at them."""

    use_required_attribute = False

    def __init__(
        self,
        asked: Iterable[Field],
        *,
        answers: Mapping[str, Any],
        faults: Sequence[FieldFault] = (),
        prefix: str = "id",
    ) -> None:
        super().__init__(data=dict(answers), auto_id=f"{prefix}_%s")
        self.fields = {field.key: _control(field) for field in asked}
        self._faults = faults
        for name in self.fields:
            if any(fault.key == name for fault in faults):
                self.fields[name].widget.attrs["aria-invalid"] = "true"

    def full_clean(self) -> None:
        """Put the faults the rules found at their fields; the rules alone judge."""
        self.cleaned_data: dict[str, Any] = {}
        self._errors = ErrorDict(renderer=self.renderer)
        for fault in self._faults:
            if fault.key in self.fields:
                listed = self._errors.setdefault(fault.key, self.error_class(renderer=self.renderer))
                listed.append(fault_sentence(fault))


def fault_sentence(fault: FieldFault) -> str:
    """Return what to tell about one answer, in full."""
    return _(ANSWER_SENTENCES[fault.code]) % fault.facts


def _control(field: Field) -> forms.Field:
    choices = [(option.value, spoken(option, "label")) for option in field.options]
    attrs: dict[str, Any] = {}
    if field.autocomplete:
        attrs["autocomplete"] = field.autocomplete
    if field.type in _KEYBOARDS:
        attrs["inputmode"] = _KEYBOARDS[field.type]
    common: dict[str, Any] = {
        "label": spoken(field, "label"),
        "help_text": spoken(field, "help"),
        "required": field.required,
    }
    if field.type is FieldType.CHOICE:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    if field.type is FieldType.MULTI_CHOICE:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    if field.type is FieldType.CONSENT:
        return forms.BooleanField(**common)
    if field.type is FieldType.LONG_TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4, **attrs}), **common)
    if field.type is FieldType.DATE:
        return forms.CharField(widget=forms.TextInput(attrs={"type": "date", **attrs}), **common)
    return forms.CharField(widget=forms.TextInput(attrs=attrs), **common)


def told_in(data: QueryDict, asked: Iterable[Field]) -> dict[str, Any]:
    """Return what a request says to the fields that its page showed."""
    told: dict[str, Any] = {}
    for field in asked:
        if field.type is FieldType.MULTI_CHOICE:
            told[field.key] = data.getlist(field.key)
        elif field.type is FieldType.CONSENT:
            told[field.key] = field.key in data
        else:
            told[field.key] = data.get(field.key, "")
    return told


def visible_fields(form: FormDefinition, answers: Mapping[str, Answer]) -> list[Field]:
    """Return the fields that these answers call for, in reading order."""
    known = {field.key: answers.get(field.key, "") for field in form.fields}
    shown = visible_keys(form, known)
    return [field for field in form.fields if field.key in shown]


def answer_words(field: Field, answer: object) -> str:
    """Return an answer as people read it; empty when nothing was answered."""
    named = {option.value: spoken(option, "label") for option in field.options}
    if isinstance(answer, bool):
        return _("是") if answer else ""
    if isinstance(answer, (list, tuple)):
        return "、".join(named.get(str(value), str(value)) for value in answer)
    return named.get(str(answer or ""), str(answer or ""))
