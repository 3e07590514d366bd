"""Read the code that another catalogue gave an item: what its parts are, and what is wrong with them.

Such a code is kept as it came (domain rules of GB/T 39554.1-2020 for 31 and 33 characters; older and local
forms are accepted on import and never emitted). A part whose meaning no text names is kept under its place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from oneseal.kernel.numbering import NumberRefused, WrongCharacter, parse_credit_code, parse_implementation_code

_IMPLEMENTATION: Final = 31
_HANDLING: Final = 33
_OLD_IMPLEMENTATION: Final = 24
_AREA: Final = 12
_CREDIT_CODE: Final = 18
_ORGANISATION: Final = 9
_TEMPORARY: Final = "TE"
_BASIC: Final = 12
_SECTIONS: Final = ("basic", "area", "third", "body", "fifth", "sixth")
_ORGANISATION_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


class Form(StrEnum):
    """Name the forms of a code."""

    IMPLEMENTATION = "implementation"
    HANDLING = "handling"
    SECTIONED = "sectioned"
    OLD = "old"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CodeFault:
    """One thing that is wrong with one part of a code."""

    part: str
    code: str
    value: str

    @property
    def facts(self) -> dict[str, object]:
        """Return what its sentence names: the part, and of a code wrongly divided how many it has and needs."""
        if self.code in {"parts_too_few", "parts_too_many"}:
            return {"part": self.value, "found": self.value.count("-") + 1, "wanted": len(_SECTIONS)}
        return {"part": self.value}


@dataclass(frozen=True, slots=True)
class SourceCode:
    """A code as it came, its form, its parts by name and every fault of theirs."""

    text: str
    form: Form
    parts: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[CodeFault, ...] = ()


def parse_source_code(text: str) -> SourceCode:
    """Return what can be read of a code; what cannot is a fault, never an exception."""
    code = text.strip()
    if "-" in code:
        return _sectioned(code)
    reader = _BY_LENGTH.get(len(code))
    if reader is not None:
        return reader(code)
    if code.isascii() and code.isalnum() and len(code) <= _OLD_IMPLEMENTATION:
        return SourceCode(code, Form.OLD, {"whole": code}, (CodeFault("whole", "old_form", code),))
    return _unreadable(code)


def _unreadable(code: str) -> SourceCode:
    return SourceCode(code, Form.UNREADABLE, {}, (CodeFault("whole", "form_unknown", code),))


def _implementation(code: str) -> SourceCode:
    try:
        parsed = parse_implementation_code(code)
    except NumberRefused:
        parts = {"body": code[:_CREDIT_CODE], "level": code[_CREDIT_CODE], "basic": code[-_BASIC:]}
        faults = body_faults(parts["body"]) or (CodeFault("whole", "form_unknown", code),)
        return SourceCode(code, Form.IMPLEMENTATION, parts, faults)
    return SourceCode(
        code, Form.IMPLEMENTATION, {"body": parsed.body, "level": parsed.level, "basic": parsed.basic_code}
    )


def _handling(code: str) -> SourceCode:
    item, serial = _implementation(code[:_IMPLEMENTATION]), code[_IMPLEMENTATION:]
    faults = item.faults if serial.isdigit() else (*item.faults, CodeFault("serial", "not_digits", serial))
    return SourceCode(code, Form.HANDLING, {**item.parts, "serial": serial}, faults)


_BY_LENGTH: Final[Mapping[int, Callable[[str], SourceCode]]] = {
    _IMPLEMENTATION: _implementation,
    _HANDLING: _handling,
}


def _sectioned(code: str) -> SourceCode:
    sections = code.split("-")
    if len(sections) != len(_SECTIONS):
        told = "parts_too_few" if len(sections) < len(_SECTIONS) else "parts_too_many"
        return SourceCode(code, Form.UNREADABLE, {}, (CodeFault("whole", told, code),))
    if not all(sections):
        return _unreadable(code)
    parts = dict(zip(_SECTIONS, sections, strict=True))
    faults: list[CodeFault] = []
    if len(parts["basic"]) != _BASIC:
        faults.append(CodeFault("basic", "basic_not_twelve", parts["basic"]))
    faults += area_faults(parts["area"])
    faults += body_faults(parts["body"])
    return SourceCode(code, Form.SECTIONED, parts, tuple(faults))


def area_faults(text: str) -> tuple[CodeFault, ...]:
    """Return what is wrong with a division code, which has twelve digits in such catalogues."""
    if len(text) == _AREA and text.isascii() and text.isdigit():
        return ()
    return (CodeFault("area", "area_not_twelve_digits", text),)


def body_faults(text: str) -> tuple[CodeFault, ...]:
    """Return what is wrong with the code of a body: a credit code of 18 characters, or the older code of 9."""
    code = text.upper()
    if len(code) == _CREDIT_CODE:
        return _credit_code_faults(text)
    bare = code.replace("-", "")
    if len(bare) == _ORGANISATION:
        found = [CodeFault("body", "organisation_code", text)]
        if not _organisation_fits(bare):
            found.append(CodeFault("body", "organisation_check", text))
        return tuple(found)
    return (CodeFault("body", "body_length", text),)


def _credit_code_faults(text: str) -> tuple[CodeFault, ...]:
    # No registering department has this letter: platforms give such codes to bodies that have none yet.
    if text.upper().startswith(_TEMPORARY):
        return (CodeFault("body", "credit_temporary", text),)
    try:
        parse_credit_code(text)
    except WrongCharacter:
        return (CodeFault("body", "credit_character", text),)
    except NumberRefused:
        return (CodeFault("body", "credit_check", text),)
    return () if text.isupper() or text.isdigit() else (CodeFault("body", "lower_case", text),)


def _organisation_fits(code: str) -> bool:
    """Return whether nine characters satisfy GB 11714."""
    if any(sign not in _ORGANISATION_ALPHABET for sign in code):
        return False
    total = sum(
        _ORGANISATION_ALPHABET.index(sign) * weight for sign, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False)
    )
    value = (11 - total % 11) % 11
    return code[-1] == ("X" if value == len(_ORGANISATION_WEIGHTS) + 2 else str(value))
