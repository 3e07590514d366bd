"""One section of a draft as a form: each element with its source, what it said, and what asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from oneseal.backoffice.items.forms import CITY, HELP, element_field
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors.desk import Asked, Filled, Said, asked_of
from oneseal.catalog.selectors.editor import EditedElement, Option


@dataclass(frozen=True, slots=True)
class ElementFaults:
    """What the gate says of one element: what stops the publication, and what warns."""

    stops: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Return whether there is anything to look at."""
        return bool(self.stops or self.warns)


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One element as it is filled in: control, source, what it said, what is wrong with it, what asks for it."""

    element: EditedElement
    bound: BoundField
    source: str
    source_options: SafeString
    faults: ElementFaults
    refusal: str
    asked: tuple[Asked, ...]

    @property
    def key(self) -> str:
        """Return the key of the element."""
        return self.element.shown.key


class SectionForm(forms.Form):
    """The elements of one section; an empty answer means that nobody knows it yet."""

    use_required_attribute = False

    def __init__(
        self, data: QueryDict | Mapping[str, object] | None = None, *, elements: Sequence[EditedElement]
    ) -> None:
        """Ask for each element with the control that suits its shape."""
        super().__init__(data)
        self.elements = {element.shown.key: element for element in elements}
        for key, element in self.elements.items():
            field = element_field(element)
            field.label, field.initial = spoken(element.shown, "label"), element.typed
            if element.control == "choices":
                field.initial = element.typed.splitlines()
            field.help_text = HELP.get(element.control, "")
            self.fields[key] = field

    def told(self, key: str) -> str:
        """Return what was typed for an element; several choices come one a line."""
        told = self.cleaned_data[key]
        return "\n".join(told) if isinstance(told, list) else str(told)


def filled_in(form: SectionForm, sent: QueryDict) -> list[Filled]:
    """Return what was filled in that fits its control, each with what the page had shown."""
    form.full_clean()
    return [
        Filled(
            key,
            Said(form.told(key), sent.get(f"source-{key}", "") or CITY),
            Said(str(sent[f"seen-{key}"]), sent.get(f"seensource-{key}", "")),
        )
        for key in form.elements
        if key in form.cleaned_data and f"seen-{key}" in sent
    ]


@dataclass(frozen=True, slots=True)
class CameBack:
    """A section that was sent and not saved whole: what was typed, and why each of its fields was held back."""

    section: str
    sent: QueryDict | Mapping[str, object]
    refusals: Mapping[str, str]


def fields_shown(
    elements: Sequence[EditedElement],
    faults: Mapping[str, ElementFaults],
    *,
    item_type: str,
    came_back: CameBack | None = None,
    opened: str = "",
) -> list[FieldShown]:
    """Return the fields of a section; what came back keeps what was typed."""
    form = SectionForm(came_back.sent if came_back else None, elements=elements)
    sent = came_back.sent if came_back else {}
    shown = []
    for element in elements:
        key = element.shown.key
        source = str(sent.get(f"source-{key}") or element.source or "")
        options = source_choice(element.sources, source) if key == opened else SafeString()
        shown.append(
            FieldShown(
                element=element, bound=form[key], source=source, source_options=options,
                faults=faults.get(key, ElementFaults()), refusal=came_back.refusals.get(key, "") if came_back else "",
                asked=asked_of(key, item_type),
            )
        )  # fmt: skip
    return shown


def source_choice(sources: Sequence[Option], source: str) -> SafeString:
    """Return the sources of a draft as options of a control, the city's own word first, one of them chosen.

    Every field would carry all of them, most of the page's weight; so a field shows its own until they are asked for.
    """
    chosen = source or CITY
    rows = (
        (option.value, SafeString(" selected") if option.value == chosen else "", spoken(option, "label"))
        for option in sorted(sources, key=lambda option: option.value != CITY)
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)
