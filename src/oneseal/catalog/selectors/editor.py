"""What the editor of the catalogue sees: every element with its lines, faults in sentences, versions side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, singledispatch
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import ITEM_ELEMENT, Element, ElementType, FilledBy
from oneseal.catalog.rules.fields import LISTS
from oneseal.catalog.rules.intermediaries import ITEM_ELEMENT as INTERMEDIARY
from oneseal.catalog.rules.kinds import city_must_say, displayed_under, elements_of, is_required, type_of
from oneseal.catalog.rules.parsing import PROCESS, parse_item
from oneseal.catalog.rules.publication import Fault
from oneseal.catalog.rules.saving import Said
from oneseal.catalog.rules.sentences import SENTENCES
from oneseal.catalog.rules.version import (
    CheckState,
    Citation,
    ConditionLine,
    Contact,
    ElementValue,
    Entry,
    FaqEntry,
    Fee,
    FlowStep,
    ItemContent,
    LegalBasis,
    Material,
    SpecialProcedure,
)
from oneseal.catalog.selectors.intermediaries import intermediary_names_offered
from oneseal.catalog.selectors.items import VersionFacts, reference_items
from oneseal.catalog.selectors.presenting import ShownElement, _shown, source_line
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Unit
from oneseal.kernel.numbering import NumberRefused, build_implementation_code
from oneseal.kernel.process import ProcessDefinition

APPLICATION_FORM: Final = "application_form"
# What `element_set` takes, and with which control it is filled in.
CONTROLS: Final = {
    ElementType.TEXT: "text",
    ElementType.INTEGER: "number",
    ElementType.DATE: "date",
    ElementType.FLAG: "flag",
    ElementType.CODE: "choice",
    ElementType.TEXTS: "lines",
    ElementType.CODES: "choices",
    ElementType.CONTACTS: "contacts",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of an element that is a list: heading, words, and the clause it rests on."""

    title: str
    title_en: str
    text: str
    text_en: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Option:
    """One code to choose from."""

    value: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class EditedElement:
    """One element for its editor; `control` is empty when it cannot be filled in by hand."""

    shown: ShownElement
    lines: tuple[Line, ...]
    is_required: bool
    displayed_under: str
    control: str
    options: tuple[Option, ...]
    typed: str
    is_wanted: bool  # the city has to say it, and has not
    is_set_at_publication: bool  # a draft cannot know it yet
    is_list: bool  # changed entry by entry, on a page of its own
    is_form: bool  # the application form, built on a page of its own
    source: str  # the key of the source it rests on; empty when none is given
    sources: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the history of an item."""

    id: UUID
    number: int
    state: str
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class ChangedElement:
    """An element that differs between two versions."""

    before: ShownElement
    after: ShownElement


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """An item that ships with the program; `version_id` is the agency's own newest version, if any."""

    key: str
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    version_id: UUID | None


def elements_edited(facts: VersionFacts) -> dict[str, EditedElement]:
    """Return every element of a version by key, in the order of the registry."""
    wanted = {fault_key(fault) for fault in facts.stops}
    sources = source_options(facts)
    return {
        element.key: _edited(element, facts, wanted, sources=sources) for element in elements_of(type_of(facts.content))
    }


def source_options(facts: VersionFacts) -> tuple[Option, ...]:
    """Return the sources of a version to choose from."""
    named = ((key, f"{row.document}{row.article}") for key, row in sorted(facts.content.sources.items()))
    return tuple(Option(key, text, text) for key, text in named)


def _edited(element: Element, facts: VersionFacts, wanted: set[str], *, sources: tuple[Option, ...]) -> EditedElement:
    value = facts.content.elements.get(element.key)
    given = {
        "impl_code": facts.implementation_code, "handling_code": facts.handling_code, "version": str(facts.number),
        "effective_on": facts.effective_on.isoformat() if facts.effective_on else "",
    }.get(element.key, "")  # fmt: skip
    is_draft, at_publication = facts.state == ItemVersion.DRAFT, element.filled_by is FilledBy.PUBLICATION
    is_open = is_draft and not at_publication
    unknown = value is None or value.is_unknown
    kind, options = type_of(facts.content), _options(element, is_open=is_open)
    return EditedElement(
        shown=_shown(element, value, given=given), lines=_lines(value), is_required=is_required(element, kind),
        displayed_under=displayed_under(element, kind), control=_control(element, options) if is_open else "",
        options=options, typed=_typed(value),
        is_wanted=is_open and ((unknown and city_must_say(element, kind)) or element.key in wanted),
        is_set_at_publication=is_draft and at_publication and unknown and not given,
        is_list=is_open and element.type in LISTS, is_form=is_open and element.key == APPLICATION_FORM,
        source=value.source.key if value and value.source else "", sources=sources,
    )  # fmt: skip


def _control(element: Element, options: tuple[Option, ...]) -> str:
    if element.type is ElementType.TEXTS and options:
        return "choices"
    return "" if element.key == APPLICATION_FORM else CONTROLS.get(element.type, "")


def _options(element: Element, *, is_open: bool) -> tuple[Option, ...]:
    if element.type is ElementType.FLAG:
        return (Option("是", "是", "Yes"), Option("否", "否", "No"))
    if element.key == INTERMEDIARY and is_open:
        return tuple(Option(name, name, name) for name in intermediary_names_offered())
    return tuple(Option(code.code, code.chinese, code.english) for code in CODE_LISTS.get(element.code_list, ()))


def said_by(content: ItemContent, key: str) -> Said:
    """Return what a field of an element says: the value as its editor would type it, and its source."""
    value = content.elements.get(key)
    return Said(_typed(value), value.source.key if value and value.source else "")


def _typed(value: ElementValue | None) -> str:
    """Return what the control starts with: the value as the editor would type it."""
    found = value.value if value else None
    if isinstance(found, bool):
        return "是" if found else "否"
    if isinstance(found, tuple):
        contacts = [f"{way}：{getattr(entry, 'detail', '')}" for entry in found if (way := getattr(entry, "way", ""))]
        return "\n".join(contacts or [entry for entry in found if isinstance(entry, str)])
    return "" if found is None else str(found)


def _lines(value: ElementValue | None) -> tuple[Line, ...]:
    if value is None or not isinstance(value.value, tuple):
        return ()
    return tuple(line for line in map(_line, value.value) if line is not None)


def _cited(citation: Citation) -> tuple[str, str]:
    return source_line(citation), citation.quote


@singledispatch
def _line(_entry: Entry) -> Line | None:
    return None


@_line.register
def _(entry: LegalBasis) -> Line:
    source = f"{entry.source.document}{entry.article}"
    return Line(source, source, entry.text, entry.text, "", "")


@_line.register
def _(entry: ConditionLine) -> Line:
    return Line("", "", entry.text, entry.text_en or entry.text, *_cited(entry.citation))


@_line.register
def _(entry: FlowStep) -> Line:
    limit = f"，{entry.limit}{_unit(entry.limit_unit, 0)}" if entry.limit else ""
    limit_en = f", {entry.limit} {_unit(entry.limit_unit, 1)}" if entry.limit else ""
    return Line(
        f"{entry.name}（{entry.post_name}{limit}）", f"{entry.name_en} ({entry.post_name_en}{limit_en})",
        entry.duty, entry.duty_en or entry.duty, *_cited(entry.citation),
    )  # fmt: skip


@_line.register
def _(entry: SpecialProcedure) -> Line:
    most = f"，最长{entry.max_days}{_unit(entry.unit, 0)}" if entry.max_days else ""
    most_en = f", at most {entry.max_days} {_unit(entry.unit, 1)}" if entry.max_days else ""
    stops = ("不计入期限", "clock stopped") if entry.stops_clock else ("延长期限", "limit extended")
    words = (f"{stops[0]}{most}", f"{stops[1]}{most_en}")
    return Line(entry.name, entry.name_en, *words, *_cited(entry.citation))


@_line.register
def _(entry: Fee) -> Line:
    return Line(entry.name, entry.name, entry.rate, entry.rate, entry.basis, "")


@_line.register
def _(entry: Contact) -> Line:
    return Line(entry.way, entry.way, entry.detail, entry.detail, *_cited(entry.citation))


@_line.register
def _(entry: FaqEntry) -> Line:
    english = (entry.question_en or entry.question, entry.answer_en or entry.answer)
    return Line(entry.question, english[0], entry.answer, english[1], *_cited(entry.citation))


@_line.register
def _(entry: Material) -> Line:
    basis = "；".join(f"{row.law}{row.article}" for row in entry.legal_basis)
    notes = entry.text("filling_notes")
    return Line(entry.name, entry.text("name_en"), notes, entry.text("filling_notes_en") or notes, basis, "")


def _unit(code: str, language: int) -> str:
    words = next(((row.chinese, row.english) for row in CODE_LISTS["limit_unit"] if row.code == code), ("", ""))
    return words[language]


_OTHERS: Final = {PROCESS: ("审查过程", "Process of the examination")}


# Facts of a fault that are sentences of our own: why a wording is vague, what to write instead.
_SENTENCES_IN_FACTS: Final = ("why", "instead")


def fault_key(fault: Fault) -> str:
    """Return the key of the element that a fault points to; `sources` for one of a source."""
    return fault.element


def fault_sentence(fault: Fault) -> str:
    """Return what to tell about a fault, in full."""
    told = {name: gettext(str(fault.facts[name])) for name in _SENTENCES_IN_FACTS if name in fault.facts}
    return gettext(SENTENCES[fault.code]) % {**fault.facts, **told}


def code_to_be_made(facts: VersionFacts, *, actor: Actor) -> str:
    """Return the implementation code that publication gives the item; empty while it cannot be made."""
    if facts.implementation_code:
        return facts.implementation_code
    agency = agency_by_id(actor.own_agency)
    basic = facts.content.text("basic_code")
    try:
        return build_implementation_code(body=agency.uscc, level=agency.exercise_level, basic_code=basic).text
    except NumberRefused:
        return ""


def versions_of(item_id: UUID, *, actor: Actor) -> list[VersionRow]:
    """Return the versions of an item of the actor's agency, newest first."""
    if not can_edit(actor, actor.agency_id):
        return []
    rows = ItemVersion.objects.filter(item_id=item_id, item__agency_id=actor.own_agency).order_by("-number")
    return [VersionRow(*row) for row in rows.values_list("id", "number", "state", "effective_on")]


def elements_changed(facts: VersionFacts, *, actor: Actor) -> tuple[ChangedElement, ...]:
    """Return the elements in which a version differs from the one before it; none for a first version.

    Raises:
        ItemNotFound: another agency's version.
    """
    if not can_edit(actor, actor.agency_id):
        raise ItemNotFound("not the actor's version")
    row = ItemVersion.objects.filter(
        item_id=facts.item_id, item__agency_id=actor.own_agency, number=facts.number - 1
    ).first()
    if row is None:
        return ()
    before = parse_item(row.content)
    old, new = before.elements, facts.content.elements
    changed = tuple(
        ChangedElement(_shown(element, old.get(key)), _shown(element, new.get(key)))
        for key, element in ITEM_ELEMENT.items()
        if _differs(old.get(key), new.get(key))
    )
    if before.process == facts.content.process:
        return changed
    return (*changed, ChangedElement(_process_shown(before.process), _process_shown(facts.content.process)))


def _process_shown(process: ProcessDefinition | None) -> ShownElement:
    """Return the tasks of a process with their limits, as one element in words."""
    label, label_en = _OTHERS[PROCESS]
    return ShownElement(
        key=PROCESS, label=label, label_en=label_en, text=_process_words(process, 0),
        text_en=_process_words(process, 1), state=CheckState.OWN_WORDING, source="", quote="", note="",
    )  # fmt: skip


_NODE_UNITS: Final = {
    Unit.WORKING_DAY: ("个工作日", "working days"),
    Unit.NATURAL_DAY: ("个自然日", "natural days"),
    Unit.OFFICE_HOUR: ("个工作小时", "office hours"),
}


def _process_words(process: ProcessDefinition | None, language: int) -> str:
    if process is None:
        return ("一个审查环节", "one step of examination")[language]
    if language:
        limits = (f"{node.limit} {_NODE_UNITS[node.unit][1]}" if node.limit else "untimed" for node in process.tasks)
        return ", ".join(
            f"{node.name_en or node.label} ({limit})" for node, limit in zip(process.tasks, limits, strict=True)
        )
    limits = (f"{node.limit}{_NODE_UNITS[node.unit][0]}" if node.limit else "不单独计时" for node in process.tasks)
    return "、".join(f"{node.label}（{limit}）" for node, limit in zip(process.tasks, limits, strict=True))


def _differs(before: ElementValue | None, after: ElementValue | None) -> bool:
    return (before and before.value) != (after and after.value)


def reference_rows(actor: Actor) -> list[ReferenceRow]:
    """Return the items that ship with the program, and whether the actor's agency has them."""
    owned = dict(
        ItemVersion.objects.filter(item__agency_id=actor.own_agency)
        .order_by("item_id", "number")
        .values_list("item__key", "id")
    )
    return [replace(row, version_id=owned.get(row.key)) for row in _shipped_rows()]


@cache
def _shipped_rows() -> tuple[ReferenceRow, ...]:
    """Return what ships, read once: no list parses it anew."""
    rows = ((key, parse_item(source["item"])) for key, source in reference_items().items())
    return tuple(
        ReferenceRow(
            key, content.text("name"), content.text("name_en"), content.text("purpose"), content.text("purpose_en"),
            None,
        )
        for key, content in rows
    )  # fmt: skip
