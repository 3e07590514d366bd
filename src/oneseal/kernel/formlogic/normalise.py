"""Bring what people type into one shape, without touching what they mean.

Identifiers lose full-width characters and blanks. Names and free text are only trimmed: Unicode
normalisation would replace rare characters (the compatibility ideographs of U+F900 to U+FAFF),
and with them a person's name.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from oneseal.kernel.formlogic.definition import Field, FieldType, FormDefinition
from oneseal.kernel.formlogic.visibility import Answer, visible_keys

FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DATE: Final = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D?")
_COMPACT_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TRUE: Final = frozenset({"true", "on", "yes", "1"})


def half_width(text: str) -> str:
    """Return ``text`` with full-width ASCII (U+FF01 to U+FF5E) and the wide blank made narrow."""
    return text.translate(FULL_WIDTH)


def _identifier(text: str) -> str:
    return re.sub(r"[\s\-]+", "", half_width(text)).upper()


def _mobile(text: str) -> str:
    digits = re.sub(r"[\s\-]+", "", half_width(text))
    return re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", digits)


def _single_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _paragraphs(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _date(text: str) -> str:
    plain = half_width(text).strip()
    found = _DATE.fullmatch(plain) or _COMPACT_DATE.fullmatch(plain)
    if found is None:
        return plain
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return plain


def _number(text: str) -> str:
    plain = half_width(text).replace(",", "").strip()
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return plain
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return plain
    shown = f"{value:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown


_TEXT_SHAPES: Final[Mapping[FieldType, Callable[[str], str]]] = {
    FieldType.TEXT: _single_line,
    FieldType.LONG_TEXT: _paragraphs,
    FieldType.CITIZEN_ID: _identifier,
    FieldType.USCC: _identifier,
    FieldType.MOBILE: _mobile,
    FieldType.DATE: _date,
    FieldType.CHOICE: str.strip,
    FieldType.NUMBER: _number,
    FieldType.ADDRESS: _single_line,
    FieldType.PERSON_NAME: _single_line,
}


def normalise(field: Field, raw: object) -> Answer:
    """Return the answer to ``field`` in its one stored shape.

    ``raw`` is what a request carried: a string, a list of strings, a bool or None. The result is
    a string for most types (ISO date, plain decimal), a list of option values in the order of the
    form for a multiple choice, a bool for a consent. An answer that cannot be read keeps its
    trimmed text, so that the applicant sees what was typed. Normalising twice changes nothing.
    """
    if field.type is FieldType.CONSENT:
        return raw if isinstance(raw, bool) else _first(raw).strip().lower() in _TRUE
    if field.type is FieldType.MULTI_CHOICE:
        return _chosen(field, raw)
    return _TEXT_SHAPES[field.type](_first(raw))


def _first(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Sequence):
        return _first(raw[0]) if raw else ""
    return "" if raw is None else str(raw)


def _chosen(field: Field, raw: object) -> list[str]:
    values = [raw] if isinstance(raw, str) else list(raw) if isinstance(raw, Sequence) else []
    given = {str(value).strip() for value in values} - {""}
    offered = [option.value for option in field.options]
    return [value for value in offered if value in given] + sorted(given - set(offered))


def normalise_answers(form: FormDefinition, told: Mapping[str, object]) -> dict[str, Answer]:
    """Return the normalised answers to those fields of ``form`` that ``told`` names.

    This is for saving part of a form: fields not told are left out, unknown keys are dropped,
    answers to fields that are hidden just now are kept.
    """
    return {field.key: normalise(field, told[field.key]) for field in form.fields if field.key in told}


def clean(form: FormDefinition, raw: Mapping[str, object]) -> dict[str, Answer]:
    """Return the normalised answers to the visible fields of ``form``, in reading order.

    Unknown keys and answers to hidden fields are left out; a visible field without an answer
    appears with its empty value.
    """
    answers = {field.key: normalise(field, raw.get(field.key)) for field in form.fields}
    shown = visible_keys(form, answers)
    return {key: value for key, value in answers.items() if key in shown}
