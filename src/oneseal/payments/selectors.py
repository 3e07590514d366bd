"""Fees of a case with their payments; the payments of a day; what is still owed before a grant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import CaseFacts, case_facts, case_for_actor, ways_of_case
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.outside.services import is_connected
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.kernel.access import Actor
from oneseal.payments.errors import FindingNotFound, OrderNotFound
from oneseal.payments.models import PaymentDay, PaymentFinding, PaymentOrder
from oneseal.payments.rules import HELD, SYSTEM, ListedFee, OrderState, Way, is_payable, unpaid_names

MOST_OF_A_DAY: Final = 500
MOST_OPEN_DAYS: Final = 31
# In this order: what stands for the fee when it has several orders.
_STANDS_FOR: Final = (OrderState.PAID, OrderState.REFUND_ASKED, OrderState.OPEN, OrderState.REFUNDED, OrderState.CLOSED)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One payment order as it stands; `pay_url` empty while the gateway has not taken it, or after it was paid."""

    id: UUID
    case_id: UUID
    case_number: str
    agency_id: UUID
    fee_name: str
    basis: str
    amount: Decimal
    way: Way
    state: OrderState
    gateway_id: str
    pay_url: str
    receipt_number: str
    opened_at: datetime
    cashier: str
    paid_at: datetime | None
    refund_reason: str
    refund_asked_by: UUID | None
    refund_asker: str
    refund_allowed_at: datetime | None
    refunded_at: datetime | None
    refund_declined_at: datetime | None
    refund_declined_reason: str
    refund_decliner: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee of a case: what the list says, and the order that stands for it (None: nobody has begun to pay)."""

    fee: ListedFee
    order: OrderFacts | None
    is_payable: bool
    is_online: bool

    @property
    def is_held(self) -> bool:
        """Return True while the agency holds the money."""
        return self.order is not None and self.order.state in HELD

    @property
    def may_be_paid(self) -> bool:
        """Return True when the fee may be paid now, by whatever way."""
        return self.is_payable and not self.is_held

    @property
    def may_be_paid_online(self) -> bool:
        """Return True when the gateway can be asked to take it: connected, allowed by the item, a fixed amount."""
        return self.may_be_paid and self.is_online and self.fee.fixed is not None


def order_facts(row: PaymentOrder) -> OrderFacts:
    """Return an order from its row."""
    return OrderFacts(
        id=row.id, case_id=row.case_id, case_number=row.case_number, agency_id=row.agency_id, fee_name=row.fee_name,
        basis=row.basis, amount=row.amount, way=Way(row.way), state=OrderState(row.state), gateway_id=row.gateway_id,
        pay_url=_pay_url(row), receipt_number=row.receipt_number, opened_at=row.opened_at, cashier=row.cashier,
        paid_at=row.paid_at, refund_reason=row.refund_reason, refund_asked_by=row.refund_asked_by,
        refund_asker=row.refund_asker, refund_allowed_at=row.refund_allowed_at, refunded_at=row.refunded_at,
        refund_declined_at=row.refund_declined_at, refund_declined_reason=row.refund_declined_reason,
        refund_decliner=row.refund_decliner,
    )  # fmt: skip


def _pay_url(row: PaymentOrder) -> str:
    """Return where people pay: below the address of the gateway, or its `pages`, and nowhere else."""
    place = settings.ONESEAL_OUTSIDE.get(SYSTEM)
    if place is None or not row.pay_path or row.state != OrderState.OPEN:
        return ""
    return f"{place.get('pages', place['url']).rstrip('/')}{row.pay_path}"


def is_pay_path(path: object) -> bool:
    """Return True for a path on the gateway's own address."""
    if not isinstance(path, str) or not path.startswith("/") or path.startswith("//") or "\\" in path:
        return False
    told = urlsplit(path)
    return not told.scheme and not told.netloc and 1 < len(path) <= 200 and path.isprintable()


def listed_fees(terms: ItemTerms) -> tuple[ListedFee, ...]:
    """Return the fees of a version; none where the item says that it takes none."""
    if not terms.content.flag("fee_flag"):
        return ()
    return tuple(ListedFee(fee.name, fee.rate, fee.basis, fee.amount, fee.before_grant) for fee in terms.content.fees)


def fees_of(facts: CaseFacts) -> tuple[FeeLine, ...]:
    """Return the fees of a case the caller was allowed to load; an item without fees costs no query."""
    terms = version_terms(facts.item_version_id)
    fees = listed_fees(terms)
    if not fees:
        return ()
    orders = _standing(facts.id)
    payable = is_payable(facts.state.value, at_once=ways_of_case(facts).at_once)
    online = pays_online(terms)
    return tuple(FeeLine(fee, orders.get(fee.name), payable, online) for fee in fees)


def cases_owing(cases: Iterable[CaseFacts]) -> frozenset[UUID]:
    """Return which of the cases, which the caller was allowed to load, wait for a fee owed before the grant.

    One query for all of them; none where no item lists such a fee.
    """
    owed: dict[UUID, set[str]] = {}
    for facts in cases:
        names = {fee.name for fee in listed_fees(version_terms(facts.item_version_id)) if fee.before_grant}
        if names and is_payable(facts.state.value, at_once=ways_of_case(facts).at_once):
            owed[facts.id] = names
    if not owed:
        return frozenset()
    held = PaymentOrder.objects.filter(case_id__in=owed, state__in=HELD).order_by("id")
    for case_id, name in held.values_list("case_id", "fee_name"):
        owed[case_id].discard(name)
    return frozenset(case_id for case_id, names in owed.items() if names)


def is_online() -> bool:
    """Return True when a gateway is connected."""
    return is_connected(SYSTEM)


def pays_online(terms: ItemTerms) -> bool:
    """Return True when a gateway is connected and the item does not say that it takes no payment online."""
    return is_online() and terms.content.flag("pay_online") is not False


def _standing(case_id: UUID) -> dict[str, OrderFacts]:
    found: dict[str, OrderFacts] = {}
    rows = [order_facts(row) for row in PaymentOrder.objects.filter(case_id=case_id).order_by("opened_at", "id")]
    for order in sorted(rows, key=lambda order: _STANDS_FOR.index(order.state)):
        found.setdefault(order.fee_name, order)
    return found


def order_for_actor(order_id: UUID, *, actor: Actor | None) -> OrderFacts:
    """Return an order of a case that the actor may see.

    Raises:
        OrderNotFound: no such order, or not of his case.
    """
    row = PaymentOrder.objects.filter(pk=order_id).first()
    if row is None:
        raise OrderNotFound("no such order")
    try:
        case_for_actor(row.case_id, actor=actor)
    except CaseNotFound:
        raise OrderNotFound("not the actor's order") from None
    return order_facts(row)


class Paid:
    """The answer of this room to the question what is still owed before a grant."""

    def unpaid(self, case_id: UUID) -> tuple[str, ...]:
        """Return the fees before the grant that are not paid; one without a fixed amount counts until recorded."""
        fees = listed_fees(version_terms(case_facts(case_id).item_version_id))
        states = [state.value for state in HELD]
        # A refund that was approved is on its way out: the money no longer stands for the fee.
        rows = PaymentOrder.objects.filter(case_id=case_id, state__in=states, refund_allowed_at=None)
        return unpaid_names(fees, set(rows.order_by("id").values_list("fee_name", flat=True)))


@dataclass(frozen=True, slots=True)
class DayOfPayments:
    """A day at one agency: what was paid, refunds that wait, differences, and when the day was compared (or None).

    `open_days` are the other days with differences that nobody has settled.
    """

    day: date
    paid: tuple[OrderFacts, ...]
    waiting: tuple[OrderFacts, ...]
    findings: tuple[PaymentFinding, ...]
    compared: PaymentDay | None
    open_days: tuple[date, ...]

    @property
    def orders(self) -> tuple[OrderFacts, ...]:
        """Return every order that the day shows, also those of its differences."""
        differing = tuple(order_facts(row.order) for row in self.findings if row.order is not None)
        return self.paid + self.waiting + differing

    @property
    def total(self) -> Decimal:
        """Return the sum of what was paid on the day, refunded or not."""
        return sum((order.amount for order in self.paid), Decimal(0))


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first instant of a Beijing day and that of the next."""
    start = beijing_instant(day)
    return start, start + timedelta(days=1)


def findings_for(actor: Actor) -> QuerySet[PaymentFinding]:
    """Return the differences at the actor's agency, and those that belong to no order of ours."""
    return PaymentFinding.objects.filter(Q(agency_id=actor.own_agency) | Q(agency_id=None))


def finding_for_actor(finding_id: UUID, *, actor: Actor) -> PaymentFinding:
    """Return one difference that the actor's agency has to look into.

    Raises:
        FindingNotFound.
    """
    row = findings_for(actor).select_related("order").filter(pk=finding_id).first()
    if row is None:
        raise FindingNotFound("no such difference")
    return row


def payments_of_day(day: date, *, actor: Actor) -> DayOfPayments:
    """Return the payments of a day at the actor's agency, the refunds that wait, and the differences of the day.

    A difference that belongs to no order of ours is shown at every agency: somebody has to look for it.
    """
    start, end = day_bounds(day)
    own = PaymentOrder.objects.filter(agency_id=actor.own_agency)
    paid = own.filter(paid_at__gte=start, paid_at__lt=end).order_by("paid_at", "id")[:MOST_OF_A_DAY]
    waiting = own.filter(state=OrderState.REFUND_ASKED.value).order_by("refund_asked_at", "id")[:MOST_OF_A_DAY]
    of_agency = findings_for(actor)
    findings = of_agency.select_related("order").filter(day=day)
    others = of_agency.filter(settled_at=None).exclude(day=day).order_by("-day").values_list("day", flat=True)
    return DayOfPayments(
        day, tuple(map(order_facts, paid)), tuple(map(order_facts, waiting)),
        tuple(findings.order_by("found_at", "id")[:MOST_OF_A_DAY]), PaymentDay.objects.filter(pk=day).first(),
        tuple(others.distinct()[:MOST_OPEN_DAYS]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeePaid:
    """One fee that was paid, for whoever judges whether it was owed."""

    case_id: UUID
    fee_name: str
    amount: Decimal
    paid_at: datetime


def fees_paid_of(case_ids: Iterable[UUID]) -> dict[UUID, list[FeePaid]]:
    """Return the fees that were paid of many cases, in one query without asking who reads; for supervision only."""
    found: dict[UUID, list[FeePaid]] = {}
    rows = PaymentOrder.objects.filter(case_id__in=list(case_ids), paid_at__isnull=False).order_by("paid_at", "id")
    for case_id, name, amount, paid_at in rows.values_list("case_id", "fee_name", "amount", "paid_at"):
        if paid_at is not None:
            found.setdefault(case_id, []).append(FeePaid(case_id, name, amount, paid_at))
    return found


def cases_paid(agency_id: UUID, *, since: datetime, until: datetime) -> set[UUID]:
    """Return the cases of an agency of which a fee was paid from an instant up to another."""
    rows = PaymentOrder.objects.filter(agency_id=agency_id, paid_at__gte=since, paid_at__lt=until)
    return set(rows.order_by().values_list("case_id", flat=True))
