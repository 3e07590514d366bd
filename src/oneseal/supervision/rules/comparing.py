"""What another setting of a rule would have found: which hits are new, which vanish, by agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from oneseal.supervision.rules.hits import Hit

MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """Two settings of one rule over the same days; `named` are numbers of cases as examples, new and gone."""

    kept: int
    new: Mapping[UUID, int]
    gone: Mapping[UUID, int]
    named_new: tuple[str, ...]
    named_gone: tuple[str, ...]


def compared(now: Iterable[Hit], then: Iterable[Hit]) -> Compared:
    """Return what changes from the hits of the setting in force to those of another."""
    before, after = {hit.key: hit for hit in now}, {hit.key: hit for hit in then}
    # The same subject found on another day, or in another light, is another finding.
    same = {key for key in before.keys() & after.keys() if before[key].light is after[key].light}
    new = [hit for key, hit in after.items() if key not in same]
    gone = [hit for key, hit in before.items() if key not in same]
    return Compared(len(same), _counted(new), _counted(gone), _named(new), _named(gone))


def _counted(hits: Iterable[Hit]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for hit in hits:
        found[hit.agency_id] = found.get(hit.agency_id, 0) + 1
    return found


def _named(hits: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(sorted({hit.case_number for hit in hits if hit.case_number})[:MOST_NAMED])
