"""Prove that no job was given up, and that every periodic job ran when it should have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.foundation.jobs.selectors import periodic_jobs
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.timekeeping import BEIJING


def given_up(_scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each job that was given up after its last try."""
    tally.checked += ProcrastinateJob.objects.count()
    rows = ProcrastinateJob.objects.filter(status="failed").order_by("id")
    for job_id, name, attempts in rows.values_list("id", "task_name", "attempts").iterator():
        yield Finding("jobs.given_up", subject=f"{name} {job_id}", found=str(attempts))


def periodic(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each periodic job that did not run when it should have."""
    for job in periodic_jobs(now=scope.now):
        tally.checked += 1
        if not job.is_late:
            continue
        should = f"{job.should_at:%Y-%m-%d %H:%M}"
        if job.ran_at is None:
            yield Finding("jobs.never_ran", subject=job.name, expected=should)
        else:
            ran = f"{job.ran_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
            yield Finding("jobs.not_run", subject=job.name, expected=should, found=ran)


GIVEN_UP: Final = Proof(
    "jobs.given_up",
    _("后台任务"),
    given_up,
    {"jobs.given_up": _("后台任务 %(subject)s 试了 %(found)s 次都没有成功，已经停止。请看后台任务的日志。")},
)
PERIODIC: Final = Proof(
    "jobs.periodic",
    _("定时任务"),
    periodic,
    {
        "jobs.not_run": _("定时任务 %(subject)s 没有按时运行：应在 %(expected)s 运行，最近一次是 %(found)s。"),
        "jobs.never_ran": _("定时任务 %(subject)s 从安装以来没有运行过：应在 %(expected)s 运行。"),
    },
)
