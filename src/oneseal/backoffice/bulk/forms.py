"""What is asked for each operation of a bulk edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.bulk.words import FIELDS, NEW_VALUE, source_words
from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors.bulk_telling import Kind, Option, Told, choices_of, control_of, elements_open

PLACES: Final = ("station_place", "station_hours", "station_hall", "station_window", "station_transport")
PHONES: Final = ("phone", "complaint_phone")
LONGEST: Final = 2000
MARK: Final = "␟"
ONE_ELEMENT: Final = frozenset({Kind.SET, Kind.ADD, Kind.SWAP, Kind.REMOVE, Kind.CITE})


class ElementChoice(OfficeForm):
    """Which element an operation touches; asked before its value, because the value depends on it."""

    element = forms.ChoiceField(label=_("要素"))

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the elements of the operation."""
        super().__init__(*args, **kwargs)
        self.fields["element"].choices = _named(elements_open(kind))  # type: ignore[attr-defined]  # a choice field


class OperationForm(OfficeForm):
    """The fields of one operation; an element that is chosen before stands in the address."""

    def __init__(
        self, *args: Any, kind: Kind, element: str = "", sources: Sequence[tuple[str, str]] = (), **kwargs: Any,  # noqa: ANN401 - Django's own arguments
    ) -> None:  # fmt: skip
        """Ask for what the operation needs."""
        super().__init__(*args, **kwargs)
        self._kind, self._element = kind, element
        for name, asked in _ASKED[kind](element, sources).items():
            self.fields[name] = asked
        self.ask_for_what_is_missing()

    def told(self) -> Told:
        """Return what was told."""
        told = self.cleaned_data
        elements = tuple(told["elements"]) if "elements" in told else (self._element,) if self._element else ()
        fields = {name: str(value) for name, value in told.items() if name != "elements"}
        if self._kind is Kind.CITE:
            document, _mark, article = fields.pop("source").partition(MARK)
            fields |= {"document": document, "article": article}
        return Told(self._kind, elements, fields)


def _named(options: Sequence[Option]) -> list[tuple[str, str]]:
    return [(row.value, spoken(row, "label")) for row in options]


def _text(
    name: str, *, required: bool = True, label: Promise | None = None, help_text: str | Promise = ""
) -> forms.CharField:
    return forms.CharField(
        label=str(label or FIELDS[name]),
        required=required,
        max_length=LONGEST,
        help_text=str(help_text),
        strip=name != "find",
    )


def _choice(
    name: str, options: Sequence[Option], *, required: bool = True, label: Promise | None = None
) -> forms.ChoiceField:
    first = [("", _("请选择") if required else _("改为尚未查明"))]
    return forms.ChoiceField(label=str(label or FIELDS[name]), choices=[*first, *_named(options)], required=required)


def _value(element: str, *, required: bool, label: Promise | None = None, name: str = "value") -> forms.Field:
    """Ask for a value of an element, with the control that suits its shape."""
    options = choices_of(element)
    if options:
        return _choice(name, options, required=required, label=label)
    help_text = "" if required else _("留空表示改为尚未查明，页面上会如实显示。")
    asked = _text(name, required=required, label=label, help_text=help_text)
    control = control_of(element)
    if control == "number":
        asked.widget = forms.TextInput(attrs={"inputmode": "numeric"})
    elif control == "date":
        asked.widget = forms.DateInput(attrs={"type": "date"})
    return asked


def _set(element: str, _sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    return {"value": _value(element, required=False)}


def _promise(_element: str, _sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    limit = _text("limit", help_text=_("只填数字。"))
    limit.widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return {"limit": limit, "unit": _choice("unit", choices_of("limit_unit"))}


def _places(_element: str, _sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    phone = _("替换原来的电话；窗口、网络等其他方式不动。")
    return {
        **{name: _text(name, required=False) for name in PLACES},
        **{name: _text(name, required=False, help_text=phone) for name in PHONES},
    }


def _add(element: str, _sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    return {"value": _value(element, required=True, label=NEW_VALUE)}


def _swap(element: str, _sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    old = _value(element, required=True, label=FIELDS["old"], name="old")
    return {"old": old, "value": _value(element, required=True, label=NEW_VALUE)}


def _remove(element: str, _sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    return {"old": _value(element, required=True, label=FIELDS["old"], name="old")}


def _replace_text(_element: str, _sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        "find": _text("find", help_text=_("逐字查找，区分大小写和全角半角。")),
        "replace": _text("replace", required=False, help_text=_("留空表示删去。")),
        "elements": forms.MultipleChoiceField(
            label=str(FIELDS["elements"]), choices=_named(elements_open(Kind.REPLACE_TEXT)),
            widget=forms.CheckboxSelectMultiple,
        ),
    }  # fmt: skip


def _cite(_element: str, sources: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    rows = [(f"{document}{MARK}{article}", source_words(document, article)) for document, article in sources]
    choices = [("", gettext("请选择")), (f"city{MARK}", source_words("city", "")), *rows]
    help_text = _("这里列出的是所选事项登记过的来源。引用原文要逐字核对，不能批量标注。")
    return {"source": forms.ChoiceField(label=str(FIELDS["source"]), choices=choices, help_text=help_text)}


_ASKED: Final[dict[Kind, Callable[[str, Sequence[tuple[str, str]]], dict[str, forms.Field]]]] = {
    Kind.SET: _set,
    Kind.PROMISE: _promise,
    Kind.PLACES: _places,
    Kind.ADD: _add,
    Kind.SWAP: _swap,
    Kind.REMOVE: _remove,
    Kind.REPLACE_TEXT: _replace_text,
    Kind.CITE: _cite,
}
