"""Append acts to a chain and close each day under one root."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from oneseal.foundation.audit.chain import GENESIS, STANDS_IN_FOR, Head, digest_of
from oneseal.foundation.audit.models import Chain, DailyRoot, Entry
from oneseal.foundation.timekeeping import BEIJING
from oneseal.foundation.writes import Insert, Update, Write, flush, kept_rows
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: verb (`app.fact`), legal basis, and the values before and after."""

    verb: str
    basis: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about."""

    kind: str
    id: UUID

    @property
    def chain(self) -> str:
        """Return the name of the subject's own chain."""
        return f"{self.kind}:{self.id}"


def _stood_in(actor: Actor) -> dict[str, str]:
    """Return for whom the actor stands in, as the hashed values of an act tell it; nothing in his own post."""
    return {STANDS_IN_FOR: str(actor.stands_in_for)} if actor.stands_in_for else {}


def link(act: Act, *, subject: Subject, actor: Actor, now: datetime, head: Head) -> tuple[Insert, Head]:
    """Return the row of an act and the new head of its chain; the caller holds the subject's lock."""
    row: dict[str, Any] = {
        "id": new_id(now),
        "chain": subject.chain,
        "sequence": head.sequence + 1,
        "occurred_at": now,
        "verb": act.verb,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "actor_kind": actor.kind.value,
        "actor_id": actor.account_id,
        "actor_name": actor.name,
        "post_title": actor.post_title,
        "agency_id": actor.agency_id,
        "address": actor.address,
        "basis": act.basis,
        "before": dict(act.before),
        "after": {**_stood_in(actor), **act.after},
    }
    digest = digest_of(row, head.digest)
    return Insert("audit_entry", [{**row, "previous": head.digest, "digest": digest}]), Head(row["sequence"], digest)


def record(act: Act, *, subject: Subject, actor: Actor, now: datetime) -> list[Write]:
    """Return the writes that append an act to a subject whose head is kept in `audit_chain`.

    Locks the chain's row; must run inside the caller's transaction.
    """
    kept = kept_rows("audit_chain", {"chain": subject.chain})
    heads = [_head_locked(subject.chain)] if kept is None else [Head(row["sequence"], row["head"]) for row in kept]
    before = heads[0] if heads else None
    insert, head = link(act, subject=subject, actor=actor, now=now, head=before or Head())
    changes = {"sequence": head.sequence, "head": head.digest}
    if before is None:
        return [insert, Insert("audit_chain", [{"chain": subject.chain, **changes}])]
    return [insert, Update("audit_chain", {"chain": subject.chain, "sequence": before.sequence}, changes)]


def _head_locked(chain: str) -> Head:
    """Return the head of a chain, which is begun when there is none, locked until the transaction ends."""
    Chain.objects.bulk_create([Chain(chain=chain, sequence=0, head=GENESIS)], ignore_conflicts=True)
    row = Chain.objects.select_for_update().get(chain=chain)
    return Head(row.sequence, bytes(row.head))


def record_now(act: Act, *, subject: Subject, actor: Actor, now: datetime) -> None:
    """Append an act at once, inside the caller's transaction."""
    flush(*record(act, subject=subject, actor=actor, now=now))


def _day_digest(day: date, previous: bytes) -> tuple[int, bytes]:
    start = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
    rows = (
        Entry.objects.filter(occurred_at__gte=start, occurred_at__lt=start + timedelta(days=1))
        .order_by("chain", "sequence")
        .values_list("digest", flat=True)
    )
    root, count = hashlib.sha256(previous), 0
    for digest in rows.iterator(chunk_size=5000):
        root.update(bytes(digest))
        count += 1
    return count, root.digest()


@transaction.atomic
def day_close(*, day: date, now: datetime) -> DailyRoot:
    """Close a finished day under one root over all its rows; a day once closed stays as it is."""
    closed = DailyRoot.objects.filter(day=day).first()
    if closed:
        return closed
    before = DailyRoot.objects.filter(day__lt=day).order_by("-day").first()
    previous = bytes(before.root) if before else GENESIS
    entries, root = _day_digest(day, previous)
    made, _ = DailyRoot.objects.get_or_create(
        day=day, defaults={"entries": entries, "previous": previous, "root": root, "made_at": now}
    )
    return made


def days_close(*, until: date, now: datetime) -> list[date]:
    """Close every finished day up to `until` that has rows and no root yet; return those days.

    A worker that was away for a week leaves no gap: it closes the days it missed in their order.
    """
    closed = DailyRoot.objects.order_by("-day").values_list("day", flat=True).first()
    first = Entry.objects.order_by("occurred_at").values_list("occurred_at", flat=True).first()
    if first is None:
        return []
    day = closed + timedelta(days=1) if closed else first.astimezone(BEIJING).date()
    done = []
    while day <= until:
        day_close(day=day, now=now)
        done.append(day)
        day += timedelta(days=1)
    return done


_MARK = """
INSERT INTO audit_mark (chain, subject_id, sequence, digest, marked_at)
SELECT DISTINCT ON (chain) chain, subject_id, sequence, digest, %(now)s FROM audit_entry
WHERE occurred_at >= %(since)s AND occurred_at < %(until)s
ORDER BY chain, sequence DESC
ON CONFLICT (chain) DO UPDATE
SET sequence = excluded.sequence, digest = excluded.digest, marked_at = excluded.marked_at
WHERE audit_mark.sequence < excluded.sequence AND EXISTS (
    SELECT FROM audit_entry kept WHERE kept.chain = audit_mark.chain
      AND kept.sequence = audit_mark.sequence AND kept.digest = audit_mark.digest
)
"""


@transaction.atomic
def ends_mark(*, since: datetime | None, until: datetime, now: datetime) -> int:
    """Mark where each chain ended that grew from `since` (None: ever) to before `until`; return how many moved on.

    A mark whose own row is gone or is another stays where it is: it is what shows that the chain was cut off.
    """
    begin = since or datetime(1, 1, 1, tzinfo=BEIJING)
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"since": begin, "until": until, "now": now})
        return int(cursor.rowcount)
