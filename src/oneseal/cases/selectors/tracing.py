"""Cases as an analysis of paths reads them: what was done in which order, and the nodes of their processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final
from uuid import UUID

from oneseal.cases.models import Case
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.filtering import Scope, cases_visible
from oneseal.foundation.audit.selectors import TraceStep, steps_streamed
from oneseal.foundation.timekeeping import BEIJING
from oneseal.kernel.access import Actor
from oneseal.kernel.process import NodeRow
from oneseal.workflow.selectors import nodes_of_many

KIND: Final = "case"
MOVES: Final = frozenset(f"cases.{action}" for action in Action)
MOST_TRACED: Final = 20_000


@dataclass(frozen=True, slots=True)
class TraceFilter:
    """Which cases are meant: by the name of their item, their channel, and the days on which they were received.

    An empty word or None asks for all.
    """

    item_name: str = ""
    channel: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CaseTrace:
    """One case: its number, item and channel, the version by whose process it is examined, and what was done."""

    id: UUID
    number: str
    item_name: str
    channel: str
    decided_at: datetime | None
    version_id: UUID
    steps: tuple[TraceStep, ...]


def _wanted(actor: Actor, wanted: TraceFilter) -> list[UUID]:
    """Return the newest cases that the actor may see and the filter keeps, up to a bound."""
    cases = cases_visible(actor, Scope.AGENCY)
    if wanted.item_name:
        cases = cases.filter(item_name=wanted.item_name)
    if wanted.channel:
        cases = cases.filter(channel=wanted.channel)
    if wanted.since:
        cases = cases.filter(received_at__gte=datetime.combine(wanted.since, time(), BEIJING))
    if wanted.until:
        cases = cases.filter(received_at__lt=datetime.combine(wanted.until + timedelta(days=1), time(), BEIJING))
    return list(cases.order_by("-id").values_list("id", flat=True)[:MOST_TRACED])


def traces_told(actor: Actor, wanted: TraceFilter) -> Iterator[CaseTrace]:
    """Yield cases with their moves, the order that of their ids; two statements, however many there are."""
    chosen = Case.objects.filter(pk__in=_wanted(actor, wanted))
    columns = ("id", "number", "item_name", "channel", "decided_at", "process_version_id", "item_version_id")
    rows = {row[0]: row[1:] for row in chosen.order_by("id").values_list(*columns)}
    for case_id, steps in groupby(steps_streamed(KIND, chosen.values("id"), verbs=MOVES), key=itemgetter(0)):
        number, item_name, channel, decided_at, process_version, item_version = rows[case_id]
        yield CaseTrace(
            case_id, number or "", item_name, channel, decided_at, process_version or item_version,
            tuple(step for _id, step in steps),
        )  # fmt: skip


def nodes_traced(actor: Actor, wanted: TraceFilter) -> tuple[list[CaseTrace], dict[UUID, list[NodeRow]]]:
    """Return cases without their moves, and the nodes that were opened for each of them."""
    chosen = Case.objects.filter(pk__in=_wanted(actor, wanted)).order_by("id")
    columns = ("id", "number", "item_name", "channel", "decided_at", "process_version_id", "item_version_id")
    traces = [
        CaseTrace(case_id, number or "", item, channel, decided, process or version, ())
        for case_id, number, item, channel, decided, process, version in chosen.values_list(*columns)
    ]
    return traces, nodes_of_many(trace.id for trace in traces)


def items_traced(actor: Actor) -> list[str]:
    """Return the names of the items of which the actor may see cases."""
    return list(cases_visible(actor, Scope.AGENCY).order_by("item_name").values_list("item_name", flat=True).distinct())
