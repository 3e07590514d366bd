"""The list of intermediary services on a day: found, asked by the gate, offered to editors, read by guides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from oneseal.catalog.models import IntermediaryVersion
from oneseal.catalog.rules.intermediaries import (
    IntermediaryState,
    ListedService,
    Payer,
    Tie,
    Told,
    service_named,
)
from oneseal.catalog.selectors.matching import matching

SEARCHED: Final = ("service__name", "service__number", "trade", "law", "article", "document", "provider", "tied_agency")


def told_of(version: IntermediaryVersion) -> Told:
    """Return what a version says."""
    values = {row.name: getattr(version, row.name) for row in fields(Told)}
    kinds = {"state": IntermediaryState, "payer": Payer, "tie": Tie}
    return Told(**values | {name: kind(values[name]) for name, kind in kinds.items()})


def newest_before(service_id: UUID) -> IntermediaryVersion:
    """Return the last version written of a service, whenever it takes effect."""
    return IntermediaryVersion.objects.filter(service_id=service_id).order_by("-number")[0]


def _in_force(on: date | None) -> QuerySet[IntermediaryVersion]:
    """Return the version of each service that is in force on a day; None: the last one that takes effect."""
    rows = IntermediaryVersion.objects.order_by("service_id", "-effective_on", "-number").distinct("service_id")
    return rows if on is None else rows.filter(effective_on__lte=on)


def intermediaries_listed(*, on: date, words: str = "", state: str = "") -> list[IntermediaryVersion]:
    """Return the list as it is on a day, cleaned services first; the list is public."""
    return _found(_in_force(on), words, state)


def intermediaries_ahead(*, on: date, words: str = "") -> list[IntermediaryVersion]:
    """Return the services that come on the list only after a day."""
    first = IntermediaryVersion.objects.filter(effective_on__gt=on).exclude(
        service__in=_in_force(on).values("service_id")
    )
    return _found(first.order_by("service_id", "effective_on", "-number").distinct("service_id"), words, "")


def _found(rows: QuerySet[IntermediaryVersion], words: str, state: str) -> list[IntermediaryVersion]:
    found = IntermediaryVersion.objects.filter(matching(SEARCHED, words), id__in=rows.values("id"))
    found = found.filter(state=state) if state else found
    return list(found.select_related("service").order_by("state", "service__number"))


def intermediaries_cleaned(*, after: date, until: date) -> list[IntermediaryVersion]:
    """Return the services that are cleaned on a day and were not on an earlier one, in the order of the list."""
    gone = _in_force(after).values("id")
    before = IntermediaryVersion.objects.filter(id__in=gone, state=IntermediaryState.CLEANED).values("service_id")
    rows = IntermediaryVersion.objects.filter(id__in=_in_force(until).values("id"), state=IntermediaryState.CLEANED)
    return list(rows.exclude(service_id__in=before).select_related("service").order_by("service__number"))


@dataclass(frozen=True, slots=True)
class CleanedBetween:
    """The services that were cleaned between two days: not cleaned on the first, cleaned on the last."""

    first: date
    last: date
    rows: list[IntermediaryVersion]


def intermediaries_between(told: Mapping[str, str]) -> CleanedBetween | None:
    """Return what was cleaned between the days that an address names (`from`, `to`); None where it names no two."""
    try:
        first, last = (date.fromisoformat(told.get(name, "")) for name in ("from", "to"))
    except ValueError:
        return None
    return CleanedBetween(first, last, intermediaries_cleaned(after=first, until=last))


def services_for_gate(on: date | None) -> tuple[ListedService, ...]:
    """Return the list as the gate asks it on a day; None: no day is asked about."""
    rows = _in_force(on).values_list("service__number", "service__name", "state", "document", "law")
    return tuple(
        ListedService(number, name, IntermediaryState(state), document, has_basis=bool(law))
        for number, name, state, document, law in rows
    )


def intermediaries_offered() -> list[tuple[str, str]]:
    """Return the numbers of the services that are kept with their names, to choose from."""
    return [(number, f"{number} {name}") for number, name in _kept()]


def intermediary_names_offered() -> list[str]:
    """Return the names of the services that are kept, to choose from."""
    return [name for _number, name in _kept()]


def _kept() -> list[tuple[str, str]]:
    rows = IntermediaryVersion.objects.filter(id__in=_in_force(None).values("id"), state=IntermediaryState.KEPT)
    return list(rows.order_by("service__number").values_list("service__number", "service__name"))


@dataclass(frozen=True, slots=True)
class AskedService:
    """A service that an item asks for, in the words of the item; `row` None: the list does not have it."""

    said: str
    row: IntermediaryVersion | None


def intermediaries_asked(names: Iterable[str], *, on: date) -> tuple[AskedService, ...]:
    """Return what the list says of the services that an item names; nothing is read for an item that names none."""
    said = tuple(names)
    if not said:
        return ()
    found = {
        ListedService(row.service.number, row.service.name, IntermediaryState(row.state), "", has_basis=True): row
        for row in _in_force(on).select_related("service")
    }
    return tuple(AskedService(name, found[one] if (one := service_named(name, found)) else None) for name in said)
