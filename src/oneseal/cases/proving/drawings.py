"""That every lot for an examiner comes out as recorded, and that its case lies with whom it met last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.cases.models import Case, Drawing
from oneseal.cases.rules.drawing import is_as_recorded
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.timekeeping import beijing_instant


def _drawings(scope: Scope, tally: Tally) -> Iterator[Finding]:
    rows = Drawing.objects.order_by("case_id", "drawn_at", "id")
    if scope.since is not None:
        rows = rows.filter(drawn_at__gte=beijing_instant(scope.since))
    last: dict[object, Drawing] = {}
    for row in rows.iterator(chunk_size=2000):
        tally.checked += 1
        last[row.case_id] = row
        if not is_as_recorded(row.candidates, seed=row.seed, case_id=row.case_id, drawn=row.drawn_id):
            yield Finding("drawings.differs", about=("case", row.case_id), found=row.drawn_name)
    assigned = Case.objects.filter(pk__in=list(last)).order_by("id").values_list("id", "assignee_id")
    for case_id, assignee_id in assigned.iterator(chunk_size=2000):
        if assignee_id != last[case_id].drawn_id:
            yield Finding("drawings.assignee", about=("case", case_id), expected=last[case_id].drawn_name)


DRAWINGS: Final = Proof(
    "cases.drawings",
    _("审查人员的抽取"),
    _drawings,
    {
        "drawings.differs": _("办件 %(subject)s 按记录重新抽取，抽中的不是 %(found)s。"),
        "drawings.assignee": _("办件 %(subject)s 应当由最后一次抽中的人员审查：%(expected)s。"),
    },
)
