"""Prove that every timer fired when it was due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.timekeeping import BEIJING
from oneseal.workflow.selectors import timers_ill, timers_waiting_count


def timers(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each timer that fails or is overdue, with the instant at which it should have fired."""
    tally.checked += timers_waiting_count()
    columns = ("kind", "subject_kind", "subject_id", "fires_at", "failures")
    for kind, subject_kind, subject_id, fires_at, failures in (
        timers_ill(now=scope.now).values_list(*columns).iterator()
    ):
        yield Finding(
            "timers.failing" if failures else "timers.overdue",
            expected=f"{fires_at.astimezone(BEIJING):%Y-%m-%d %H:%M}", found=f"{kind}, {failures}",
            about=(subject_kind, subject_id),
        )  # fmt: skip


TIMERS: Final = Proof(
    "timers.fired",
    _("定时事项"),
    timers,
    {
        "timers.overdue": _(
            "到时没有触发：应在 %(expected)s 触发（事项和失败次数：%(found)s）。请确认后台任务正在运行。"
        ),
        "timers.failing": _("触发失败：应在 %(expected)s 触发（事项和失败次数：%(found)s）。请看后台任务的日志。"),
    },
)
