"""Read the event log, and prove that nobody changed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject, StrIndex, Substr

from oneseal.foundation.audit.chain import GENESIS, HASHED, Head, first_fault
from oneseal.foundation.audit.models import Chain, DailyRoot, Entry, Mark
from oneseal.foundation.audit.services import _day_digest
from oneseal.foundation.timekeeping import BEIJING
from oneseal.foundation.writes import kept_rows


def entries_of(subject_id: UUID) -> QuerySet[Entry]:
    """Return the acts on one subject, oldest first. The caller answers for access to the subject."""
    return Entry.objects.filter(subject_id=subject_id).order_by("sequence")


def subjects_acted_on(subject_ids: Collection[UUID], *, actors: Collection[UUID]) -> QuerySet[Entry]:
    """Return what some accounts did to some subjects; the caller answers for access."""
    return Entry.objects.filter(subject_id__in=subject_ids, actor_id__in=actors).order_by("id")


def digests_of(subject_id: UUID) -> list[bytes]:
    """Return the digests of the acts on one subject, oldest first."""
    kept = kept_rows("audit_entry", {"subject_id": subject_id})
    if kept is not None:
        return [row["digest"] for row in sorted(kept, key=itemgetter("sequence"))]
    return [bytes(digest) for digest in entries_of(subject_id).values_list("digest", flat=True)]


def chain_faults(prefix: str, heads: dict[str, Head]) -> Iterator[str]:
    """Yield a sentence for each chain of a kind that does not agree with its rows and its head."""
    yield from _faults(Entry.objects.filter(chain__startswith=f"{prefix}:"), heads)


def chain_faults_among(heads: dict[str, Head]) -> Iterator[str]:
    """Yield a sentence for each of these chains that does not agree with its rows and its head; for samples."""
    yield from _faults(Entry.objects.filter(chain__in=list(heads)), heads)


def _faults(entries: QuerySet[Entry], heads: dict[str, Head]) -> Iterator[str]:
    rows = entries.order_by("chain", "sequence").values(*HASHED, "previous", "digest")
    seen: set[str] = set()
    for chain, members in groupby(rows.iterator(chunk_size=5000), key=_chain_name):
        seen.add(chain)
        fault = first_fault(members, heads.get(chain, Head()))
        if fault:
            yield f"{chain}: {fault}"
    for chain in heads.keys() - seen:
        if heads[chain].sequence:
            yield f"{chain}: all rows are missing"


def _chain_name(row: dict[str, Any]) -> str:
    return str(row["chain"])


def kept_heads(prefix: str) -> dict[str, Head]:
    """Return the heads that `audit_chain` keeps for one kind of subject."""
    rows = Chain.objects.filter(chain__startswith=f"{prefix}:").values_list("chain", "sequence", "head")
    return {chain: Head(sequence, bytes(head)) for chain, sequence, head in rows.iterator()}


def kept_kinds() -> list[str]:
    """Return the kinds of subject whose heads `audit_chain` keeps, in order."""
    names = Chain.objects.annotate(kind=Substr("chain", 1, StrIndex("chain", Value(":")) - 1))
    return list(names.order_by("kind").values_list("kind", flat=True).distinct())


def last_closed_day() -> date | None:
    """Return the newest day that is closed under a root; None when no day is."""
    return DailyRoot.objects.order_by("-day").values_list("day", flat=True).first()


def root_faults() -> Iterator[str]:
    """Yield a sentence for each closed day whose root no longer follows from its rows."""
    previous = GENESIS
    for kept in DailyRoot.objects.order_by("day").iterator():
        entries, root = _day_digest(kept.day, previous)
        if (bytes(kept.previous), kept.entries, bytes(kept.root)) != (previous, entries, root):
            yield f"{kept.day}: the day's root does not follow from its rows"
        previous = bytes(kept.root)


def subjects_since(since: date) -> QuerySet[Any, Any]:
    """Return the subjects on which anything was done on a day or later, as a query for `id__in`."""
    return Entry.objects.filter(occurred_at__gte=_midnight(since)).order_by().values("subject_id")


def digest_of_row(*, subject: OuterRef, sequence: OuterRef) -> QuerySet[Any, Any]:
    """Return the digest of one row of a subject's trace, as a query within another."""
    return Entry.objects.filter(subject_id=subject, sequence=sequence).order_by("id").values("digest")[:1]


def last_act(kind: str, *, subject: OuterRef, verbs: Collection[str]) -> QuerySet[Any, Any]:
    """Return verb and values of the last of some acts on a subject, as one object of a query within another."""
    rows = Entry.objects.filter(subject_id=subject, subject_kind=kind, verb__in=verbs).order_by("-sequence")
    return rows.values(told=JSONObject(verb="verb", after="after"))[:1]


@dataclass(frozen=True, slots=True)
class ActFacts:
    """One act as proofs compare it with what it left: its verb, and the values after it."""

    sequence: int
    verb: str
    occurred_at: datetime
    after: dict[str, Any]
    post_title: str = ""


def acts_streamed(
    kind: str, *, since: date | None, naming: str = "", verbs: Collection[str] = ()
) -> Iterator[tuple[UUID, ActFacts]]:
    """Yield every act on the subjects of a kind, subject by subject in the order of their ids; for proofs.

    With `naming` only the acts whose values afterwards have that name, with `verbs` only those acts.
    """
    rows = Entry.objects.filter(subject_kind=kind)
    if naming:
        rows = rows.filter(after__has_key=naming)
    if verbs:
        rows = rows.filter(verb__in=verbs)
    if since is not None:
        rows = rows.filter(subject_id__in=subjects_since(since))
    columns = ("subject_id", "sequence", "verb", "occurred_at", "after", "post_title")
    for subject_id, *rest in rows.order_by("subject_id", "sequence").values_list(*columns).iterator(chunk_size=5000):
        yield subject_id, ActFacts(*rest)


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One act as an analysis of paths counts it: what, when, who at which post, and the node it names (empty: none)."""

    verb: str
    occurred_at: datetime
    actor_kind: str
    actor_name: str
    post_title: str
    node: str


def steps_streamed(
    kind: str, subjects: QuerySet[Any, Any], *, verbs: Collection[str]
) -> Iterator[tuple[UUID, TraceStep]]:
    """Yield some acts on the subjects of a query, subject by subject and each in its order; one statement.

    The caller answers for access to the subjects.
    """
    rows = Entry.objects.filter(subject_kind=kind, subject_id__in=subjects, verb__in=verbs)
    columns = ("subject_id", "verb", "occurred_at", "actor_kind", "actor_name", "post_title")
    told = rows.order_by("subject_id", "sequence").annotate(node=KeyTextTransform("node", "after"))
    for row in told.values(*columns, "node").iterator(chunk_size=5000):
        subject_id = row.pop("subject_id")
        yield subject_id, TraceStep(**{**row, "node": row["node"] or ""})


def last_marked() -> datetime | None:
    """Return when chains were last marked; None when they never were."""
    at: datetime | None = Mark.objects.aggregate(at=Max("marked_at"))["at"]
    return at


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


@dataclass(frozen=True, slots=True)
class ActTold:
    """One act with who did it in which post, for whoever judges what was done."""

    subject_id: UUID
    verb: str
    occurred_at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    post_title: str
    before: dict[str, Any]
    after: dict[str, Any]


_TOLD: Final = (
    "subject_id", "verb", "occurred_at", "actor_kind", "actor_id", "actor_name", "post_title", "before", "after",
)  # fmt: skip


def acted_on(kind: str, *, since: datetime, until: datetime) -> set[UUID]:
    """Return the subjects of a kind on which anything was done from an instant up to another; the index of time."""
    rows = Entry.objects.filter(subject_kind=kind, occurred_at__gte=since, occurred_at__lt=until)
    return set(rows.order_by().values_list("subject_id", flat=True).distinct())


def acts_of_many(subject_ids: Collection[UUID], *, kind: str) -> dict[UUID, list[ActTold]]:
    """Return the acts on many subjects, each oldest first, in one query. The caller answers for access to them."""
    found: dict[UUID, list[ActTold]] = {}
    rows = Entry.objects.filter(subject_id__in=list(subject_ids), subject_kind=kind).order_by("subject_id", "sequence")
    for row in rows.values_list(*_TOLD).iterator(chunk_size=5000):
        found.setdefault(row[0], []).append(ActTold(*row))
    return found


def acts_named(verbs: Collection[str], *, since: datetime, until: datetime) -> list[ActTold]:
    """Return acts of some kinds from an instant up to another, oldest first, whatever they were done on."""
    rows = Entry.objects.filter(verb__in=list(verbs), occurred_at__gte=since, occurred_at__lt=until)
    return [ActTold(*row) for row in rows.order_by("occurred_at", "id").values_list(*_TOLD)]
