"""Unified social credit codes (统一社会信用代码, GB 32100-2015)."""

from dataclasses import dataclass
from unicodedata import normalize

from stdnum.cn import uscc

from oneseal.kernel.numbering.refusals import WrongCheck, require_characters, require_length

KIND = "credit_code"
LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DIGITS = "0123456789"
_DIVISION = slice(2, 8)
_ORGANISATION = slice(8, 17)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ELEVEN = 11


@dataclass(frozen=True, slots=True)
class CreditCode:
    """Hold a valid code and its parts.

    ``organisation_check_fits`` tells whether characters 9 to 17 also satisfy GB 11714.
    Real codes exist for which they do not, so this is a warning and never a refusal.
    """

    number: str
    registrar: str
    body_class: str
    division: str
    organisation: str
    organisation_check_fits: bool


def parse_credit_code(text: str) -> CreditCode:
    """Return the code in ``text``, blanks and hyphens taken out, in plain upper case.

    Raises WrongLength, WrongCharacter or WrongCheck (GB 32100-2015).
    """
    number = uscc.compact(normalize("NFKC", text))
    require_length(number, LENGTH, kind=KIND)
    require_characters(number[_DIVISION], _DIGITS, kind=KIND, offset=_DIVISION.start)
    require_characters(number, ALPHABET, kind=KIND)
    if uscc.calc_check_digit(number) != number[-1]:
        raise WrongCheck("the check character does not fit", kind=KIND, given=number[-1])
    return CreditCode(
        number=number,
        registrar=number[0],
        body_class=number[1],
        division=number[_DIVISION],
        organisation=number[_ORGANISATION],
        organisation_check_fits=_organisation_check_fits(number[_ORGANISATION]),
    )


def _organisation_check_fits(organisation: str) -> bool:
    """Return whether the nine characters satisfy GB 11714."""
    total = sum(
        _ORGANISATION_VALUES.index(character) * weight
        for character, weight in zip(organisation, _ORGANISATION_WEIGHTS, strict=False)
    )
    value = (_ELEVEN - total % _ELEVEN) % _ELEVEN
    return organisation[-1] == ("X" if value == _ELEVEN - 1 else str(value))
