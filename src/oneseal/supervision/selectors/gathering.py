"""Cases as rules see them, gathered in whole sets: one query for each kind of fact of up to five hundred cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID

from oneseal.cases.ports import licences
from oneseal.cases.selectors import CaseFacts, DaysWatched, cases_by_ids, cases_watched, ways_of
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.audit.selectors import ActTold, acted_on, acts_named, acts_of_many
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.kernel.clock import Calendar
from oneseal.kernel.process import NodeRow
from oneseal.payments.selectors import FeePaid, cases_paid, fees_paid_of, listed_fees
from oneseal.supervision.rules.authority import OUTSIDE, REFUSED
from oneseal.supervision.rules.facts import CaseSeen, Did, FeeSeen, ItemSeen, OrderSeen, Window
from oneseal.supervision.selectors.clocks import clocks_of, ended_on, nodes_seen
from oneseal.workflow.selectors import calendar, nodes_of_many

KIND: Final = "case"
ATTEMPTS: Final = (f"cases.{OUTSIDE}", f"cases.{REFUSED}")
_CASES: Final = "cases."


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened on some days in the whole city: which cases were touched, and which attempts were refused."""

    window: Window
    touched: frozenset[UUID]
    attempts: Mapping[UUID, tuple[Did, ...]]


def happened_in(window: Window) -> Happened:
    """Return what the event log tells of some days, in two questions over the index of time."""
    since, until = _instants(window)
    attempts = _attempts(acts_named(ATTEMPTS, since=since, until=until))
    touched = acted_on(KIND, since=since, until=until) | attempts.keys()
    return Happened(window, frozenset(touched), attempts)


def cases_seen(agency_id: UUID, happened: Happened) -> Iterator[CaseSeen]:
    """Yield the cases of an agency that were touched on some days or come due on them, whole."""
    since, until = _instants(happened.window)
    touched = happened.touched | cases_paid(agency_id, since=since, until=until)
    days = DaysWatched(happened.window.first, happened.window.last)
    for chunk in cases_watched(agency_id, days, touched=touched):
        yield from _seen(chunk, happened.attempts)


def case_seen(case_id: UUID, *, attempts_on: date | None) -> CaseSeen | None:
    """Return one case as rules see it, with the attempts of a day (None: with none); None for a draft."""
    attempts: dict[UUID, tuple[Did, ...]] = {}
    if attempts_on is not None:
        since, until = _instants(Window(attempts_on, attempts_on))
        attempts = _attempts(acts_named(ATTEMPTS, since=since, until=until))
    return next(iter(_seen(cases_by_ids([case_id]), attempts)), None)


def _instants(window: Window) -> tuple[datetime, datetime]:
    return beijing_instant(window.first), beijing_instant(window.last + timedelta(days=1))


def _attempts(acts: Sequence[ActTold]) -> dict[UUID, tuple[Did, ...]]:
    found: dict[UUID, tuple[Did, ...]] = {}
    for act in acts:
        case_id = UUID(str(act.after["case"]))
        found[case_id] = (*found.get(case_id, ()), _did(act))
    return found


def _did(act: ActTold) -> Did:
    return Did(
        act.verb.removeprefix(_CASES), act.occurred_at, actor_kind=act.actor_kind, actor_id=act.actor_id,
        actor_name=act.actor_name, post_title=act.post_title, before=act.before, after=act.after,
    )  # fmt: skip


def _seen(chunk: Collection[CaseFacts], attempts: Mapping[UUID, tuple[Did, ...]]) -> Iterator[CaseSeen]:
    ids = [facts.id for facts in chunk]
    acts, nodes, paid, days = acts_of_many(ids, kind=KIND), nodes_of_many(ids), fees_paid_of(ids), calendar()
    for facts in chunk:
        done = tuple(_did(act) for act in acts.get(facts.id, ()) if act.verb.startswith(_CASES))
        yield _case(facts, done, nodes=nodes.get(facts.id, []), paid=paid.get(facts.id, []), days=days,
                    attempts=attempts.get(facts.id, ()))  # fmt: skip


def _case(
    facts: CaseFacts, acts: tuple[Did, ...], *, nodes: list[NodeRow], paid: list[FeePaid], days: Calendar,
    attempts: tuple[Did, ...],
) -> CaseSeen:  # fmt: skip
    terms, ended = version_terms(facts.item_version_id), ended_on(facts, acts)
    return CaseSeen(
        id=facts.id, number=facts.number or "", agency_id=facts.agency_id, item=item_seen(facts.item_version_id),
        accepted_on=facts.accepted_on, ended_on=ended, is_blind=facts.is_blind, examiner_id=facts.examiner_id,
        renewal_until=_renewal_until(facts, terms), clocks=clocks_of(facts, acts, calendar=days, ended=ended),
        nodes=nodes_seen(facts, nodes, calendar=days), acts=acts, attempts=attempts,
        orders=tuple(OrderSeen(one.fee_name, one.amount, beijing_date(one.paid_at)) for one in paid),
    )  # fmt: skip


@lru_cache(maxsize=512)
def item_seen(version_id: UUID) -> ItemSeen:
    """Return what rules ask of a published version; published versions never change, so it is kept."""
    terms = version_terms(version_id)
    ways = ways_of(terms)
    keys = {f"material:{row.key}" for row in terms.materials} | {f"field:{row.key}" for row in terms.form.fields}
    return ItemSeen(
        id=terms.item_id, name=terms.short_name, at_once=ways.at_once, first_examination=ways.first_examination,
        asked=frozenset(keys), procedures=frozenset(way.kind for way in ways.procedures),
        extension_most=ways.extension_days,
        fees={fee.name: FeeSeen(fee.fixed, fee.before_grant) for fee in listed_fees(terms)},
    )  # fmt: skip


def _renewal_until(facts: CaseFacts, terms: ItemTerms) -> date | None:
    port = licences()
    is_renewal = facts.base_licence_id is not None and terms.content.text("service_kind") == "renewal"
    if not is_renewal or port is None or facts.base_licence_id is None or facts.accepted_on is None:
        return None
    held = port.held(facts.base_licence_id, today=facts.accepted_on)
    return held.ends_on if held else None
