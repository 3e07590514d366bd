"""The life of a licence, apart from the case that made it (domain specification B.4)."""

from datetime import date
from enum import StrEnum


class LicenceState(StrEnum):
    """Whether a licence counts; revoke 撤销 is not recall, take-away or cancellation."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


class RevocationGround(StrEnum):
    """The grounds of Licensing Law art. 69 on which a grant may or shall be revoked."""

    ABUSE_OF_POWER = "abuse_of_power"
    BEYOND_POWER = "beyond_power"
    AGAINST_PROCEDURE = "against_procedure"
    APPLICANT_UNQUALIFIED = "applicant_unqualified"
    OTHER_LAWFUL = "other_lawful"
    FRAUD_OR_BRIBERY = "fraud_or_bribery"


class Standing(StrEnum):
    """What the public is told of a licence on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


def standing_on(state: LicenceState, *, valid_until_on: date | None, today: date) -> Standing:
    """Return how a licence stands on a day; None as `valid_until_on` means without a term."""
    if state is LicenceState.REVOKED:
        return Standing.REVOKED
    if state is LicenceState.SUPERSEDED:
        return Standing.SUPERSEDED
    if valid_until_on is not None and today > valid_until_on:
        return Standing.EXPIRED
    return Standing.VALID
