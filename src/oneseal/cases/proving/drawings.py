"""That every lot for an examiner comes out as recorded and as its trace tells, and its case lies with whom it met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from oneseal.cases.models import Case, Drawing
from oneseal.cases.proving.rows import KIND, NONE
from oneseal.cases.rules.drawing import is_as_recorded
from oneseal.cases.rules.states import State
from oneseal.foundation.audit.selectors import ActFacts, acts_streamed, subjects_since
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.proof.streams import Beside

_COLUMNS: Final = ("id", "state", "assignee_id")
_EXAMINED: Final = frozenset({State.UNDER_REVIEW, State.SUSPENDED, State.DECISION_PENDING})
_Blind = tuple[UUID, str, UUID | None]


def _drawings(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each case in blind mode whose lots, or whose examiner, are not those that its trace tells."""
    rows, cases = Drawing.objects.order_by("case_id", "drawn_at", "id"), Case.objects.filter(is_blind=True)
    if scope.since is not None:
        touched = subjects_since(scope.since)
        rows, cases = rows.filter(case_id__in=touched), cases.filter(pk__in=touched)
    drawn = Beside((row.case_id, row) for row in rows.iterator(chunk_size=2000))
    told = Beside(acts_streamed(KIND, since=scope.since, naming="drawing"))
    for case in cases.order_by("id").values_list(*_COLUMNS).iterator(chunk_size=2000):
        tally.checked += 1
        yield from _findings(case, drawn.of(case[0]), told.of(case[0]))
    for case_id in sorted({*drawn.rest(), *told.rest()}):
        yield Finding("drawings.stray", about=(KIND, case_id))


def _findings(case: _Blind, rows: list[Drawing], acts: list[ActFacts]) -> Iterator[Finding]:
    case_id, state, assignee_id = case
    about = (KIND, case_id)
    if state in _EXAMINED and not acts:
        yield Finding("drawings.none", about=about)
    kept = {str(row.id): row for row in rows}
    for act in acts:
        row = kept.pop(act.after["drawing"], None)
        if row is None:
            yield Finding("drawings.gone", about=about, expected=act.after["drawing"], found=NONE)
        elif not _is_as_told(row, act.after):
            yield Finding("drawings.altered", about=about, expected=act.after["seed"], found=row.seed)
    for row in kept.values():
        yield Finding("drawings.untold", about=about, expected=NONE, found=str(row.id))
    for row in rows:
        if not is_as_recorded(row.candidates, seed=row.seed, case_id=case_id, drawn=row.drawn_id):
            yield Finding("drawings.differs", about=about, found=row.drawn_name)
    if rows and assignee_id != rows[-1].drawn_id:
        yield Finding("drawings.assignee", about=about, expected=rows[-1].drawn_name)


def _is_as_told(row: Drawing, after: dict[str, Any]) -> bool:
    drawn = str(row.drawn_id) if row.drawn_id else None
    kept = (row.ground, row.candidates, row.seed, drawn)
    return kept == tuple(after[name] for name in ("ground", "candidates", "seed", "drawn"))


DRAWINGS: Final = Proof(
    "cases.drawings",
    _("审查人员的抽取"),
    _drawings,
    {
        "drawings.none": _("办件 %(subject)s 实行两不见面审批，正在审查，却没有抽取审查人员的轨迹。"),
        "drawings.gone": _("办件 %(subject)s 的轨迹中有抽取 %(expected)s，记录中却没有。"),
        "drawings.altered": _("办件 %(subject)s 的抽取记录与轨迹不一致：轨迹的种子是 %(expected)s，记录是 %(found)s。"),
        "drawings.untold": _("办件 %(subject)s 有抽取记录 %(found)s，轨迹中却没有。"),
        "drawings.stray": _("办件 %(subject)s 有审查人员的抽取，却不实行两不见面审批。"),
        "drawings.differs": _("办件 %(subject)s 按记录重新抽取，抽中的不是 %(found)s。"),
        "drawings.assignee": _("办件 %(subject)s 应当由最后一次抽中的人员审查：%(expected)s。"),
    },
)
