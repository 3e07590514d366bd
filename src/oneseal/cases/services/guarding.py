"""Guards that several decisions share: nothing open, decided here, fees paid, quota open."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases import ports
from oneseal.cases.errors import (
    DecidedAbove,
    FeesUnknown,
    FeesUnpaid,
    ProcedureOpen,
    QuotaFull,
    QuotaUnknown,
    RenewalDeemed,
    SamePerson,
    SecondUnconfirmed,
    SupplementsOpen,
)
from oneseal.cases.models import Opinion
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.procedure_kinds import HEARING, PUBLICITY, SURVEY
from oneseal.cases.rules.states import Action
from oneseal.cases.rules.ways import ItemWays
from oneseal.cases.selectors.allowing import part_taken
from oneseal.cases.selectors.quota import granted_without_licence
from oneseal.cases.selectors.renewals import renewal_deemed_on
from oneseal.cases.selectors.ways import ways_of
from oneseal.cases.services.moving import Change, Press, begin
from oneseal.cases.services.promising import broken, supplements_open
from oneseal.cases.services.settling import require_settled
from oneseal.cases.window_errors import TwoExaminersOwed
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.timekeeping import beijing_date

_QUOTA_LOCK: Final = 3_871_206
SURVEY_NAME: Final = "现场核查"
NAMES: Final = {SURVEY: SURVEY_NAME, HEARING: "听证", PUBLICITY: "公示"}  # these need not be named in an item


def procedure_name(ways: ItemWays, kind: str) -> str:
    """Return what a procedure is called in its item."""
    way = ways.procedure(kind)
    return way.name if way else NAMES.get(kind, kind)


def begin_decision(case_id: UUID, action: Action, press: Press) -> Change:
    """Begin a decision by an approver: another person than acceptor and all who ever examined, and nothing open.

    Raises:
        SamePerson, SecondUnconfirmed, RenewalDeemed, ProcedureOpen, SupplementsOpen, and what `require_settled` and
        `begin` raise.
    """
    change = begin(case_id, action, press)
    facts = change.facts
    require_other_person(change)
    _require_confirmed(facts)
    require_undecided_by_law(change)
    if facts.open_procedures:
        ways = ways_of(version_terms(facts.item_version_id))
        names = "、".join(procedure_name(ways, row.kind) for row in facts.open_procedures)
        raise ProcedureOpen("a procedure is under way", names=names)
    _require_supplied(change, action)
    require_settled(facts, today=today_of(change))
    return change


def require_other_person(change: Change) -> None:
    """Refuse a move to whoever did a step of the case that this one is to be apart from, under whatever post (S1)."""
    account = change.press.actor.account_id
    step = part_taken(Action(change.move.action), change.facts, account=account)
    if step:
        raise SamePerson("who examined or accepted may not decide", step=step)


def _require_confirmed(facts: CaseFacts) -> None:
    """Refuse a decision on a record that its second examiner has not confirmed by his own login (APL art. 34(3))."""
    if facts.awaits_second_examiner:
        given = Opinion.objects.filter(case_id=facts.id, step="review").order_by("-given_at", "-id")
        raise SecondUnconfirmed("not confirmed", name=given.values_list("second_name", flat=True)[0])


def require_undecided_by_law(change: Change) -> None:
    """Refuse to end a renewal that the law has granted, whether its timer has fired or not (APL art. 50(2))."""
    if renewal_deemed_on(change.facts, today=today_of(change)):
        raise RenewalDeemed("renewed by law when the licence ended")


def _require_supplied(change: Change, action: Action) -> None:
    """Refuse a decision while promised materials are awaited; what is overdue may be refused (T23)."""
    facts = change.facts
    if not facts.supplements_open:
        return
    awaited = supplements_open(facts)
    is_over = facts.supplements_due_on is not None and facts.supplements_due_on < today_of(change)
    if action is Action.REFUSE and is_over:
        late = [row.name for row in awaited if row.due_on < today_of(change)]
        broken(change, reason="、".join(late))
        return
    raise SupplementsOpen("promised materials are awaited", names="、".join(row.name for row in awaited))


def require_decided_here(facts: CaseFacts, terms: ItemTerms) -> None:
    """Refuse a decision that belongs to the upper agency (APL art. 35)."""
    if ways_of(terms).first_examination and facts.lower_case_id is None:
        raise DecidedAbove("the upper agency decides")


def require_window_decides(facts: CaseFacts) -> None:
    """Refuse to decide in one visit what the upper agency decides, or what two people check (APL art. 34(3), 35).

    The gate lets no such item through; an older version may still ask for it.

    Raises:
        DecidedAbove, TwoExaminersOwed.
    """
    terms = version_terms(facts.item_version_id)
    require_decided_here(facts, terms)
    if ways_of(terms).two_examiners:
        raise TwoExaminersOwed("one person may not decide alone")


def require_grantable(facts: CaseFacts, terms: ItemTerms, *, today: date) -> None:
    """Refuse a grant while fees that go before it are owed, or the quota is full.

    Raises:
        FeesUnpaid, FeesUnknown, QuotaFull, QuotaUnknown.
    """
    _require_fees(facts, terms)
    _require_quota(terms, today=today)


def _require_fees(facts: CaseFacts, terms: ItemTerms) -> None:
    content = terms.content
    if not content.flag("fee_flag") or not any(fee.before_grant for fee in content.fees):
        return
    port = ports.fees()
    if port is None:
        raise FeesUnknown("nobody answers for fees")
    unpaid = port.unpaid(facts.id)
    if unpaid:
        raise FeesUnpaid("fees are owed", names="、".join(unpaid))


def _require_quota(terms: ItemTerms, *, today: date) -> None:
    most = terms.content.number("quota_number")
    if most is None:
        return
    port = ports.licences()
    if port is None:
        raise QuotaUnknown("nobody answers for licences")
    one_at_a_time(_QUOTA_LOCK, of=terms.item_id)  # the second of two grants counts the first
    awaited = granted_without_licence(terms.item_id)  # first: a licence that is made meanwhile counts once
    if len(awaited) + port.in_force_count(terms.item_id, today=today, beside=awaited) >= most:
        raise QuotaFull("the quota is full", most=most)


def today_of(change: Change) -> date:
    """Return the Beijing date of a press."""
    return beijing_date(change.press.now)
