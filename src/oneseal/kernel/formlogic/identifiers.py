"""Identifiers of persons, organisations and telephones as far as a form must judge them."""

import re
from datetime import date
from typing import Final

from oneseal.kernel.numbering import NumberRefused, parse_citizen_number, parse_credit_code

_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")


def citizen_id_birth_on(number: str) -> date | None:
    """Return the date of birth inside a valid citizen number (GB 11643-1999), or None if invalid."""
    try:
        parsed = parse_citizen_number(number)
    except NumberRefused:
        return None
    return parsed.born_on if parsed.number == number else None


def is_credit_code(number: str) -> bool:
    """Return whether ``number`` is a well-formed unified social credit code (GB 32100-2015)."""
    try:
        return parse_credit_code(number).number == number
    except NumberRefused:
        return False


def is_mobile(number: str) -> bool:
    """Return whether ``number`` has the eleven digits of a mainland mobile number."""
    return bool(_MOBILE.fullmatch(number))
