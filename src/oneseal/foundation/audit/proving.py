"""Prove every chain against its rows, its head and its mark, and every daily root against its day."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.db.models import Max, Min, UUIDField, Value
from django.db.models.functions import Cast, StrIndex, Substr
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.audit.chain import GENESIS, HASHED, Head, digest_of
from oneseal.foundation.audit.models import Chain, DailyRoot, Entry, Mark
from oneseal.foundation.audit.ports import HeadSource, head_sources
from oneseal.foundation.audit.selectors import last_marked, subjects_since
from oneseal.foundation.audit.services import _day_digest
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.timekeeping import beijing_date

HEAD, MARK, ROW = 0, 1, 2
CHUNK: Final = 5000
CLOSED_BY: Final = timedelta(hours=25)  # a day that ended more than an hour ago is closed
SHOWN: Final = 12  # signs of a digest that tell two apart

Member = tuple[UUID, int, Any]
Place = tuple[str, UUID]


@dataclass(slots=True)
class _Kept:
    """What is kept of the chains of one subject beside their rows."""

    heads: dict[str, Head] = field(default_factory=dict)
    marks: dict[str, tuple[Head, date]] = field(default_factory=dict)


def chains(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each chain that does not agree with its rows, its head or its mark."""
    marked = last_marked()
    if marked is None:
        tally.notes.append(("audit.never_marked", {}))
    else:
        tally.notes.append(("audit.marked_until", {"at": f"{marked.astimezone(scope.now.tzinfo):%Y-%m-%d %H:%M}"}))
    streams = [_rows(scope.since), _marks(scope.since), _kept_heads(scope.since)]
    streams += [_carried_heads(kind, source, scope.since) for kind, source in head_sources().items()]
    merged = heapq.merge(*streams, key=itemgetter(0, 1))
    for _subject, members in groupby(merged, key=itemgetter(0)):
        yield from _subject_findings(members, tally)


def _subject_findings(members: Iterable[Member], tally: Tally) -> Iterator[Finding]:
    kept, seen = _Kept(), set[str]()
    for tag, group in groupby(members, key=itemgetter(1)):
        if tag == ROW:
            for chain, rows in groupby((row for _id, _tag, row in group), key=itemgetter("chain")):
                seen.add(chain)
                tally.checked += 1
                yield from _chain_findings(chain, rows, kept)
        elif tag == HEAD:
            kept.heads |= {chain: head for _id, _tag, (chain, head) in group}
        else:
            kept.marks |= {chain: mark for _id, _tag, (chain, mark) in group}
    for chain in sorted((kept.heads.keys() | kept.marks.keys()) - seen):
        owed = max(kept.heads.get(chain, Head()).sequence, kept.marks[chain][0].sequence if chain in kept.marks else 0)
        if owed:
            tally.checked += 1
            yield Finding("audit.rows_gone", expected=str(owed), found="0", about=_place(chain))


def _chain_findings(chain: str, rows: Iterable[dict[str, Any]], kept: _Kept) -> Iterator[Finding]:
    """Yield the first thing wrong with the rows of a chain, and what is wrong with its end."""
    about, end, fault = _place(chain), Head(), None
    mark, marked_on = kept.marks.get(chain, (Head(), date.min))
    at_mark = GENESIS
    for row in rows:
        fault = fault or _row_fault(row, after=end, about=about)
        end = Head(row["sequence"], bytes(row["digest"]))
        if end.sequence == mark.sequence:
            at_mark = end.digest
    if fault is not None:
        yield fault
    head = kept.heads.get(chain, Head())
    if (end.sequence, end.digest) != (head.sequence, head.digest):
        yield Finding("audit.head_differs", expected=_told(head), found=_told(end), about=about)
    if mark.sequence > end.sequence:
        yield Finding(
            "audit.cut_off", expected=f"{mark.sequence} ({marked_on.isoformat()})", found=str(end.sequence), about=about
        )
    elif mark.sequence and at_mark != mark.digest:
        yield Finding(
            "audit.written_anew", expected=_told(mark), found=_told(Head(mark.sequence, at_mark)), about=about
        )


def _row_fault(row: dict[str, Any], *, after: Head, about: Place) -> Finding | None:
    expected, sequence = after.sequence + 1, row["sequence"]
    if sequence != expected:
        return Finding("audit.row_missing", expected=str(expected), found=str(sequence), about=about)
    computed, kept = digest_of(row, bytes(row["previous"])), bytes(row["digest"])
    if computed != kept:
        return Finding(
            "audit.row_altered", expected=_told(Head(sequence, kept)), found=_told(Head(sequence, computed)),
            about=about,
        )  # fmt: skip
    if bytes(row["previous"]) != after.digest:
        return Finding(
            "audit.row_unlinked", expected=_told(after), found=_told(Head(expected - 1, bytes(row["previous"]))),
            about=about,
        )  # fmt: skip
    return None


def _told(head: Head) -> str:
    return f"{head.sequence} ({head.digest.hex()[:SHOWN]})"


def _place(chain: str) -> Place:
    kind, _colon, subject_id = chain.partition(":")
    return kind, UUID(subject_id)


def _rows(since: date | None) -> Iterator[Member]:
    rows = Entry.objects.order_by("subject_id", "chain", "sequence")
    if since is not None:
        rows = rows.filter(subject_id__in=subjects_since(since))
    for row in rows.values(*HASHED, "previous", "digest").iterator(chunk_size=CHUNK):
        yield row["subject_id"], ROW, row


def _marks(since: date | None) -> Iterator[Member]:
    rows = Mark.objects.order_by("subject_id", "chain")
    if since is not None:
        rows = rows.filter(subject_id__in=subjects_since(since))
    columns = ("chain", "subject_id", "sequence", "digest", "marked_at")
    for chain, subject_id, sequence, digest, at in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        yield subject_id, MARK, (chain, (Head(sequence, bytes(digest)), beijing_date(at)))


def _kept_heads(since: date | None) -> Iterator[Member]:
    subject = Cast(Substr("chain", StrIndex("chain", Value(":")) + 1), UUIDField())
    rows = Chain.objects.annotate(subject=subject).order_by("subject", "chain")
    if since is not None:
        rows = rows.filter(subject__in=subjects_since(since))
    columns = ("subject", "chain", "sequence", "head")
    for subject_id, chain, sequence, head in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        yield subject_id, HEAD, (chain, Head(sequence, bytes(head)))


def _carried_heads(kind: str, source: HeadSource, since: date | None) -> Iterator[Member]:
    for subject_id, head in source(since):
        yield subject_id, HEAD, (f"{kind}:{subject_id}", head)


def roots(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each day that was not closed, or whose root does not follow from its rows and the root before it.

    One query reads the digests of one day, by the index of time: a sort of all rows would not fit into memory.
    """
    kept = DailyRoot.objects.order_by("day")
    if scope.since is not None:
        kept = kept.filter(day__gte=scope.since)
    yield from _days_missing(scope)
    before = kept.none() if scope.since is None else DailyRoot.objects.filter(day__lt=scope.since).order_by("-day")[:1]
    previous = next((bytes(row.root) for row in before), GENESIS)
    for row in kept.iterator():
        tally.checked += 1
        entries, root = _day_digest(row.day, bytes(row.previous))
        day = row.day.isoformat()
        if bytes(row.previous) != previous:
            yield Finding("audit.root_unlinked", subject=day, expected=previous.hex()[:SHOWN],
                          found=bytes(row.previous).hex()[:SHOWN])  # fmt: skip
        if row.entries != entries:
            yield Finding("audit.root_count", subject=day, expected=str(row.entries), found=str(entries))
        elif bytes(row.root) != root:
            yield Finding("audit.root_differs", subject=day, expected=bytes(row.root).hex()[:SHOWN],
                          found=root.hex()[:SHOWN])  # fmt: skip
        previous = bytes(row.root)


def _days_missing(scope: Scope) -> Iterator[Finding]:
    first = Entry.objects.aggregate(at=Min("occurred_at"))["at"]
    last = beijing_date(scope.now - CLOSED_BY)
    if first is None:
        return
    day = max(beijing_date(first), scope.since or date.min)
    newest = DailyRoot.objects.aggregate(day=Max("day"))["day"]
    closed = set(DailyRoot.objects.values_list("day", flat=True))
    while day <= max(last, newest or last):
        if day not in closed:
            yield Finding("audit.day_open", subject=day.isoformat(), expected="1", found="0")
        day += timedelta(days=1)


CHAINS: Final = Proof(
    "audit.chains",
    _("经办轨迹"),
    chains,
    {
        "audit.row_altered": _("轨迹中有一条记录被改动：留存的摘要是第 %(expected)s 条，按内容算出的是 %(found)s。"),
        "audit.row_unlinked": _("轨迹中有一条记录接不上前一条：前一条是 %(expected)s，它接的是 %(found)s。"),
        "audit.row_missing": _("轨迹中缺少记录：应是第 %(expected)s 条，实际是第 %(found)s 条。"),
        "audit.rows_gone": _("轨迹的全部记录都不见了：应有 %(expected)s 条，实际 %(found)s 条。"),
        "audit.head_differs": _("轨迹的末尾与链头不一致：链头是第 %(expected)s 条，实际到第 %(found)s 条。"),
        "audit.cut_off": _("轨迹的末尾被截去：标记过 %(expected)s 条，现在只有 %(found)s 条。"),
        "audit.written_anew": _("轨迹被整段重写：标记过的是第 %(expected)s 条，现在是 %(found)s。"),
        "audit.marked_until": _("轨迹的末尾最近一次标记于%(at)s；之后新增的记录，其末尾只能靠办件现状核对。"),
        "audit.never_marked": _("轨迹的末尾还没有标记过，只能靠每日总摘要和办件现状核对。"),
    },
)
ROOTS: Final = Proof(
    "audit.roots",
    _("每日总摘要"),
    roots,
    {
        "audit.day_open": _("%(subject)s没有做每日总摘要：应有 %(expected)s 个，实际 %(found)s 个。"),
        "audit.root_unlinked": _("%(subject)s的总摘要接不上前一日：前一日是 %(expected)s，它接的是 %(found)s。"),
        "audit.root_count": _("%(subject)s的记录少了或者多了：关闭当日时有 %(expected)s 条，现在有 %(found)s 条。"),
        "audit.root_differs": _("%(subject)s的总摘要与当日记录不一致：留存的是 %(expected)s，算出的是 %(found)s。"),
    },
)
