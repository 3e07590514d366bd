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

ITEM_KIND = "implementation_code"
CASE_KIND = "case_number"
BASIC_LENGTH = 12
ITEM_LENGTH = 31
CASE_LENGTH = 43
_DIGITS = "0123456789"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DATE_END = ITEM_LENGTH + 8
_MOST_CASES_A_DAY = 9999


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
