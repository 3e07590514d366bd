"""Citizen numbers (公民身份号码, GB 11643-1999)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from stdnum.cn import ric

from oneseal.kernel.numbering.refusals import (
    WrongCheck,
    WrongDate,
    require_characters,
    require_length,
)

KIND = "citizen_number"
LENGTH = 18
_DIGITS = "0123456789"
_BIRTH = slice(6, 14)
_SEQUENCE_END = 16


class Sex(StrEnum):
    """Name the two values that the sequence part of a citizen number expresses."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """Hold a valid number; the division may be abolished and is never a refusal."""

    number: str
    division: str
    born_on: date
    sex: Sex


def parse_citizen_number(text: str, *, today: date | None = None) -> CitizenNumber:
    """Return the number in ``text``, blanks taken out, in plain upper case.

    Raises WrongLength, WrongCharacter, WrongCheck, or WrongDate for a birth date that
    does not exist or, given ``today``, lies after it (GB 11643-1999).
    """
    number = "".join(normalize("NFKC", text).split()).upper()
    require_length(number, LENGTH, kind=KIND)
    require_characters(number[:-1], _DIGITS, kind=KIND)
    require_characters(number[-1], _DIGITS + "X", kind=KIND, offset=LENGTH - 1)
    born_on = _birth_date(number[_BIRTH], today)
    if ric.calc_check_digit(number) != number[-1]:
        raise WrongCheck("the check character does not fit", kind=KIND, given=number[-1])
    is_male = int(number[_SEQUENCE_END]) % 2 == 1
    return CitizenNumber(
        number=number,
        division=number[:6],
        born_on=born_on,
        sex=Sex.MALE if is_male else Sex.FEMALE,
    )


def _birth_date(digits: str, today: date | None) -> date:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise WrongDate("the birth date does not exist", kind=KIND, given=digits) from error
    if today is not None and born_on > today:
        raise WrongDate("the birth date lies in the future", kind=KIND, given=digits)
    return born_on
