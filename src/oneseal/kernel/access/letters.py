"""Letters by which a department authorises its section at the centre (授权书), and what they leave uncovered.

整建制进驻: the section accepts, examines, decides and issues at the centre only as far as a letter says
(domain specification A62).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Authority(StrEnum):
    """What a letter may authorise."""

    ACCEPT = "accept"
    EXAMINE = "examine"
    DECIDE = "decide"
    ISSUE = "issue"
    ORGANISE = "organise"


class Standing(StrEnum):
    """How a letter stands on a day."""

    IN_FORCE = "in_force"
    FUTURE = "future"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A letter: what it authorises, for which items (none: all), both days included; `revoked_on` ends it."""

    number: str
    authorities: frozenset[str]
    item_ids: frozenset[UUID]
    from_on: date
    until_on: date
    revoked_on: date | None = None

    def standing(self, on: date) -> Standing:
        """Return how the letter stands on a day; from the day of its revocation it is revoked."""
        if self.revoked_on is not None and self.revoked_on <= on:
            return Standing.REVOKED
        if on < self.from_on:
            return Standing.FUTURE
        return Standing.IN_FORCE if on <= self.until_on else Standing.EXPIRED

    def names(self, authority: Authority, *, item_id: UUID) -> bool:
        """Return True when the letter speaks of an authority for an item, whether or not it is in force."""
        return authority in self.authorities and (not self.item_ids or item_id in self.item_ids)


@dataclass(frozen=True, slots=True)
class Gap:
    """An authority that no letter in force gives; `letter` is the one that gave it last, None: there is none."""

    authority: Authority
    letter: Authorisation | None


def gap_of(letters: Iterable[Authorisation], authority: Authority, *, item_id: UUID, on: date) -> Gap | None:
    """Return what is wrong with an authority on a day, or None when a letter in force gives it."""
    told = [letter for letter in letters if letter.names(authority, item_id=item_id)]
    if any(letter.standing(on) is Standing.IN_FORCE for letter in told):
        return None
    return Gap(authority, max(told, key=lambda letter: (letter.until_on, letter.number), default=None))
