"""What may be promised when an application is handed in, as a page asks it and reads it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.files import answers_of
from oneseal.cases.services.drafting import missing_of
from oneseal.cases.services.promising import CONSEQUENCES, Pledge, Promised, latest_day
from oneseal.catalog.selectors import MaterialNeed, version_terms

FOLLOW, SIGNED = "follow", "pledge"


class Told(Protocol):
    """What a form was filled in with, as a web framework hands it over."""

    def get(self, key: str, /) -> object:
        """Return the last value of a field, None where it was not told."""
        ...

    def getlist(self, key: str, /) -> Sequence[object]:
        """Return every value of a field."""
        ...


def pledge_read(told: Told) -> Pledge:
    """Return what a page was told; a day that is none counts as long past, so that it is refused by name."""
    keys = dict.fromkeys(str(key) for key in told.getlist(FOLLOW))
    return Pledge(tuple(Promised(key, _day(told, key)) for key in keys), bool(told.get(SIGNED)))


def _day(told: Told, key: str) -> date:
    try:
        return date.fromisoformat(str(told.get(f"{FOLLOW}-{key}")))
    except ValueError:
        return date.min


@dataclass(frozen=True, slots=True)
class MayFollow:
    """A material that may follow, whether it was chosen, and the day that is filled in for it."""

    need: MaterialNeed
    is_chosen: bool
    day: str


@dataclass(frozen=True, slots=True)
class PledgeAsked:
    """What an applicant may promise: materials until a day, and, where he chose it, a commitment."""

    follow: tuple[MayFollow, ...]
    until: date
    is_commitment: bool
    conditions: tuple[str, ...]
    consequences: tuple[str, ...]
    is_signed: bool


def pledge_asked(facts: CaseFacts, told: Told, *, today: date) -> PledgeAsked | None:
    """Return what may be promised with a draft, filled in as it was told; None where there is nothing to promise."""
    terms = version_terms(facts.item_version_id)
    lacking = {key for key, _name in missing_of(facts, today=today).materials}
    is_tolerant, until = bool(terms.content.flag("tolerant_acceptance")), latest_day(terms, today=today)
    chosen = {str(key) for key in told.getlist(FOLLOW)}
    follow = tuple(
        MayFollow(need, need.key in chosen, str(told.get(f"{FOLLOW}-{need.key}") or until.isoformat()))
        for need in terms.materials
        if is_tolerant and need.may_follow and need.key in lacking
    )
    is_commitment = terms.commitment_chosen(answers_of(facts).values)
    if not follow and not is_commitment:
        return None
    return PledgeAsked(follow, until, is_commitment, terms.commitment_terms, CONSEQUENCES, bool(told.get(SIGNED)))
