"""Numbers with rules: who, what, which case, which licence, which paper."""

from oneseal.kernel.numbering.citizen_number import CitizenNumber, Sex, parse_citizen_number
from oneseal.kernel.numbering.credit_code import CreditCode, parse_credit_code
from oneseal.kernel.numbering.document_number import document_number, require_pattern
from oneseal.kernel.numbering.item_code import (
    MOST_HANDLING_ITEMS,
    BasicCode,
    CaseNumber,
    HandlingCode,
    ImplementationCode,
    build_case_number,
    build_handling_code,
    build_implementation_code,
    parse_basic_code,
    parse_case_number,
    parse_handling_code,
    parse_implementation_code,
)
from oneseal.kernel.numbering.licence_identifier import (
    LicenceIdentifier,
    build_licence_identifier,
    parse_licence_identifier,
    verifies,
)
from oneseal.kernel.numbering.refusals import (
    NumberRefused,
    PatternBroken,
    SequenceOutOfRange,
    WrongCharacter,
    WrongCheck,
    WrongDate,
    WrongLength,
    WrongShape,
)

__all__ = [
    "MOST_HANDLING_ITEMS",
    "BasicCode",
    "CaseNumber",
    "CitizenNumber",
    "CreditCode",
    "HandlingCode",
    "ImplementationCode",
    "LicenceIdentifier",
    "NumberRefused",
    "PatternBroken",
    "SequenceOutOfRange",
    "Sex",
    "WrongCharacter",
    "WrongCheck",
    "WrongDate",
    "WrongLength",
    "WrongShape",
    "build_case_number",
    "build_handling_code",
    "build_implementation_code",
    "build_licence_identifier",
    "document_number",
    "parse_basic_code",
    "parse_case_number",
    "parse_citizen_number",
    "parse_credit_code",
    "parse_handling_code",
    "parse_implementation_code",
    "parse_licence_identifier",
    "require_pattern",
    "verifies",
]
