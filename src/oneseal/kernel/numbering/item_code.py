"""Codes of service items and numbers of cases (domain rules of GB/T 39554.1-2020)."""

from dataclasses import dataclass
from datetime import date

from oneseal.kernel.numbering.credit_code import LENGTH as CREDIT_CODE_LENGTH
from oneseal.kernel.numbering.credit_code import parse_credit_code
from oneseal.kernel.numbering.refusals import (
    SequenceOutOfRange,
    WrongDate,
    require_characters,
    require_length,
)

BASIC_KIND = "basic_code"
ITEM_KIND = "implementation_code"
HANDLING_KIND = "handling_code"
CASE_KIND = "case_number"
BASIC_LENGTH = 12
ITEM_LENGTH = 31
HANDLING_LENGTH = 33
CASE_LENGTH = 43
MOST_HANDLING_ITEMS = 99
_PUBLIC_SERVICE = "20"
_DIGITS = "0123456789"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DATE_END = ITEM_LENGTH + 8
_MOST_CASES_A_DAY = 9999


@dataclass(frozen=True, slots=True)
class BasicCode:
    """Hold a basic code (基本编码): division, item type, main item (guiding department and serial), sub-item."""

    division: str
    item_type: str
    main_item: str
    sub_item: str

    @property
    def text(self) -> str:
        """Return the 12 characters."""
        return self.division + self.item_type + self.main_item + self.sub_item


@dataclass(frozen=True, slots=True)
class HandlingCode:
    """Hold the code of a business handling item (业务办理项编码): implementation code and serial, 1 to 99."""

    implementation_code: str
    serial: int

    @property
    def text(self) -> str:
        """Return the 33 characters."""
        return f"{self.implementation_code}{self.serial:02d}"


@dataclass(frozen=True, slots=True)
class ImplementationCode:
    """Hold an implementation code (实施编码): body, level of exercise and basic code."""

    body: str
    level: str
    basic_code: str

    @property
    def text(self) -> str:
        """Return the 31 characters."""
        return self.body + self.level + self.basic_code


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """Hold a case number (办件编号): item, day and serial of the day, 1 to 9999."""

    implementation_code: str
    filed_on: date
    serial: int

    @property
    def text(self) -> str:
        """Return the 43 characters."""
        return f"{self.implementation_code}{self.filed_on:%Y%m%d}{self.serial:04d}"


def parse_basic_code(text: str) -> BasicCode:
    """Return the parts of a basic code of 12 characters.

    A public service may have a letter, its business class, at the first place of its serial; I, O, Z, S and V are
    not used. Raises WrongLength and WrongCharacter.
    """
    code = text.strip().upper()
    require_length(code, BASIC_LENGTH, kind=BASIC_KIND)
    serial = 6
    for place, character in enumerate(code):
        allowed = _ALPHABET if place == serial and code[2:4] >= _PUBLIC_SERVICE else _DIGITS
        require_characters(character, allowed, kind=BASIC_KIND, offset=place)
    return BasicCode(division=code[:2], item_type=code[2:4], main_item=code[4:9], sub_item=code[9:])


def build_handling_code(*, implementation_code: str, serial: int) -> HandlingCode:
    """Return the code of the ``serial``-th handling item of an implementation.

    Raises SequenceOutOfRange beyond 99 and what ``parse_implementation_code`` raises.
    """
    implementation = parse_implementation_code(implementation_code)
    if not 1 <= serial <= MOST_HANDLING_ITEMS:
        raise SequenceOutOfRange("an implementation has handling item 1 to 99", kind=HANDLING_KIND, serial=serial)
    return HandlingCode(implementation_code=implementation.text, serial=serial)


def parse_handling_code(text: str) -> HandlingCode:
    """Return the parts of a handling item's code of 33 characters.

    Raises WrongLength, WrongCharacter, WrongCheck or SequenceOutOfRange.
    """
    code = text.strip().upper()
    require_length(code, HANDLING_LENGTH, kind=HANDLING_KIND)
    require_characters(code[ITEM_LENGTH:], _DIGITS, kind=HANDLING_KIND, offset=ITEM_LENGTH)
    return build_handling_code(implementation_code=code[:ITEM_LENGTH], serial=int(code[ITEM_LENGTH:]))


def build_implementation_code(*, body: str, level: str, basic_code: str) -> ImplementationCode:
    """Return a valid code from an agency's credit code, one level digit and a basic code.

    Raises WrongLength, WrongCharacter or WrongCheck.
    """
    return parse_implementation_code(body + level + basic_code)


def parse_implementation_code(text: str) -> ImplementationCode:
    """Return the parts of an implementation code of 31 characters.

    Raises WrongLength, WrongCharacter, and WrongCheck for the credit code in it.
    """
    code = text.strip().upper()
    require_length(code, ITEM_LENGTH, kind=ITEM_KIND)
    require_characters(code, _ALPHABET, kind=ITEM_KIND)
    body, level = code[:CREDIT_CODE_LENGTH], code[CREDIT_CODE_LENGTH]
    require_characters(level, _DIGITS, kind=ITEM_KIND, offset=CREDIT_CODE_LENGTH)
    parse_credit_code(body)
    basic = code[-BASIC_LENGTH:]
    require_characters(basic[:4], _DIGITS, kind=ITEM_KIND, offset=CREDIT_CODE_LENGTH + 1)
    return ImplementationCode(body=body, level=level, basic_code=basic)


def build_case_number(*, implementation_code: str, filed_on: date, serial: int) -> CaseNumber:
    """Return the number of the ``serial``-th case of an item on a day.

    Raises SequenceOutOfRange beyond 9999 and what ``parse_implementation_code`` raises.
    """
    item = parse_implementation_code(implementation_code)
    if not 1 <= serial <= _MOST_CASES_A_DAY:
        raise SequenceOutOfRange("a day has case 1 to 9999", kind=CASE_KIND, serial=serial)
    return CaseNumber(implementation_code=item.text, filed_on=filed_on, serial=serial)


def parse_case_number(text: str) -> CaseNumber:
    """Return the parts of a case number this product issued.

    Numbers from elsewhere differ by province and stay opaque text. Raises WrongLength,
    WrongCharacter, WrongCheck, WrongDate or SequenceOutOfRange.
    """
    number = text.strip().upper()
    require_length(number, CASE_LENGTH, kind=CASE_KIND)
    require_characters(number[ITEM_LENGTH:], _DIGITS, kind=CASE_KIND, offset=ITEM_LENGTH)
    digits = number[ITEM_LENGTH:_DATE_END]
    try:
        filed_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise WrongDate("the date does not exist", kind=CASE_KIND, given=digits) from error
    return build_case_number(
        implementation_code=number[:ITEM_LENGTH],
        filed_on=filed_on,
        serial=int(number[_DATE_END:]),
    )
