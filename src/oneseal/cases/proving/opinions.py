"""Prove that opinions and decisions are those that the trace of their case told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from oneseal.cases.models import Opinion
from oneseal.cases.proving.rows import KIND, NONE, shown
from oneseal.cases.rules.opinions import GIVEN, SECONDED, opinion_sha256, second_key, seconded_sha256
from oneseal.foundation.audit.selectors import ActFacts, acts_streamed, subjects_since
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.proof.streams import Beside

COLUMNS: Final = tuple(dict.fromkeys((*GIVEN, *SECONDED)))
Row = dict[str, Any]


@dataclass(slots=True)
class _Told:
    """The digests that a trace tells, by opinion, and since when it tells them (None: never)."""

    digests: dict[str, str] = field(default_factory=dict)
    since: datetime | None = None


def opinions(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each opinion that is not the one which its trace told, that is gone, or that no act told of.

    Acts of earlier times told no digests: what was given before the first digest of a case is not compared.
    """
    acts = Beside(acts_streamed(KIND, since=scope.since, naming="opinions"))
    for case_id, rows in _by_case(scope.since):
        told = _told(acts.of(case_id))
        for row in rows:
            tally.checked += 1
            yield from _row_findings(row, told)
        for name in sorted(told.digests):
            yield Finding("opinions.gone", expected=shown(told.digests[name]), found=NONE, about=(KIND, case_id))
    for subject_id in acts.rest():
        yield Finding("opinions.all_gone", about=(KIND, subject_id))


def _row_findings(row: Row, told: _Told) -> Iterator[Finding]:
    """Compare one opinion with what was told of it, and take it off the list."""
    about = (KIND, row["case_id"])
    given, second = told.digests.pop(str(row["id"]), None), told.digests.pop(second_key(row["id"]), None)
    found = opinion_sha256(row)
    if given is None and told.since is not None and row["given_at"] >= told.since:
        yield Finding("opinions.untold", expected=NONE, found=shown(found), about=about)
    elif given not in {None, found}:
        yield Finding("opinions.altered", expected=shown(given), found=shown(found), about=about)
    said = seconded_sha256(row) if row["second_verdict"] else None
    if second != said and (second is not None or given is not None):
        yield Finding("opinions.second", expected=shown(second), found=shown(said), about=about)


def _told(acts: list[ActFacts]) -> _Told:
    told = _Told()
    for act in acts:
        told.since = told.since or act.occurred_at
        told.digests |= act.after["opinions"]
    return told


def _by_case(since: date | None) -> Iterator[tuple[UUID, list[Row]]]:
    """Yield the opinions of each case that has any, in the order of cases."""
    rows = Opinion.objects.order_by("case_id", "given_at", "id")
    if since is not None:
        rows = rows.filter(case_id__in=subjects_since(since))
    for case_id, members in groupby(rows.values(*COLUMNS).iterator(chunk_size=2000), key=itemgetter("case_id")):
        yield case_id, list(members)


OPINIONS: Final = Proof(
    "cases.opinions",
    _("意见与决定"),
    opinions,
    {
        "opinions.altered": _(
            "办件 %(subject)s 的一份意见与轨迹不一致：轨迹记载的摘要是 %(expected)s，现在算得 %(found)s。"
        ),
        "opinions.second": _(
            "办件 %(subject)s 第二审查人说的话与轨迹不一致：轨迹记载的摘要是 %(expected)s，现在算得 %(found)s。"
        ),
        "opinions.gone": _("办件 %(subject)s 少了一份轨迹记有的意见：摘要应是 %(expected)s，实际是 %(found)s。"),
        "opinions.all_gone": _("轨迹记有 %(subject)s 的意见，却一份也不见了。"),
        "opinions.untold": _("办件 %(subject)s 多出一份轨迹没有记载的意见：应是 %(expected)s，实际摘要是 %(found)s。"),
    },
)
