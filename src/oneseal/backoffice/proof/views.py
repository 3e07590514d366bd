"""Whether the records are whole: the last proof, what it found, and the jobs that run by themselves."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from oneseal.backoffice.pages import show
from oneseal.backoffice.proof.wording import asker, job_name, timer_name
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.jobs.selectors import failed_jobs, periodic_jobs
from oneseal.foundation.jobs.services import proof_ask
from oneseal.foundation.proof.errors import ProofUnderWay
from oneseal.foundation.proof.ports import subject_names
from oneseal.foundation.proof.selectors import RunFacts, findings_of, is_overdue, last_ended, runs_newest, under_way
from oneseal.foundation.timekeeping import now
from oneseal.workflow.selectors import timers_ill_shown

FINDINGS_SHOWN: Final = 200
ROWS_SHOWN: Final = 50


@require_safe
@requires("installation.view")
def proof(request: SignedInRequest) -> HttpResponse:
    """Show the last proof with its findings, and what runs by itself and when it last did."""
    at = now()
    last, running = last_ended(), under_way(now=at)
    context = {
        "last": last,
        "is_old": last is not None and is_overdue(last, now=at),
        "running": running,
        "percent": _percent(running),
        "findings": findings_of(last.id, limit=FINDINGS_SHOWN) if last else [],
        "jobs": [{"title": job_name(job.name), "facts": job} for job in periodic_jobs(now=at)],
        "ill": _ill(),
        "runs": [{"facts": run, "asker": asker(run.asked_by)} for run in runs_newest()],
    }
    return show(request, "backoffice/proof/proof.html", context, room="proof")


def _percent(running: RunFacts | None) -> int:
    return 0 if running is None or not running.steps else 100 * running.done // running.steps


def _ill() -> list[dict[str, Any]]:
    """Return the timers and jobs that need somebody: what, about what, how often it failed, since when."""
    waiting = timers_ill_shown(now=now(), limit=ROWS_SHOWN)
    names = subject_names([(row.subject_kind, row.subject_id) for row in waiting])
    timers = [
        {"title": timer_name(row.kind), "subject": name, "failures": row.failures, "at": row.fires_at}
        for row, name in zip(waiting, names, strict=True)
    ]
    jobs = [
        {"title": job_name(row.name), "subject": f"{row.name} {row.id}", "failures": row.attempts,
         "at": row.scheduled_at}
        for row in failed_jobs(limit=ROWS_SHOWN)
    ]  # fmt: skip
    return timers + jobs


@require_POST
@requires("installation.view")
def prove_now(request: SignedInRequest) -> HttpResponse:
    """Let the worker prove the records now; the page shows how far it is."""
    try:
        proof_ask(actor=request.actor, now=now())
        messages.success(request, _("已开始核验。可以离开这一页，稍后回来看结果。"))
    except ProofUnderWay as problem:
        messages.info(request, sentence(problem))
    return redirect("backoffice:proof")
