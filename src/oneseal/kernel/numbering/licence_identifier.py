"""Identifiers of electronic licences (GB/T 36904-2018, check by ISO 7064 MOD 37,36)."""

from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from oneseal.kernel.numbering.credit_code import parse_credit_code
from oneseal.kernel.numbering.refusals import (
    SequenceOutOfRange,
    WrongCheck,
    WrongShape,
    require_characters,
    require_length,
)

KIND = "licence_identifier"
ROOT = "1.2.156.3005.2"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
_TYPE_LENGTH = 21
_LONGEST_SERIAL = 32
_VERSION_LENGTH = 3
_MIDDLE_PARTS = 5


@dataclass(frozen=True, slots=True)
class LicenceIdentifier:
    """Hold the parts of an identifier; ``text`` is the whole of it.

    ``type_code`` is the credit code of the body that defines the type plus three digits;
    ``issuer`` a credit code (older licences: a division code); ``version`` 0 to 999.
    """

    type_code: str
    issuer: str
    serial: str
    version: int

    @property
    def check(self) -> str:
        """Return the check character over the four parts without dots."""
        return str(mod_37_36.calc_check_digit(self._body))

    @property
    def text(self) -> str:
        """Return the identifier with its root, dots and check character."""
        version = f"{self.version:0{_VERSION_LENGTH}d}"
        return ".".join([ROOT, self.type_code, self.issuer, self.serial, version, self.check])

    @property
    def _body(self) -> str:
        version = f"{self.version:0{_VERSION_LENGTH}d}"
        return self.type_code + self.issuer + self.serial + version


def build_licence_identifier(*, type_code: str, issuer: str, serial: str, version: int) -> LicenceIdentifier:
    """Return a new identifier; type and issuer must carry valid credit codes.

    Raises WrongLength, WrongCharacter, WrongCheck, WrongShape or SequenceOutOfRange.
    """
    require_length(type_code, _TYPE_LENGTH, kind=KIND)
    parse_credit_code(type_code[:-3])
    require_characters(type_code[-3:], _DIGITS, kind=KIND, offset=_TYPE_LENGTH - 3)
    parse_credit_code(issuer)
    return _checked(type_code, issuer, serial=serial, version=version)


def parse_licence_identifier(text: str) -> LicenceIdentifier:
    """Return the identifier in ``text``.

    Raises WrongShape for another root or number of parts, WrongLength, WrongCharacter,
    and WrongCheck when the check character does not fit. The issuer may be a division
    code, as older licences have it.
    """
    given = text.strip().upper()
    head, _, tail = given.partition(ROOT + ".")
    parts = tail.split(".")
    if head or len(parts) != _MIDDLE_PARTS:
        raise WrongShape(f"an identifier is {ROOT}. and five parts", kind=KIND, given=text)
    type_code, issuer, serial, version, check = parts
    require_length(version, _VERSION_LENGTH, kind=KIND)
    require_characters(version, _DIGITS, kind=KIND)
    identifier = _checked(type_code, issuer, serial=serial, version=int(version))
    if check != identifier.check:
        raise WrongCheck("the check character does not fit", kind=KIND, given=check)
    return identifier


def verifies(text: str) -> bool:
    """Return whether the check character of ``text`` fits, whatever its other parts."""
    tail = text.strip().upper().removeprefix(ROOT + ".")
    try:
        mod_37_36.validate(tail.replace(".", ""))
    except ValidationError:
        return False
    return True


def _checked(type_code: str, issuer: str, *, serial: str, version: int) -> LicenceIdentifier:
    require_length(type_code, _TYPE_LENGTH, kind=KIND)
    for part in (type_code, issuer, serial):
        require_characters(part, _ALPHABET, kind=KIND)
    if not issuer or not 1 <= len(serial) <= _LONGEST_SERIAL:
        raise WrongShape("the issuer or the serial is empty or too long", kind=KIND, serial=serial)
    if not 0 <= version < 10**_VERSION_LENGTH:
        raise SequenceOutOfRange("the version has three digits", kind=KIND, version=version)
    return LicenceIdentifier(type_code=type_code, issuer=issuer, serial=serial, version=version)
