"""Which two days a reader compares, as the address says it, and the days that are offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from oneseal.catalog.selectors.reform import Compared, effective_days

ONE_DAY: Final = timedelta(days=1)
OFFERED: Final = 3


@dataclass(frozen=True, slots=True)
class Preset:
    """A pair of days that is offered, and whether it is the one that is shown."""

    label: str
    url: str
    is_on: bool


def compared_of(told: Mapping[str, str], *, today: date) -> Compared:
    """Return what an address asks for; without two sound days it is this year, seen from its eve until today."""
    first = _day(told.get("from", "")) or _eve(today.year)
    last = _day(told.get("to", "")) or today
    return Compared(min(first, last), max(first, last), _agency(told.get("department", "")))


def address_of(compared: Compared, url: str, **more: object) -> str:
    """Return the address at which two days are compared."""
    told: dict[str, object] = {"from": compared.first.isoformat(), "to": compared.last.isoformat()}
    if compared.agency_id is not None:
        told["department"] = compared.agency_id
    return f"{url}?{urlencode(told | {key: value for key, value in more.items() if value})}"


def presets(compared: Compared, url: str, *, today: date) -> list[Preset]:
    """Return what is offered: this year, last year, and since the newest days on which versions took effect."""
    offered = [
        (_("今年以来"), _eve(today.year), today),
        (_("去年全年"), _eve(today.year - 1), _eve(today.year)),
    ]
    offered += [
        (_("%(day)s改革以来") % {"day": day.isoformat()}, day - ONE_DAY, today)
        for day in effective_days(until=today, most=OFFERED)
    ]
    pairs = [(label, Compared(first, last, compared.agency_id)) for label, first, last in offered]
    return [Preset(label, address_of(pair, url), is_on=pair == compared) for label, pair in pairs]


def _eve(year: int) -> date:
    """Return the last day before a year."""
    return date(year, 1, 1) - ONE_DAY


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _agency(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
