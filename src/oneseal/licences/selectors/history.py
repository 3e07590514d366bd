"""The whole life of a licence: every edition, everything done with it, every paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.licences.models import Licence, LicenceRequest
from oneseal.licences.policies import can_see
from oneseal.licences.rules.states import MadeBy
from oneseal.licences.selectors import licence_for_actor, newest_version
from oneseal.licences.selectors.renewing import edition_ids
from oneseal.papers.selectors import papers_of

DEEMED: Final = "deemed_renewal_notice"


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One event: `kind` is how an edition was made, or what was done with it; `papers` are titles with ids."""

    kind: str
    on: date
    ground: str = ""
    reason: str = ""
    who: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    papers: tuple[tuple[str, UUID], ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """Every edition that the reader may see, oldest first, what happened, and the requests that wait."""

    editions: tuple[Licence, ...]
    events: tuple[LifeEvent, ...]
    requests: tuple[LicenceRequest, ...]


def life_of(licence_id: UUID, *, actor: Actor | None) -> Life:
    """Return the life of a licence.

    Raises:
        LicenceNotFound: no such licence, or not the actor's.
    """
    licence = licence_for_actor(licence_id, actor=actor)
    ids = edition_ids(newest_version(licence))
    rows = Licence.objects.filter(pk__in=ids).prefetch_related("acts", "requests", "reminders")
    known = {row.id: row for row in rows}
    editions = [known[one] for one in reversed(ids)]
    seen = [row for row in editions if can_see(actor, agency_id=row.agency_id, holder_id=row.holder_id)]
    titles = {paper.id: paper.title for paper in papers_of(*ids, for_public=True)}
    events = [event for row in seen for event in _events(row, titles)]
    waiting = [one for row in seen for one in row.requests.all() if one.answered_at is None]
    return Life(tuple(seen), tuple(events), tuple(waiting))


def _events(row: Licence, titles: dict[UUID, str]) -> Iterator[LifeEvent]:
    """Return what happened to one edition in order; a re-issue is told by the act that made it."""
    if row.made_by != MadeBy.REISSUE:
        yield LifeEvent(_made(row), row.issued_on, papers=_edition_papers(row))
    for reminder in row.reminders.all():
        yield LifeEvent("reminded", beijing_date(reminder.reminded_at), details={"days_before": reminder.days_before})
    for request in row.requests.all():
        yield LifeEvent(f"asked_{request.kind}", beijing_date(request.asked_at), reason=request.reason)
        if request.outcome == "declined" and request.answered_at:
            yield LifeEvent(f"declined_{request.kind}", beijing_date(request.answered_at), reason=request.answer)
    if row.revoked_at is not None:
        papers = _named(row.revocation_paper_id, titles)
        yield LifeEvent(
            "revoke", beijing_date(row.revoked_at), row.revocation_ground, row.revocation_reason, papers=papers
        )
    for act in row.acts.all():
        yield LifeEvent(
            act.kind, beijing_date(act.done_at), act.ground, act.reason, act.actor_name, act.details,
            _named(act.paper_id, titles),
        )  # fmt: skip


def _made(row: Licence) -> str:
    if row.made_by:
        return row.made_by
    return "new_version" if row.replaces_id else MadeBy.NEW.value


def _edition_papers(row: Licence) -> tuple[tuple[str, UUID], ...]:
    own = ((row.type_name, row.paper_id),)
    if row.made_by != MadeBy.DEEMED_RENEWAL:
        return own
    notices = papers_of(row.case_id, for_public=True)
    return (*((paper.title, paper.id) for paper in notices if paper.kind == DEEMED), *own)


def _named(paper_id: UUID | None, titles: dict[UUID, str]) -> tuple[tuple[str, UUID], ...]:
    return ((titles[paper_id], paper_id),) if paper_id in titles else ()


def requests_waiting(*, actor: Actor) -> list[LicenceRequest]:
    """Return what holders ask for that the actor's agency has not answered, oldest first; for staff who read cases."""
    if not actor.may("cases.read"):
        return []
    rows = LicenceRequest.objects.filter(licence__agency_id=actor.own_agency, answered_at=None)
    return list(rows.select_related("licence").order_by("asked_at", "id")[:100])
