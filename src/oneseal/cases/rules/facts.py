"""What a rule knows of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from oneseal.cases.rules.secrets import Secrets
from oneseal.cases.rules.states import State
from oneseal.kernel.access import Authorisation
from oneseal.kernel.clock import Pause, Term, Unit

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class OpenProcedure:
    """A special procedure or survey under way: its row, its kind, and the day from which it stops a clock."""

    id: UUID
    kind: str
    since_on: date


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case as it stands; None means "not yet". Dates are Beijing dates, instants aware.

    `centre_id` is the centre at whose window a department's application came in, `handed_over_at` when that window
    handed it over; `prior_case_id` is the case that this one applies for again. `due_on` and `statutory_due_on` are
    those of the clock that runs: of the answer, of the decision, after a grant of its delivery; `decision_due_on` and
    `decision_statutory_due_on` keep those of a decision that granted. `void_request_id` is the open request to void
    it; `worst_light` is the worst light that an act met so far on the clock that runs, empty before the first.
    `supplements_open` is how many promised materials are still awaited, `supplements_due_on` the first day by which
    one was promised.
    `promised_days` is the length of the promise in its `promised_unit`; for terms in hours the instants
    `clock_from_at`, `due_at` and their statutory fellows are kept beside the days, None for terms in days.
    `has_procedures` is True once a hearing, a test or the like was begun. `process_version_id` is the version to whose
    process the examination was migrated, None while it follows the one it was filed under. `second_confirmed_at` is
    when the second examiner confirmed the record of the last recommendation; `extension_asked_of_id` is the government
    that has been asked for more time and has not answered. `letters` are the authorisation letters of the case's
    agency, None where it demands none. With `is_blind` applicant and back office
    do not learn of each other; `assignee_id` is the examiner to whom the case fell, None while there is none.
    `extended_unit` is the unit of `extended_days`, as the item's version has it.
    `secrets` stand in what a selector hands to somebody who may not learn who applied; None: he reads it as it is.
    """

    id: UUID
    number: str | None
    state: State
    version: int
    agency_id: UUID
    item_version_id: UUID
    item_name: str
    channel: str
    account_id: UUID
    party_id: UUID
    party_kind: str
    party_name: str
    awaiting: str
    open_task_id: UUID | None
    in_step_since: datetime
    started_at: datetime
    received_at: datetime | None
    accepted_at: datetime | None
    decided_at: datetime | None
    delivered_at: datetime | None
    outcome: str
    promised_days: int
    statutory_length: int
    statutory_unit: str
    corrections: int
    clock_from_on: date | None
    statutory_from_on: date | None
    pauses: list[dict[str, Any]]
    extended_days: int
    due_on: date | None
    statutory_due_on: date | None
    due_is_provisional: bool
    examiner_id: UUID | None
    second_examiner_id: UUID | None
    acceptor_id: UUID | None
    lower_case_id: UUID | None
    base_licence_id: UUID | None
    audit_sequence: int
    audit_head: bytes
    reply_by_on: date | None = None
    centre_id: UUID | None = None
    handed_over_at: datetime | None = None
    prior_case_id: UUID | None = None
    void_request_id: UUID | None = None
    worst_light: str = ""
    mode: str = ""
    supplements_open: int = 0
    supplements_due_on: date | None = None
    delivery_from_on: date | None = None
    delivery_length: int | None = None
    delivery_unit: str = ""
    decision_due_on: date | None = None
    decision_statutory_due_on: date | None = None
    has_procedures: bool = False
    promised_unit: str = Unit.WORKING_DAY.value
    clock_from_at: datetime | None = None
    statutory_from_at: datetime | None = None
    due_at: datetime | None = None
    statutory_due_at: datetime | None = None
    process_version_id: UUID | None = None
    second_confirmed_at: datetime | None = None
    extension_asked_of_id: UUID | None = None
    letters: tuple[Authorisation, ...] | None = None
    is_blind: bool = False
    assignee_id: UUID | None = None
    secrets: Secrets | None = None
    extended_unit: str = Unit.WORKING_DAY.value

    @property
    def is_covered(self) -> bool:
        """Return True when these facts are read by somebody who may not learn who applied (blind mode)."""
        return self.secrets is not None

    def told(self, row: _Row) -> _Row:
        """Return a row or text of the case as whoever holds these facts may read it."""
        return row if self.secrets is None else self.secrets.out_of(row)

    @property
    def examined_by_id(self) -> UUID:
        """Return the version along whose process the case is examined; everything else stays that of its filing."""
        return self.process_version_id or self.item_version_id

    @property
    def awaits_second_examiner(self) -> bool:
        """Return True while the examiner's record names a second one who has not confirmed it."""
        is_named = self.second_examiner_id is not None and self.second_confirmed_at is None
        return self.state is State.DECISION_PENDING and is_named

    @property
    def extension_is_proposed(self) -> bool:
        """Return True while the government has not answered a proposal to extend the limit."""
        return self.extension_asked_of_id is not None

    @property
    def is_with_centre(self) -> bool:
        """Return True while the window of a centre has not handed over what it received for a department."""
        return self.centre_id is not None and self.handed_over_at is None

    @property
    def accepted_on(self) -> date | None:
        """Return the day of acceptance, None before: where the law accepted, it is that of the receipt."""
        return None if self.accepted_at is None else self.clock_from_on

    @property
    def promised(self) -> Term:
        """Return the promised term."""
        return Term(self.promised_days, Unit(self.promised_unit))

    @property
    def statutory(self) -> Term:
        """Return the statutory term."""
        return Term(self.statutory_length, Unit(self.statutory_unit))

    @property
    def extension(self) -> Term:
        """Return by how much the limit was extended, of no length where it was not."""
        return Term(self.extended_days, Unit(self.extended_unit))

    @property
    def delivery(self) -> Term | None:
        """Return the term of the delivery, None before a grant."""
        return None if self.delivery_length is None else Term(self.delivery_length, Unit(self.delivery_unit))

    @property
    def open_procedures(self) -> tuple[OpenProcedure, ...]:
        """Return the special procedures and surveys that are not closed yet, oldest first."""
        return tuple(
            OpenProcedure(UUID(row["procedure"]), row["cause"], date.fromisoformat(row["start"]))
            for row in self.pauses
            if row["end"] is None and "procedure" in row
        )

    @property
    def ledger_pauses(self) -> tuple[Pause, ...]:
        """Return the pauses of the clock ledger as the row caches them."""
        return tuple(
            Pause(
                start=date.fromisoformat(row["start"]),
                end=date.fromisoformat(row["end"]) if row["end"] else None,
                cause=row["cause"],
                stops_statutory=row["stops_statutory"],
                basis=row["basis"],
                start_at=_instant(row.get("start_at")),
                end_at=_instant(row.get("end_at")),
                law_end=date.fromisoformat(row["law_end"]) if row.get("law_end") else None,
            )
            for row in self.pauses
        )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
