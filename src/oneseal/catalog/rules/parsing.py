"""Read the content of an item from JSON, and write it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from oneseal.catalog.rules.elements import ITEM_ELEMENT, MATERIAL_ELEMENT, Element, ElementType
from oneseal.catalog.rules.sentences import SENTENCES
from oneseal.catalog.rules.version import (
    CheckState,
    Citation,
    ConditionLine,
    Contact,
    ElementValue,
    FaqEntry,
    Fee,
    FlowStep,
    ItemContent,
    LegalBasis,
    Material,
    NumberPart,
    NumberRule,
    Source,
    SpecialProcedure,
    Value,
)
from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import Condition, FormDefinitionBroken, condition_mapping, parse_condition
from oneseal.kernel.process import ProcessDefinition, ProcessUnreadable, parse_process, process_mapping

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMAT: Final = 1
PROCESS: Final = "process"
_CITATION_KEYS: Final = frozenset({"check_state", "source", "quote", "note"})


class ItemUnreadable(RuleError):
    """Refuse content that is not an item; ``facts["faults"]`` lists every ParseFault."""

    code = "catalog.item_unreadable"


@dataclass(frozen=True, slots=True)
class ParseFault:
    """One thing that cannot be read at ``path``."""

    path: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Return the Chinese sentence for the administrator, with the path in front."""
        return f"{self.path}：{SENTENCES[self.code] % self.facts}"


_R = TypeVar("_R", bound="DataclassInstance")


@dataclass(slots=True)
class _Reading:
    """Collects faults while content is read; knows the sources that elements may name."""

    sources: dict[str, Source] = field(default_factory=dict)
    faults: list[ParseFault] = field(default_factory=list)

    def fault(self, path: str, code: str, **facts: object) -> None:
        self.faults.append(ParseFault(path, f"catalog.{code}", facts))

    def mapping(self, raw: object, path: str) -> Mapping[str, object]:
        if isinstance(raw, Mapping):
            return raw
        self.fault(path, "not_an_object")
        return {}

    def items(self, raw: object, path: str) -> list[tuple[str, object]]:
        if isinstance(raw, Sequence) and not isinstance(raw, str):
            return [(f"{path}[{index}]", item) for index, item in enumerate(raw)]
        self.fault(path, "not_a_list")
        return []

    def text(self, raw: object, path: str) -> str:
        if isinstance(raw, str):
            return raw
        self.fault(path, "not_a_text")
        return ""

    def integer(self, raw: object, path: str) -> int:
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        self.fault(path, "not_a_number")
        return 0

    def flag(self, raw: object, path: str) -> bool:
        if isinstance(raw, bool):
            return raw
        self.fault(path, "not_a_flag")
        return False

    def day(self, raw: object, path: str) -> str:
        text = self.text(raw, path)
        try:
            date.fromisoformat(text)
        except ValueError:
            self.fault(path, "not_a_date", value=text)
        return text

    def source(self, raw: object, path: str) -> Source | None:
        if raw is None:
            return None
        key = self.text(raw, path)
        if key not in self.sources:
            self.fault(path, "source_unknown", source=key)
        return self.sources.get(key)

    def citation(self, raw: Mapping[str, object], path: str) -> Citation:
        state = raw.get("check_state")
        if not isinstance(state, str) or state not in set(CheckState):
            self.fault(f"{path}.check_state", "check_state_unknown", value=state)
            state = CheckState.UNKNOWN
        return Citation(
            check_state=CheckState(str(state)),
            source=self.source(raw.get("source"), f"{path}.source"),
            quote=self.text(raw.get("quote", ""), f"{path}.quote"),
            note=self.text(raw.get("note", ""), f"{path}.note"),
        )

    def record(self, kind: type[_R], raw: object, path: str) -> _R:
        """Read a flat object into the dataclass ``kind`` by the types of its fields."""
        given = self.mapping(raw, path)
        values: dict[str, object] = {}
        known: set[str] = set()
        for attribute in fields(kind):
            if attribute.type is Citation:
                values[attribute.name] = self.citation(given, path)
                known |= _CITATION_KEYS
                continue
            known.add(attribute.name)
            if attribute.name in given:
                read = _FIELD_READERS[attribute.type]
                values[attribute.name] = read(self, given[attribute.name], f"{path}.{attribute.name}")
            elif attribute.default is MISSING:
                self.fault(f"{path}.{attribute.name}", "field_missing")
                values[attribute.name] = _BLANK[attribute.type]
        self.surplus(given, known, path)
        return kind(**values)

    def surplus(self, given: Mapping[str, object], known: set[str], path: str) -> None:
        for name in sorted(set(given) - known):
            self.fault(f"{path}.{name}", "field_unknown")


_FIELD_READERS: Final[Mapping[object, Callable[[_Reading, object, str], object]]] = {
    str: _Reading.text,
    int: _Reading.integer,
    bool: _Reading.flag,
    int | None: lambda reading, raw, path: None if raw is None else reading.integer(raw, path),
}
_BLANK: Final[Mapping[object, object]] = {str: "", int: 0, bool: False, int | None: None}


def _legal_basis(reading: _Reading, raw: object, path: str) -> LegalBasis | None:
    given = reading.mapping(raw, path)
    reading.surplus(given, {"source", "valid"}, path)
    source = reading.source(given.get("source", ""), f"{path}.source")
    valid = reading.flag(given.get("valid", True), f"{path}.valid")
    return None if source is None else LegalBasis(source, valid)


def _number_rule(reading: _Reading, raw: object, path: str) -> NumberRule:
    given = reading.mapping(raw, path)
    reading.surplus(given, {"prefix", "parts", "check_rule"}, path)
    parts = reading.items(given.get("parts"), f"{path}.parts")
    return NumberRule(
        prefix=reading.text(given.get("prefix"), f"{path}.prefix"),
        parts=tuple(reading.record(NumberPart, part, where) for where, part in parts),
        check_rule=reading.text(given.get("check_rule", ""), f"{path}.check_rule"),
    )


def _material(reading: _Reading, raw: object, path: str) -> Material:
    given = reading.mapping(raw, path)
    reading.surplus(given, {"key", "needed_when", "elements"}, path)
    return Material(
        key=reading.text(given.get("key"), f"{path}.key"),
        elements=_elements(reading, given.get("elements"), f"{path}.elements", known=MATERIAL_ELEMENT),
        needed_when=_needed_when(reading, given.get("needed_when"), f"{path}.needed_when"),
    )


def _needed_when(reading: _Reading, raw: object, path: str) -> Condition | None:
    if raw is None:
        return None
    try:
        return parse_condition(raw)
    except FormDefinitionBroken:
        reading.fault(path, "condition_unreadable")
        return None


def _listed(read: Callable[[_Reading, object, str], object]) -> Callable[[_Reading, object, str], object]:
    def read_list(reading: _Reading, raw: object, path: str) -> object:
        found = (read(reading, item, where) for where, item in reading.items(raw, path))
        return tuple(entry for entry in found if entry is not None)

    return read_list


def _record_list(kind: type[_R]) -> Callable[[_Reading, object, str], object]:
    return _listed(lambda reading, raw, path: reading.record(kind, raw, path))


_VALUE_READERS: Final[Mapping[ElementType, Callable[[_Reading, object, str], object]]] = {
    ElementType.TEXT: _Reading.text,
    ElementType.CODE: _Reading.text,
    ElementType.INTEGER: _Reading.integer,
    ElementType.FLAG: _Reading.flag,
    ElementType.DATE: _Reading.day,
    ElementType.CODES: _listed(_Reading.text),
    ElementType.TEXTS: _listed(_Reading.text),
    ElementType.LEGAL_BASIS: _listed(_legal_basis),
    ElementType.CONDITIONS: _record_list(ConditionLine),
    ElementType.STEPS: _record_list(FlowStep),
    ElementType.SPECIAL_PROCEDURES: _record_list(SpecialProcedure),
    ElementType.FEES: _record_list(Fee),
    ElementType.MATERIALS: _listed(_material),
    ElementType.CONTACTS: _record_list(Contact),
    ElementType.FAQ: _record_list(FaqEntry),
    ElementType.NUMBER_RULE: _number_rule,
}


def _element(reading: _Reading, raw: object, path: str, *, element: Element) -> ElementValue:
    given = reading.mapping(raw, path)
    reading.surplus(given, {"value", *_CITATION_KEYS}, path)
    citation = reading.citation(given, path)
    if given.get("value") is None:
        return ElementValue(None, citation)
    value = _VALUE_READERS[element.type](reading, given["value"], f"{path}.value")
    return ElementValue(_narrow(value), citation)


def _narrow(value: object) -> Value:
    if value is None or isinstance(value, (str, int, bool, NumberRule, tuple)):
        return value
    raise TypeError(f"no element has a value of type {type(value).__name__}")


def _elements(reading: _Reading, raw: object, path: str, *, known: Mapping[str, Element]) -> dict[str, ElementValue]:
    found: dict[str, ElementValue] = {}
    for key, element in reading.mapping(raw, path).items():
        if key in known:
            found[key] = _element(reading, element, f"{path}.{key}", element=known[key])
        else:
            reading.fault(f"{path}.{key}", "element_unknown", element=key)
    return found


def _read(raw: object) -> tuple[ItemContent, list[ParseFault]]:
    reading = _Reading()
    root = reading.mapping(raw, "item")
    reading.surplus(root, {"format", "key", "sources", "elements", PROCESS}, "item")
    if root.get("format") != FORMAT:
        reading.fault("format", "format_unknown", value=root.get("format"), known=FORMAT)
    for key, source in reading.mapping(root.get("sources"), "sources").items():
        keyed = {"key": key, **reading.mapping(source, f"sources.{key}")}
        reading.sources[key] = reading.record(Source, keyed, f"sources.{key}")
    content = ItemContent(
        key=reading.text(root.get("key"), "key"),
        elements=_elements(reading, root.get("elements"), "elements", known=ITEM_ELEMENT),
        sources=reading.sources,
        process=_process(reading, root.get(PROCESS)),
    )
    return content, reading.faults


def _process(reading: _Reading, raw: object) -> ProcessDefinition | None:
    if raw is None:
        return None
    try:
        return parse_process(raw)
    except ProcessUnreadable as problem:
        reading.fault(PROCESS, "process_unreadable", where=problem.facts["where"])
        return None


def item_faults(raw: object) -> list[ParseFault]:
    """Return everything that cannot be read in ``raw`` (decoded JSON); an empty list is good."""
    return _read(raw)[1]


def parse_item(raw: object) -> ItemContent:
    """Return the content of an item from decoded JSON.

    Raise ItemUnreadable with all faults at once when a part has the wrong shape, names an unknown
    element or source, or carries a field nobody reads. Whether the content may be published is
    asked of ``publication.publication_faults``.
    """
    content, faults = _read(raw)
    if faults:
        raise ItemUnreadable("the item cannot be read", item=content.key, faults=tuple(faults))
    return content


def _citation_mapping(citation: Citation) -> dict[str, object]:
    found: dict[str, object] = {"check_state": citation.check_state.value}
    if citation.source is not None:
        found["source"] = citation.source.key
    if citation.quote:
        found["quote"] = citation.quote
    if citation.note:
        found["note"] = citation.note
    return found


def _record_mapping(record: "DataclassInstance") -> dict[str, object]:
    found: dict[str, object] = {}
    for attribute in fields(record):
        value = getattr(record, attribute.name)
        if isinstance(value, Citation):
            found |= _citation_mapping(value)
        elif value != attribute.default:
            found[attribute.name] = value
    return found


def _entry_mapping(entry: object) -> object:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, LegalBasis):
        return {"source": entry.source.key, "valid": entry.valid}
    if isinstance(entry, Material):
        found: dict[str, object] = {"key": entry.key}
        if entry.needed_when is not None:
            found["needed_when"] = condition_mapping(entry.needed_when)
        return found | {"elements": _elements_mapping(entry.elements)}
    if isinstance(entry, (ConditionLine, FlowStep, SpecialProcedure, Fee, Contact, FaqEntry, NumberPart)):
        return _record_mapping(entry)
    raise TypeError(f"no list of an item holds a {type(entry).__name__}")


def _value_mapping(value: Value) -> object:
    if isinstance(value, tuple):
        return [_entry_mapping(entry) for entry in value]
    if isinstance(value, NumberRule):
        parts = [_entry_mapping(part) for part in value.parts]
        checked = {"check_rule": value.check_rule} if value.check_rule else {}
        return {"prefix": value.prefix, "parts": parts} | checked
    return value


def _elements_mapping(elements: Mapping[str, ElementValue]) -> dict[str, object]:
    return {
        key: {"value": _value_mapping(element.value)} | _citation_mapping(element.citation)
        for key, element in elements.items()
    }


def to_mapping(content: ItemContent) -> dict[str, object]:
    """Return ``content`` as JSON data; parse_item gives the same content back."""
    return {
        "format": FORMAT,
        "key": content.key,
        "sources": {
            key: {name: value for name, value in _record_mapping(source).items() if name != "key"}
            for key, source in content.sources.items()
        },
        "elements": _elements_mapping(content.elements),
        **({PROCESS: process_mapping(content.process)} if content.process else {}),
    }
