"""Record what was told, taken away or looked up, where no case moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.cases.selectors.facts import case_for_actor
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.kernel.access import Actor


@transaction.atomic
def list_exported(*, told: Mapping[str, str], rows: int, sha256: str, actor: Actor, now: datetime) -> None:
    """Record who took which list of cases away: its filters, how many rows, and the digest of the file."""
    act = Act("cases.export_list", after={"filter": dict(told), "rows": rows, "sha256": sha256})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


@transaction.atomic
def papers_printed(*, papers: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Record who printed which papers in one batch: number and digest of each."""
    act = Act("cases.print_papers", after={"papers": dict(papers)})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


@transaction.atomic
def number_searched(*, found: int, actor: Actor, now: datetime) -> None:
    """Record that somebody searched by a citizen number or credit code; the number itself is not kept."""
    act = Act("cases.search_number", after={"found": found})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


@transaction.atomic
def missing_told(*, case_id: UUID, names: Sequence[str], actor: Actor, now: datetime) -> None:
    """Record that somebody at the window was told once and completely what is missing (APL art. 32(1)(4)).

    Raises:
        CaseNotFound: no draft that the actor fills in.
    """
    facts = case_for_actor(case_id, actor=actor)
    told = {"case": str(case_id), "missing": list(names)}
    act = Act("cases.tell_missing", basis="《行政许可法》第三十二条第一款第（四）项", after=told)
    record_now(act, subject=Subject(facts.party_kind, facts.party_id), actor=actor, now=now)
