"""Fields that the forms of procedures share: days, words, lists of names, colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import CaseFacts, procedures_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.selectors import colleagues_with
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.procedure_words import KINDS

if TYPE_CHECKING:
    from django.utils.functional import Promise, _StrPromise  # the type that the stubs give lazy texts

    Words = str | _StrPromise


def words(label: Words, missing: Words = "", *, rows: int = 4, hint: Words = "", most: int = 2000) -> forms.CharField:
    """Return a field for a text; without `missing` it may stay empty."""
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": missing} if missing else None,
    )  # fmt: skip


def line(label: Words, missing: Words = "", *, hint: Words = "", most: int = 200) -> forms.CharField:
    """Return a field for one line; without `missing` it may stay empty."""
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=most,
        error_messages={"required": missing} if missing else None,
    )  # fmt: skip


def day(label: Words, *, hint: Words = "", required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, help_text=hint, required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请选择日期。"), "invalid": _("请选择有效的日期。")},
    )  # fmt: skip


def choice(label: Words, choices: Mapping[str, Promise] | None = None, *, hint: Words = "") -> forms.ChoiceField:
    """Return a field of which one is chosen by a radio button."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=list((choices or {}).items()), widget=forms.RadioSelect,
        error_messages={"required": _("请选择一项。")},
    )  # fmt: skip


def names_in(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something, each once."""
    return tuple(dict.fromkeys(name.strip() for name in text.splitlines() if name.strip()))


def day_of(form: forms.Form, name: str) -> date:
    """Return a day as the service knows it."""
    found = form.cleaned_data[name]
    if not isinstance(found, date):
        raise TypeError("a date field returned no date")
    return found


def offer(form: forms.Form, name: str, choices: list[tuple[str, Any]], *, chosen_alone: bool = False) -> None:
    """Give a field its choices, and choose the only one where wanted."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
    if chosen_alone and len(choices) == 1:
        form.initial[name] = choices[0][0]


def colleagues(facts: CaseFacts, permission: str, *, without: frozenset[UUID | None]) -> list[tuple[str, str]]:
    """Return the colleagues with a permission as choices, without some."""
    found = colleagues_with(permission, agency_id=facts.agency_id)
    return [(str(account), name) for account, name in found.items() if account not in without]


class OfProcedure(ActForm):
    """An act on one open procedure of the case; the only one is chosen already."""

    kinds: tuple[str, ...] = ()

    procedure = choice(_("正在进行的程序"))

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        running = [
            (str(row.id), f"{KINDS.get(row.kind, row.name)} · {beijing_date(row.opened_at).isoformat()}")
            for row in procedures_of(facts)
            if row.closed_at is None and row.kind in self.kinds
        ]
        offer(self, "procedure", running, chosen_alone=True)

    @property
    def procedure_id(self) -> UUID:
        """Return the chosen procedure as the service knows it."""
        return UUID(self.cleaned_data["procedure"])
