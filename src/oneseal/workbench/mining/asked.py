"""What a page of process analysis looks at: own cases by a filter, or a log that was brought in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.kernel.mining import EventLog, WorkingClock, covering_calendar, finished
from oneseal.performance.selectors.logs import LogFacts, log_facts, log_opened
from oneseal.performance.selectors.mining import NODE, TraceFilter, items_traced, own_log
from oneseal.workbench.cases.words import VERBS
from oneseal.workbench.mining.forms import AskedForm
from oneseal.workflow.selectors import calendar

KINDS = {"(applicant)": "申请人", "(system)": "系统"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at; ``log`` None: own cases, as ``wanted`` says. ``query`` asks for the same once more."""

    form: AskedForm
    wanted: TraceFilter
    log: LogFacts | None
    query: Mapping[str, str]

    def url(self, **more: str) -> str:
        """Return the address of the same log with something else asked."""
        return "?" + urlencode({name: told for name, told in {**self.query, **more}.items() if told})


@dataclass(frozen=True, slots=True)
class Opened:
    """A log with its activities in words, and its working time; ``guessed`` are years without a notice.

    ``alone`` are those of its people who are many or a program: applicants, and the system.
    """

    log: EventLog
    clock: WorkingClock
    guessed: tuple[int, ...]
    alone: frozenset[int]


def asked_for(request: SignedInRequest) -> Asked:
    """Return what an address asks to look at; what is no filter is taken for nothing."""
    form = AskedForm(request.GET, items=items_traced(request.actor))
    form.is_valid()
    told = form.cleaned_data
    wanted = TraceFilter(told.get("item", ""), told.get("channel", ""), told.get("since"), told.get("until"))
    log_id: UUID | None = uuid_told(request.GET.get("log", ""))
    log = log_facts(request.actor, log_id) if log_id else None
    query = {
        "log": str(log_id or ""), "item": wanted.item_name, "channel": wanted.channel,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
    }  # fmt: skip
    return Asked(form, wanted, log, query)


def opened_for(request: SignedInRequest, asked: Asked) -> Opened:
    """Return the log that is asked for, what was completed in it, and its clock."""
    log = log_opened(request.actor, asked.log.id) if asked.log else own_log(request.actor, asked.wanted)
    alone = frozenset(number for number, name in enumerate(log.people) if not asked.log and name in KINDS)
    days = covering_calendar(calendar(), log.moment)
    years = {moment.year for moment in (asked.log.first_at, asked.log.last_at) if moment} if asked.log else set()
    guessed = [year for year in sorted(days.estimated_years) if not years or min(years) <= year <= max(years)]
    log = finished(log if asked.log else _in_words(log))
    return Opened(log, WorkingClock(days), tuple(guessed), alone)


def _in_words(log: EventLog) -> EventLog:
    """Return a log of own cases with its verbs and kinds of people in words."""
    return replace(
        log, activities=tuple(map(_activity, log.activities)),
        people=tuple(_(KINDS[name]) if name in KINDS else name for name in log.people),
    )  # fmt: skip


def _activity(name: str) -> str:
    if name.startswith(NODE):
        return name.removeprefix(NODE)
    known: Promise | None = VERBS.get(name)
    return name if known is None else str(known)
