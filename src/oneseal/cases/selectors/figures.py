"""Cases as figures count them: for the room that measures, which keeps its own tables; nobody's page reads this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Final
from uuid import UUID

from django.db.models import F

from oneseal.cases.models import Case
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action, Channel, Outcome
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.foundation.audit.selectors import ActFacts, acts_streamed, subjects_since
from oneseal.foundation.proof.streams import Beside
from oneseal.workflow.selectors import LedgerFacts, ledger_streamed

KIND: Final = "case"
ONLINE: Final = Channel.ONLINE.value
FORWARDED: Final = Outcome.FORWARDED_UP.value
VOIDED: Final = Outcome.VOIDED.value
DECIDES: Final = frozenset(
    f"cases.{action}"
    for action in (
        Action.GRANT, Action.GRANT_AT_ONCE, Action.GRANT_ON_COMMITMENT, Action.DEEM_RENEWED, Action.REFUSE,
        Action.REFUSE_AT_ONCE, Action.FORWARD_UP,
    )
)  # fmt: skip
ENDS: Final = DECIDES | {
    f"cases.{action}"
    for action in (
        Action.NOT_ACCEPT, Action.WITHDRAW, Action.RETURN_CASE, Action.RETURN_UNKEPT, Action.TERMINATE, Action.VOID,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A received case, its item, and the acts that ended it in their order."""

    facts: CaseFacts
    item_id: UUID
    acts: tuple[ActFacts, ...]


def cases_told(*, since: date | None) -> Iterator[CaseTold]:
    """Yield every received case, or those on which anything was done since a day, in the order of their ids."""
    rows = Case.objects.filter(received_at__isnull=False).order_by("id")
    if since is not None:
        rows = rows.filter(pk__in=subjects_since(since))
    acts = Beside(acts_streamed(KIND, since=since, verbs=ENDS))
    told = rows.annotate(item_id=F("item_version__item_id")).values(*COLUMNS, "item_id")
    for row in told.iterator(chunk_size=2000):
        yield CaseTold(facts_of(row), row["item_id"], tuple(acts.of(row["id"])))


def acts_and_ledgers() -> Iterator[tuple[UUID, list[ActFacts], list[LedgerFacts]]]:
    """Yield the acts and the clock ledger of every subject that has acts of cases, in the order of their ids.

    The log alone, without the rows of cases: by it figures are derived a second time.
    """
    ledgers = Beside(ledger_streamed(KIND, since=None))
    for case_id, acts in groupby(acts_streamed(KIND, since=None), key=itemgetter(0)):
        yield case_id, [act for _id, act in acts], ledgers.of(case_id)


def received_at_of(acts: list[ActFacts]) -> datetime | None:
    """Return when a case was submitted, by its acts; None for one that never was."""
    first = (act for act in acts if act.after.get("move") == "T01" or act.verb == "cases.receive_from_below")
    found = next(first, None)
    return None if found is None else found.occurred_at
