"""Prove that nothing stays open beside a case that has ended: no procedure, hearing, task, material or proposal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from oneseal.cases.models import (
    Case,
    ExtensionProposal,
    Hearing,
    MeetingTask,
    Procedure,
    Supplement,
    Suspension,
)
from oneseal.cases.proving.rows import KIND
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED
from oneseal.foundation.audit.selectors import subjects_since
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.workflow.selectors import subjects_with_open_nodes


def _open() -> dict[str, QuerySet[Any, Any]]:
    """Return the cases beside which something is open, as queries for `id__in`, by the code of the finding."""
    rows: dict[str, QuerySet[Any]] = {
        "leftovers.procedure": Procedure.objects.filter(closed_at=None),
        "leftovers.hearing": Hearing.objects.filter(ended_at=None),
        "leftovers.task": MeetingTask.objects.filter(done_on=None, ended_on=None),
        "leftovers.supplement": Supplement.objects.filter(arrived_at=None, ended_at=None),
        "leftovers.standstill": Suspension.objects.filter(resumed_at=None, outcome=""),
        "leftovers.extension": ExtensionProposal.objects.filter(answered_at=None),
    }
    found = {code: query.order_by().values("case_id") for code, query in rows.items()}
    return {**found, "leftovers.node": subjects_with_open_nodes(KIND)}


def leftovers(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each case that has ended while something beside it is still open."""
    ended = Case.objects.filter(state__in=CLOCK_STOPPED)
    if scope.since is not None:
        ended = ended.filter(pk__in=subjects_since(scope.since))
    for code, query in _open().items():
        tally.checked += query.count()
        for case_id in ended.filter(pk__in=query).order_by("id").values_list("id", flat=True).iterator():
            yield Finding(code, about=(KIND, case_id))


LEFTOVERS: Final = Proof(
    "cases.leftovers",
    _("办结后的遗留"),
    leftovers,
    {
        "leftovers.procedure": _("办件 %(subject)s 已经结束，但有一项程序没有结束。"),
        "leftovers.hearing": _("办件 %(subject)s 已经结束，但听证没有结束。"),
        "leftovers.task": _("办件 %(subject)s 已经结束，但有一项会商任务没有结束。"),
        "leftovers.supplement": _("办件 %(subject)s 已经结束，但仍在等待容缺材料。"),
        "leftovers.standstill": _("办件 %(subject)s 已经结束，但中止没有结束。"),
        "leftovers.extension": _("办件 %(subject)s 已经结束，但延长期限的提请仍在等待答复。"),
        "leftovers.node": _("办件 %(subject)s 已经结束，但有一个审查环节没有结束。"),
    },
)
