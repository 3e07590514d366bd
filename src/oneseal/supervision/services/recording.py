"""Keep what rules found: once per rule, subject and day, with its own chain of acts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link, record
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.outbox.services import message
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.kernel.ids import new_id
from oneseal.supervision.events import FindingMade, FindingRaised
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.hits import ENDED, LIGHTS, Hit, is_worse

KIND: Final = "finding"
type_about = tuple[str, str, UUID]
WATCH: Final = Actor.system("电子监察")
_LOCK: Final = 0x4A43  # "JC", as numbers of findings begin; none of the other locks of the house
_AT_ONCE: Final = 200  # hits in one statement; more go in several, in the same transaction


@dataclass(frozen=True, slots=True)
class _Known:
    """The findings that stand already of what was hit: the open one, and the newest of those that have ended."""

    days: frozenset[date]
    open: Finding | None
    last: Finding | None


@transaction.atomic
def findings_record(
    hits: Iterable[Hit], *, now: datetime, settings: Mapping[str, int] | None = None
) -> tuple[UUID, ...]:
    """Record hits and return the ids of the findings that were made; what is known already changes nothing.

    A hit on a subject with an open finding of the same rule is added to it, and raises its light; one on a later day
    than a finding that has ended makes a new one that follows it. `settings` are the versions the rules went by.
    """
    made: list[UUID] = []
    # Of several hits on one subject and day the gravest stands for them.
    graver_last = sorted(hits, key=lambda hit: LIGHTS.index(hit.light))
    ordered = sorted({hit.key: hit for hit in graver_last}.values(), key=attrgetter("day"))
    # An event and the daily round may find the same at once: the second waits, and finds it known.
    for agency_id in sorted({hit.agency_id for hit in ordered}):
        one_at_a_time(_LOCK, of=agency_id)
    for start in range(0, len(ordered), _AT_ONCE):
        made.extend(_kept(ordered[start : start + _AT_ONCE], settings or {}, now))
    return tuple(made)


def _kept(hits: list[Hit], settings: Mapping[str, int], now: datetime) -> list[UUID]:
    """Write the hits that say something new, in one round trip; several on one subject become one finding."""
    by_subject: dict[type_about, list[Hit]] = {}
    for hit in hits:
        by_subject.setdefault(hit.key[:3], []).append(hit)
    known = _known(by_subject)
    fresh = {key: [hit for hit in told if hit.day not in known[key].days] for key, told in by_subject.items()}
    writes: list[Write] = []
    made: list[UUID] = []
    for place, (key, told) in enumerate((key, told) for key, told in fresh.items() if told):
        standing, at = known[key], now + timedelta(microseconds=place)
        if standing.open is not None:
            writes.extend(_raised(standing.open, told, now))
            continue
        finding_id = new_id(at)
        made.append(finding_id)
        writes.extend(_made(finding_id, told, context=_context(told[0], standing, settings), now=now))
    flush(*writes)
    return made


def _context(hit: Hit, standing: _Known, settings: Mapping[str, int]) -> dict[str, Any]:
    return {"follows_id": standing.last.id if standing.last else None, "setting_version": settings.get(hit.rule, 0)}


def _known(keys: Collection[type_about]) -> dict[type_about, _Known]:
    """Return the findings there are of these rules and subjects, locked, in one query."""
    rules, kinds, ids = {key[0] for key in keys}, {key[1] for key in keys}, {key[2] for key in keys}
    about = Q(rule__in=rules, subject_kind__in=kinds, subject_id__in=ids)
    found: dict[type_about, list[Finding]] = {key: [] for key in keys}
    for row in Finding.objects.select_for_update().filter(about).order_by("day", "id"):
        found.get((row.rule, row.subject_kind, row.subject_id), []).append(row)
    return {key: _known_of(rows) for key, rows in found.items()}


def _known_of(rows: list[Finding]) -> _Known:
    days = {day for row in rows for day in (row.day, *map(date.fromisoformat, row.days))}
    ended = [row for row in rows if row.state in ENDED]
    still = [row for row in rows if row.state not in ENDED]
    return _Known(frozenset(days), still[-1] if still else None, ended[-1] if ended else None)


def _worst(hits: list[Hit]) -> Hit:
    worst = hits[0]
    for hit in hits:
        worst = hit if is_worse(hit.light, worst.light) else worst
    return worst


def _made(finding_id: UUID, hits: list[Hit], *, context: dict[str, Any], now: datetime) -> Iterator[Write]:
    """Yield the row of a new finding, the first act of its chain, and what others are told."""
    first, worst, on = hits[0], _worst(hits), beijing_date(now)
    serial = allocate(issuer="city", kind=KIND, period=f"{on:%Y%m%d}")
    number = f"JC{on:%Y%m%d}-{serial:04d}"
    row = {
        "id": finding_id, "number": number, "rule": first.rule, "rule_version": worst.rule_version,
        "subject_kind": first.subject.kind, "subject_id": first.subject.id, "case_id": first.case_id,
        "case_number": first.case_number, "agency_id": first.agency_id, "item_id": first.item_id,
        "item_name": first.item_name, "account_id": worst.account_id, "post_title": worst.post_title,
        "node": worst.node, "light": worst.light, "follow": worst.follow, "day": first.day,
        "days": [hit.day.isoformat() for hit in hits], "facts": dict(worst.facts), "found_at": now, "state": "new",
        "due_on": None, "is_counted": True, **context,
    }  # fmt: skip
    told = {"number": number, "rule": first.rule, "light": worst.light.value, "day": first.day.isoformat()}
    subject = Subject(KIND, finding_id)
    act, head = link(Act("supervision.found", after=told), subject=subject, actor=WATCH, now=now, head=Head())
    yield Insert("supervision_finding", [row])
    yield act
    yield Insert("audit_chain", [{"chain": subject.chain, "sequence": head.sequence, "head": head.digest}])
    yield message(FindingMade(finding_id=finding_id, agency_id=first.agency_id), now)


def _raised(finding: Finding, hits: list[Hit], now: datetime) -> Iterator[Write]:
    """Yield what adds days to an open finding; a graver light brings its facts and what follows with it."""
    worst, days = _worst(hits), [*finding.days, *(hit.day.isoformat() for hit in hits)]
    changes: dict[str, Any] = {"days": sorted(set(days))}
    light = Light(finding.light)
    if is_worse(worst.light, light):
        light = worst.light
        changes |= {
            "light": light, "follow": worst.follow, "facts": dict(worst.facts), "rule_version": worst.rule_version,
        }  # fmt: skip
    act = Act(
        "supervision.raised",
        before={"light": finding.light},
        after={"light": light.value, "days": [hit.day.isoformat() for hit in hits]},
    )
    yield Update("supervision_finding", {"id": finding.id}, changes)
    yield from record(act, subject=Subject(KIND, finding.id), actor=WATCH, now=now)
    yield message(FindingRaised(finding_id=finding.id, agency_id=finding.agency_id, light=light.value), now)
