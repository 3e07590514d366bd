"""One entry of a list as a form: the control of each field follows from what the catalogue says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors.entries import EntryAsked

LONGEST = 20_000


class EntryForm(OfficeForm):
    """The fields of one entry; the revision says which state of the item the editor looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Sequence[EntryAsked], revision: int, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Ask for each field with the control that the catalogue names."""
        super().__init__(*args, initial={"revision": revision}, **kwargs)
        self._seldom = {row.field.name for row in asked if row.field.is_seldom}
        for row in asked:
            self.fields[row.field.name] = _field(row)
        self.ask_for_what_is_missing()

    @property
    def usual(self) -> list[BoundField]:
        """Return the fields that are always shown."""
        return [bound for bound in self.visible_fields() if bound.name not in self._seldom]

    @property
    def seldom(self) -> list[BoundField]:
        """Return the fields that are folded away."""
        return [bound for bound in self.visible_fields() if bound.name in self._seldom]

    @property
    def is_unfolded(self) -> bool:
        """Return whether a folded field has something to say."""
        return any(bound.errors for bound in self.seldom)

    def words(self) -> dict[str, str | list[str]]:
        """Return what was told, by the name of each field."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return {name: _told(value) for name, value in told.items()}


def _told(value: object) -> str | list[str]:
    if isinstance(value, bool):
        return "on" if value else ""
    return [str(one) for one in value] if isinstance(value, list) else str(value)


def _field(row: EntryAsked) -> forms.Field:
    field = _CONTROLS[row.control](row)
    field.label, field.help_text = spoken(row, "label"), spoken(row, "help")
    field.required, field.initial = row.field.required, row.typed
    return field


def _text(_row: EntryAsked) -> forms.Field:
    return forms.CharField(max_length=LONGEST)


def _long(_row: EntryAsked) -> forms.Field:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


def _number(_row: EntryAsked) -> forms.Field:
    digits = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.RegexField(r"^\d{0,5}$", widget=digits, error_messages={"invalid": _("请填写整数，不带单位。")})


def _money(_row: EntryAsked) -> forms.Field:
    digits = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.RegexField(
        r"^(\d{1,9}(\.\d{1,2})?)?$", widget=digits, error_messages={"invalid": _("请填写金额，例如“120”或者“36.50”。")}
    )


def _date(_row: EntryAsked) -> forms.Field:
    return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}))


def _flag(_row: EntryAsked) -> forms.Field:
    return forms.BooleanField()


def _choice(row: EntryAsked) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("请选择") if row.field.required else _("不填写")), *_choices(row)])


def _choices(row: EntryAsked) -> list[tuple[str, str]]:
    return [(option.value, spoken(option, "label")) for option in row.options]


def _several(row: EntryAsked) -> forms.Field:
    return forms.MultipleChoiceField(choices=_choices(row), widget=forms.CheckboxSelectMultiple)


_CONTROLS: Mapping[str, Callable[[EntryAsked], forms.Field]] = {
    "text": _text,
    "long": _long,
    "number": _number,
    "money": _money,
    "date": _date,
    "flag": _flag,
    "choice": _choice,
    "source": _choice,
    "blank_form": _choice,
    "sources": _several,
    "condition": _several,
}
