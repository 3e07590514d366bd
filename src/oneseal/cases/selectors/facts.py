"""One case, as facts for rules and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from oneseal.cases import policies
from oneseal.cases.blindness_errors import DrawnToAnother
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import Case
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import AT_THE_DOOR
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.cover import read_by
from oneseal.cases.selectors.extended import unit_of_version
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.statements import Kept
from oneseal.foundation.writes import Store, asked_once, store
from oneseal.identity.selectors import authorisations_of, authorisations_read, letters_of_row
from oneseal.kernel.access import Actor

_BESIDE: Final = {"letters", "secrets", "extended_unit"}
COLUMNS = tuple(field.name for field in fields(CaseFacts) if field.name not in _BESIDE)
_WITH_LETTERS: Final = (*COLUMNS, "letters")


def _row(rows: QuerySet[Case], case_id: UUID) -> QuerySet[Case, Any]:
    return rows.filter(pk=case_id).annotate(letters=letters_of_row()).values_list(*_WITH_LETTERS)


_LOCKED: Final = Kept(lambda case_id: _row(Case.objects.select_for_update(), case_id), case_id=UUID)
_READ: Final = Kept(lambda case_id: _row(Case.objects.all(), case_id), case_id=UUID)


def facts_of(row: Mapping[str, Any]) -> CaseFacts:
    """Return the facts of a case from its row as a mapping of columns."""
    values = {name: row[name] for name in COLUMNS}
    values |= {"state": State(row["state"]), "audit_head": bytes(row["audit_head"])}
    if row["extended_days"]:
        values["extended_unit"] = unit_of_version(row["item_version_id"])
    return CaseFacts(**values, letters=authorisations_read(row.get("letters")))


def _kept(bound: Store, case_id: UUID) -> CaseFacts:
    row = bound.row("cases_case", case_id)
    if row is None:
        raise CaseNotFound("no such case")
    agency_id = row["agency_id"]
    letters = asked_once(("letters", agency_id), lambda: authorisations_of(agency_id))
    return facts_of(row) if letters is None else replace(facts_of(row), letters=letters)


def case_for_update(case_id: UUID) -> CaseFacts:
    """Lock a case until the end of the transaction and return its facts, in one query.

    For services only, which decide by policy what the actor may do.

    Raises:
        CaseNotFound: no such case.
    """
    bound = store()
    if bound is not None:
        return _kept(bound, case_id)
    row = _LOCKED.first(case_id=case_id)
    if row is None:
        raise CaseNotFound("no such case")
    return facts_of(dict(zip(_WITH_LETTERS, row, strict=True)))


def case_facts(case_id: UUID) -> CaseFacts:
    """Return the facts of a case without asking who reads; for receivers of events and services."""
    bound = store()
    if bound is not None:
        return _kept(bound, case_id)
    row = _READ.first(case_id=case_id)
    if row is None:
        raise CaseNotFound("no such case")
    return facts_of(dict(zip(_WITH_LETTERS, row, strict=True)))


def receipt_days(case_ids: Iterable[UUID]) -> dict[UUID, date | None]:
    """Return the last day for the answer of those of many cases that wait for one, without asking who reads."""
    rows = Case.objects.filter(pk__in=list(case_ids), state__in=AT_THE_DOOR).order_by("pk")
    return dict(rows.values_list("id", "due_on"))


def parties_of_cases(case_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return who applied in each of many cases, in one query without asking who reads; for the read log."""
    rows = Case.objects.filter(pk__in=list(case_ids)).order_by("pk")
    return dict(rows.values_list("id", "party_id"))


def case_numbered(number: str) -> CaseFacts:
    """Return the facts of a case by its number, without asking who reads; for operators of the installation.

    Raises:
        CaseNotFound: no case has this number.
    """
    row = Case.objects.filter(number=number).values(*COLUMNS).first()
    if row is None:
        raise CaseNotFound("no case has this number")
    return facts_of(row)


def case_for_actor(case_id: UUID, *, actor: Actor | None) -> CaseFacts:
    """Return a case that the actor may see, as he may read it: in blind mode the back office learns not who applied.

    Raises:
        CaseNotFound: no such case, or not his. DrawnToAnother: in blind mode it fell to another examiner.
    """
    facts = case_facts(case_id)
    require_seen(actor, facts)
    return read_by(actor, facts)


def require_seen(actor: Actor | None, facts: CaseFacts) -> None:
    """Refuse unless the actor may see a case.

    Raises:
        CaseNotFound, DrawnToAnother.
    """
    if policies.is_kept_from_examiner(actor, facts):
        raise DrawnToAnother("it fell to another examiner")
    if not policies.can_see(actor, facts):
        raise CaseNotFound("not the actor's case")


def case_heads(*, newest: int | None = None) -> dict[str, Head]:
    """Return the head of the audit chain of every case, or of the newest so many, by the chain's name; for proofs."""
    rows = Case.objects.exclude(audit_sequence=0).order_by("-id").values_list("id", "audit_sequence", "audit_head")
    chosen = rows.iterator() if newest is None else rows[:newest]
    return {f"case:{case_id}": Head(sequence, bytes(head)) for case_id, sequence, head in chosen}
