"""What may be done with a licence, from how it stands, with its ground in law (domain specification B.1, B.4).

APL = 行政许可法 (2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from oneseal.licences.rules.states import LicenceState, Standing


class Doing(StrEnum):
    """What an agency does with a licence that was issued."""

    REVOKE = "revoke"
    RECALL = "recall"
    TAKE_AWAY = "take_away"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    REISSUE = "reissue"


@dataclass(frozen=True, slots=True)
class Turn:
    """One doing: from which standings, to which state, on which ground in law."""

    doing: Doing
    sources: frozenset[Standing]
    target: LicenceState
    basis: str


_IN_FORCE: Final = frozenset({Standing.VALID, Standing.SUSPENDED})
_PENALTY: Final = "《中华人民共和国行政处罚法》第九条第（三）项"
TURNS: Final = {
    turn.doing: turn
    for turn in (
        Turn(Doing.REVOKE, _IN_FORCE | {Standing.EXPIRED}, LicenceState.REVOKED,
             "《中华人民共和国行政许可法》第六十九条"),
        Turn(Doing.RECALL, _IN_FORCE, LicenceState.RECALLED, "《中华人民共和国行政许可法》第八条第二款"),
        Turn(Doing.TAKE_AWAY, _IN_FORCE, LicenceState.TAKEN_AWAY, _PENALTY),
        Turn(Doing.SUSPEND, frozenset({Standing.VALID}), LicenceState.SUSPENDED, _PENALTY),
        Turn(Doing.RESUME, frozenset({Standing.SUSPENDED}), LicenceState.VALID, _PENALTY),
        Turn(Doing.CANCEL,
             _IN_FORCE | {Standing.EXPIRED, Standing.REVOKED, Standing.RECALLED, Standing.TAKEN_AWAY},
             LicenceState.CANCELLED, "《中华人民共和国行政许可法》第七十条"),
        Turn(Doing.REISSUE, frozenset({Standing.VALID}), LicenceState.SUPERSEDED,
             "《中华人民共和国行政许可法》第三十九条（补发没有专门条文，原证照的内容和期限不变）"),
    )
}  # fmt: skip


def doings_open(standing: Standing) -> tuple[Doing, ...]:
    """Return what may be done with a licence that stands so, in the order of the table."""
    return tuple(doing for doing, turn in TURNS.items() if standing in turn.sources)


class RecallGround(StrEnum):
    """Why a lawful grant is recalled (Licensing Law art. 8(2))."""

    LAW_CHANGED = "law_changed"
    FACTS_CHANGED = "facts_changed"


class CancellationGround(StrEnum):
    """The six grounds of Licensing Law art. 70."""

    EXPIRED_UNRENEWED = "expired_unrenewed"
    PERSON_DEAD_OR_INCAPABLE = "person_dead_or_incapable"
    ORGANISATION_ENDED = "organisation_ended"
    REVOKED_RECALLED_TAKEN_AWAY = "revoked_recalled_taken_away"
    FORCE_MAJEURE = "force_majeure"
    OTHER_LAWFUL = "other_lawful"


class ReissueGround(StrEnum):
    """Why a licence is issued a second time."""

    LOST = "lost"
    DAMAGED = "damaged"


_ENDED: Final = frozenset({Standing.REVOKED, Standing.RECALLED, Standing.TAKEN_AWAY})


def cancellation_grounds(standing: Standing, *, is_person: bool) -> tuple[CancellationGround, ...]:
    """Return the grounds of art. 70 that a licence can have as it stands; a request counts as another lawful case.

    What was revoked, recalled or taken away is cancelled for that (4), what ran out for that (1); death and
    incapacity concern a person (2), the end of its existence an organisation (3).
    """
    if standing not in TURNS[Doing.CANCEL].sources:
        return ()
    if standing in _ENDED:
        return (CancellationGround.REVOKED_RECALLED_TAKEN_AWAY,)
    own = CancellationGround.PERSON_DEAD_OR_INCAPABLE if is_person else CancellationGround.ORGANISATION_ENDED
    first = (CancellationGround.EXPIRED_UNRENEWED,) if standing is Standing.EXPIRED else ()
    return (*first, own, CancellationGround.FORCE_MAJEURE, CancellationGround.OTHER_LAWFUL)
