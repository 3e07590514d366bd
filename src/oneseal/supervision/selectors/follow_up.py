"""R30 by the facts of the rooms below: bad ratings and complaints whose limit went by while they waited.

A hit says neither which case was rated nor who complained: whoever handled the case does not learn of a rating here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from oneseal.evaluation.selectors import MatterKind, MatterState, matters_open
from oneseal.evaluation.selectors.rectifications import bad_ratings_open
from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Window
from oneseal.supervision.rules.hits import Hit, Subject
from oneseal.supervision.rules.rulebook import RULES


@dataclass(frozen=True, slots=True)
class _Late:
    """What waits beyond a limit; `is_first` True: the limit of the contact, or of the decision to accept."""

    subject: Subject
    due_on: date
    is_first: bool

    @property
    def day(self) -> date:
        """Return the first day that was too late."""
        return self.due_on + timedelta(days=1)


class FollowUp:
    """Bad ratings without a contact or an answer, and complaints without a decision or an answer."""

    def hits(self, rule: str, *, agency_id: UUID, window: Window, limits: Mapping[str, int]) -> Iterable[Hit]:
        """Return what waits on the last day and became late on one of the days: yellow, then red for the answer."""
        found = (*_ratings(agency_id, window.last), *_complaints(agency_id, window.last))
        return [_hit(late, rule=rule, agency_id=agency_id) for late in found if window.holds(late.day)]


def _ratings(agency_id: UUID, today: date) -> Iterator[_Late]:
    for row in bad_ratings_open(today=today, agency_ids=[agency_id]):
        due = row.contact_due_on if row.awaits_contact else row.fix_due_on
        yield _Late(Subject("rectification", row.rectification_id), due, is_first=row.awaits_contact)


def _complaints(agency_id: UUID, today: date) -> Iterator[_Late]:
    for row in matters_open(today=today, agency_id=agency_id, kinds=[MatterKind.COMPLAINT]):
        yield _Late(Subject("matter", row.id), row.due_on, is_first=row.state is MatterState.RECEIVED)


def _hit(late: _Late, *, rule: str, agency_id: UUID) -> Hit:
    known = RULES[rule]
    return Hit(
        rule=rule, rule_version=known.version, subject=late.subject, case_id=None, case_number="",
        agency_id=agency_id, item_id=None, item_name="", account_id=None, post_title="", node="",
        light=Light.YELLOW if late.is_first else Light.RED, follow=known.follow, day=late.day,
        facts={"due_on": late.due_on.isoformat()},
    )  # fmt: skip
