"""The intermediary services that an item asks for, as the city's list has them on the day one reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oneseal.catalog.selectors import ItemTerms
from oneseal.catalog.selectors.intermediaries import intermediaries_asked
from oneseal.catalog.selectors.intermediary_words import Said, basics_said


@dataclass(frozen=True, slots=True)
class ServiceAsked:
    """A service that an item asks for; one that the list does not have has no state and no lines."""

    name: str
    state: str
    said: tuple[Said, ...]


def services_asked(terms: ItemTerms, *, on: date) -> tuple[ServiceAsked, ...]:
    """Return the services that an item names; the list changes without the version, so it is asked each time."""
    return tuple(
        ServiceAsked(one.row.service.name, one.row.state, basics_said(one.row))
        if one.row
        else ServiceAsked(one.said, "", ())
        for one in intermediaries_asked(terms.content.texts("intermediary"), on=on)
    )
