"""Read a form definition from JSON and refuse one that cannot work."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic.definition import (
    CHOOSING,
    All,
    Any,
    Condition,
    Equals,
    Field,
    FieldSource,
    FieldType,
    FormDefinition,
    In,
    Option,
    Section,
    referenced_fields,
)

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CHECK_STATES: Final = ("quoted", "own_wording", "unknown")


class FormDefinitionBroken(RuleError):
    """Refuse a form definition; ``facts["faults"]`` lists every DefinitionFault."""

    code = "forms.definition_broken"


@dataclass(frozen=True, slots=True)
class DefinitionFault:
    """One thing that is wrong at ``path`` (such as ``sections[0].fields[2].visible_when``)."""

    path: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """Collects faults while a definition is read, so that all are told at once."""

    faults: list[DefinitionFault] = field(default_factory=list)

    def fault(self, path: str, code: str, **facts: object) -> None:
        self.faults.append(DefinitionFault(path, f"forms.{code}", facts))

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

    def text(self, raw: Mapping[str, object], name: str, path: str, *, required: bool = False) -> str:
        value = raw.get(name, "")
        if not isinstance(value, str):
            self.fault(f"{path}.{name}", "not_a_text")
            return ""
        if required and not value.strip():
            self.fault(f"{path}.{name}", "text_missing")
        return value

    def flag(self, raw: Mapping[str, object], name: str, path: str, *, default: bool) -> bool:
        value = raw.get(name, default)
        if isinstance(value, bool):
            return value
        self.fault(f"{path}.{name}", "not_a_flag")
        return default

    def length(self, raw: Mapping[str, object], name: str, path: str) -> int | None:
        value = raw.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        self.fault(f"{path}.{name}", "not_a_length")
        return None

    def number(self, raw: Mapping[str, object], name: str, path: str) -> Decimal | None:
        value = raw.get(name)
        if value is None:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.fault(f"{path}.{name}", "not_a_number")
            return None
        return number

    def key(self, raw: Mapping[str, object], path: str) -> str:
        value = self.text(raw, "key", path)
        if not _KEY.fullmatch(value):
            self.fault(f"{path}.key", "key_malformed", key=value)
        return value


_NEVER: Final = Any(())
_TYPES: Final[Mapping[str, FieldType]] = {kind.value: kind for kind in FieldType}


def _condition(reading: _Reading, raw: object, path: str) -> Condition:
    rule = reading.mapping(raw, path)
    operators = [name for name in _OPERATORS if name in rule]
    if len(operators) != 1:
        reading.fault(path, "condition_unknown", operators=sorted(_OPERATORS))
        return _NEVER
    return _OPERATORS[operators[0]](reading, rule, path)


def _equals(reading: _Reading, rule: Mapping[str, object], path: str) -> Condition:
    value = rule["equals"]
    if not isinstance(value, (str, bool)):
        reading.fault(f"{path}.equals", "not_a_text")
        return _NEVER
    return Equals(reading.text(rule, "field", path, required=True), value)


def _in(reading: _Reading, rule: Mapping[str, object], path: str) -> Condition:
    values = [value for _, value in reading.items(rule["in"], f"{path}.in")]
    words = tuple(value for value in values if isinstance(value, str))
    if not words or len(words) < len(values):
        reading.fault(f"{path}.in", "not_a_text")
    return In(reading.text(rule, "field", path, required=True), words)


def _parts(reading: _Reading, rule: Mapping[str, object], path: str) -> tuple[Condition, ...]:
    name = "all" if "all" in rule else "any"
    parts = tuple(_condition(reading, part, where) for where, part in reading.items(rule[name], f"{path}.{name}"))
    if not parts:
        reading.fault(f"{path}.{name}", "condition_empty")
    return parts


_OPERATORS: Final[Mapping[str, Callable[[_Reading, Mapping[str, object], str], Condition]]] = {
    "equals": _equals,
    "in": _in,
    "all": lambda reading, rule, path: All(_parts(reading, rule, path)),
    "any": lambda reading, rule, path: Any(_parts(reading, rule, path)),
}


def _option(reading: _Reading, raw: object, path: str) -> Option:
    option = reading.mapping(raw, path)
    return Option(
        value=reading.text(option, "value", path, required=True),
        label=reading.text(option, "label", path, required=True),
        label_en=reading.text(option, "label_en", path, required=True),
    )


def _options(reading: _Reading, raw: Mapping[str, object], path: str, *, kind: FieldType) -> tuple[Option, ...]:
    listed = reading.items(raw.get("options", []), f"{path}.options")
    options = tuple(_option(reading, option, where) for where, option in listed)
    values = [option.value for option in options]
    if kind in CHOOSING and not options:
        reading.fault(f"{path}.options", "options_missing")
    if kind not in CHOOSING and options:
        reading.fault(f"{path}.options", "options_not_allowed", type=kind.value)
    for value in sorted({value for value in values if values.count(value) > 1}):
        reading.fault(f"{path}.options", "option_duplicated", value=value)
    return options


def _type(reading: _Reading, raw: Mapping[str, object], path: str) -> FieldType:
    name = reading.text(raw, "type", path)
    if name in _TYPES:
        return _TYPES[name]
    reading.fault(f"{path}.type", "type_unknown", type=name, known=sorted(FieldType))
    return FieldType.TEXT


def _source(reading: _Reading, raw: object, path: str) -> FieldSource:
    source = reading.mapping(raw, path)
    state = reading.text(source, "check_state", path)
    if state not in _CHECK_STATES:
        reading.fault(f"{path}.check_state", "check_state_unknown", known=list(_CHECK_STATES))
    must_cite = state == "quoted"
    return FieldSource(
        document=reading.text(source, "document", path, required=must_cite),
        article=reading.text(source, "article", path, required=must_cite),
        check_state=state,
    )


def _field(reading: _Reading, raw: object, path: str) -> Field:
    asked = reading.mapping(raw, path)
    kind = _type(reading, asked, path)
    condition = asked.get("visible_when")
    parsed = Field(
        key=reading.key(asked, path),
        type=kind,
        label=reading.text(asked, "label", path, required=True),
        label_en=reading.text(asked, "label_en", path, required=True),
        source=_source(reading, asked.get("source"), f"{path}.source"),
        required=reading.flag(asked, "required", path, default=True),
        help=reading.text(asked, "help", path),
        help_en=reading.text(asked, "help_en", path),
        visible_when=None if condition is None else _condition(reading, condition, f"{path}.visible_when"),
        options=_options(reading, asked, path, kind=kind),
        min_length=reading.length(asked, "min_length", path),
        max_length=reading.length(asked, "max_length", path),
        minimum=reading.number(asked, "minimum", path),
        maximum=reading.number(asked, "maximum", path),
        latest=reading.text(asked, "latest", path),
        prefill=reading.text(asked, "prefill", path),
        personal=reading.flag(asked, "personal", path, default=False),
        autocomplete=reading.text(asked, "autocomplete", path),
        example=reading.text(asked, "example", path),
        example_en=reading.text(asked, "example_en", path),
    )
    _check_bounds(reading, parsed, path)
    return parsed


def _check_bounds(reading: _Reading, asked: Field, path: str) -> None:
    lengths = (asked.min_length, asked.max_length)
    if lengths[0] is not None and lengths[1] is not None and lengths[0] > lengths[1]:
        reading.fault(f"{path}.max_length", "bounds_inverted")
    if asked.minimum is not None and asked.maximum is not None and asked.minimum > asked.maximum:
        reading.fault(f"{path}.maximum", "bounds_inverted")
    if asked.latest not in ("", "today"):
        reading.fault(f"{path}.latest", "latest_unknown", known=["today"])


def _section(reading: _Reading, raw: object, path: str) -> Section:
    section = reading.mapping(raw, path)
    fields = reading.items(section.get("fields"), f"{path}.fields")
    if not fields:
        reading.fault(f"{path}.fields", "section_empty")
    return Section(
        key=reading.key(section, path),
        title=reading.text(section, "title", path, required=True),
        title_en=reading.text(section, "title_en", path, required=True),
        fields=tuple(_field(reading, field, where) for where, field in fields),
    )


def _paths(form: FormDefinition) -> Iterator[tuple[str, Field]]:
    for number, section in enumerate(form.sections):
        for index, asked in enumerate(section.fields):
            yield f"sections[{number}].fields[{index}]", asked


def _check_keys(reading: _Reading, form: FormDefinition) -> None:
    seen: set[str] = set()
    for path, asked in _paths(form):
        if asked.key in seen:
            reading.fault(f"{path}.key", "key_duplicated", key=asked.key)
        seen.add(asked.key)
    sections = [section.key for section in form.sections]
    for key in sorted({key for key in sections if sections.count(key) > 1}):
        reading.fault("sections", "key_duplicated", key=key)


def _leaves(condition: Condition | None) -> Iterator[Equals | In]:
    if isinstance(condition, (All, Any)):
        for part in condition.conditions:
            yield from _leaves(part)
    elif condition is not None:
        yield condition


def _check_references(reading: _Reading, form: FormDefinition) -> None:
    known = {asked.key: asked for asked in form.fields}
    for path, asked in _paths(form):
        for leaf in _leaves(asked.visible_when):
            target = known.get(leaf.field)
            if target is None:
                reading.fault(f"{path}.visible_when", "reference_unknown", field=leaf.field)
            elif not _can_be(target, leaf):
                reading.fault(f"{path}.visible_when", "condition_impossible", field=leaf.field)


def _can_be(target: Field, leaf: Equals | In) -> bool:
    values = (leaf.value,) if isinstance(leaf, Equals) else leaf.values
    if target.type is FieldType.CONSENT:
        return all(isinstance(value, bool) for value in values)
    if target.type in CHOOSING:
        return {option.value for option in target.options}.issuperset(values)
    return all(isinstance(value, str) for value in values)


def _check_circles(reading: _Reading, form: FormDefinition) -> None:
    waiting = {asked.key: set(referenced_fields(asked.visible_when)) for asked in form.fields}
    while ready := [key for key, needs in waiting.items() if not needs & waiting.keys()]:
        for key in ready:
            del waiting[key]
    if waiting:
        reading.fault("sections", "visibility_circle", fields=sorted(waiting))


def _read(raw: object) -> tuple[FormDefinition, list[DefinitionFault]]:
    reading = _Reading()
    root = reading.mapping(raw, "")
    sections = reading.items(root.get("sections"), "sections")
    if not sections:
        reading.fault("sections", "sections_missing")
    form = FormDefinition(
        key=reading.text(root, "key", "", required=True),
        title=reading.text(root, "title", "", required=True),
        title_en=reading.text(root, "title_en", "", required=True),
        sections=tuple(_section(reading, section, where) for where, section in sections),
    )
    _check_keys(reading, form)
    _check_references(reading, form)
    _check_circles(reading, form)
    return form, reading.faults


def definition_faults(raw: object) -> list[DefinitionFault]:
    """Return everything that is wrong with a form definition as decoded from JSON; empty is good."""
    return _read(raw)[1]


def parse_form(raw: object) -> FormDefinition:
    """Return the form definition that ``raw`` (decoded JSON) describes.

    Raise FormDefinitionBroken with all faults when keys repeat, a condition looks at an unknown
    field or at a value it cannot have, conditions run in a circle, or a part is missing.
    """
    form, faults = _read(raw)
    if faults:
        raise FormDefinitionBroken("the form definition cannot be used", form=form.key, faults=tuple(faults))
    return form


def parse_condition(raw: object) -> Condition:
    """Return the condition that ``raw`` (decoded JSON) describes; raise FormDefinitionBroken if none."""
    reading = _Reading()
    condition = _condition(reading, raw, "condition")
    if reading.faults:
        raise FormDefinitionBroken("the condition cannot be read", faults=tuple(reading.faults))
    return condition


def condition_mapping(condition: Condition) -> dict[str, object]:
    """Return ``condition`` as JSON data, so that parse_condition gives it back."""
    match condition:
        case Equals(field=key, value=value):
            return {"field": key, "equals": value}
        case In(field=key, values=values):
            return {"field": key, "in": list(values)}
        case All(conditions=parts):
            return {"all": [condition_mapping(part) for part in parts]}
        case Any(conditions=parts):
            return {"any": [condition_mapping(part) for part in parts]}
