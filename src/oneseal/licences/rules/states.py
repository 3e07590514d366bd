"""The life of a licence, apart from the case that made it (domain specification B.4)."""

from datetime import date
from enum import StrEnum
from typing import Final


class LicenceState(StrEnum):
    """Whether a licence counts; revoke 撤销, recall 撤回, take away 吊销 and cancel 注销 are four different words."""

    VALID = "valid"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    RECALLED = "recalled"
    TAKEN_AWAY = "taken_away"
    CANCELLED = "cancelled"


class RevocationGround(StrEnum):
    """The grounds of Licensing Law art. 69 on which a grant may or shall be revoked."""

    ABUSE_OF_POWER = "abuse_of_power"
    BEYOND_POWER = "beyond_power"
    AGAINST_PROCEDURE = "against_procedure"
    APPLICANT_UNQUALIFIED = "applicant_unqualified"
    OTHER_LAWFUL = "other_lawful"
    FRAUD_OR_BRIBERY = "fraud_or_bribery"


class MadeBy(StrEnum):
    """How an edition of a licence came about; editions from before this was kept say nothing."""

    UNKNOWN = ""
    NEW = "new"
    CHANGE = "change"
    RENEWAL = "renewal"
    DEEMED_RENEWAL = "deemed_renewal"
    REISSUE = "reissue"


class Standing(StrEnum):
    """What the public is told of a licence on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    RECALLED = "recalled"
    TAKEN_AWAY = "taken_away"
    CANCELLED = "cancelled"


_RUNS: Final = frozenset({LicenceState.VALID, LicenceState.SUSPENDED})


def standing_on(state: LicenceState, *, valid_until_on: date | None, today: date) -> Standing:
    """Return how a licence stands on a day; None as `valid_until_on` means without a term."""
    if state in _RUNS and valid_until_on is not None and today > valid_until_on:
        return Standing.EXPIRED
    return Standing(state.value)
