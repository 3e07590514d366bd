"""Payments of fees of a case: who owed what on which basis, and what the gateway or the window says (GB/T 39046 T14).

No card, account or payer's bank is ever kept; those are the gateway's.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oneseal.payments.rules import FindingKind, OrderState, Way


class PaymentOrder(models.Model):
    """One order to pay one fee of one case; its id is the key under which the gateway knows it."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=43)
    fee_name = models.CharField(max_length=200)
    basis = models.CharField(max_length=500)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    way = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    gateway_id = models.CharField(max_length=64, blank=True)
    pay_path = models.CharField(max_length=200, blank=True)
    receipt_number = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    cashier = models.CharField(max_length=100, blank=True)
    paid_at = models.DateTimeField(null=True)
    refund_reason = models.CharField(max_length=500, blank=True)
    refund_asked_by = models.UUIDField(null=True)
    refund_asker = models.CharField(max_length=100, blank=True)
    refund_asked_at = models.DateTimeField(null=True)
    refund_allowed_by = models.UUIDField(null=True)
    refund_allowed_at = models.DateTimeField(null=True)
    refunded_at = models.DateTimeField(null=True)
    refund_declined_by = models.UUIDField(null=True)
    refund_decliner = models.CharField(max_length=100, blank=True, db_default="")
    refund_declined_at = models.DateTimeField(null=True)
    refund_declined_reason = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        db_table = "payment_order"
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "fee_name"], name="payment_one_living_order",
                condition=Q(state__in=[OrderState.OPEN.value, OrderState.PAID.value]),
            ),
            models.UniqueConstraint(
                fields=["agency", "way", "receipt_number"], name="payment_one_receipt_once",
                condition=~Q(receipt_number=""),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(condition=~Q(basis=""), name="payment_has_a_basis"),
            models.CheckConstraint(condition=Q(way__in=[way.value for way in Way]), name="payment_way_known"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OrderState]), name="payment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[OrderState.OPEN.value, OrderState.CLOSED.value]) | Q(paid_at__isnull=False),
                name="payment_paid_at_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(refund_allowed_by__isnull=True) | ~Q(refund_allowed_by=F("refund_asked_by")),
                name="payment_refund_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.REFUNDED.value) | Q(refund_allowed_at__isnull=False),
                name="payment_refund_allowed_first",
            ),
            models.CheckConstraint(
                condition=Q(refund_declined_at__isnull=True)
                | (~Q(refund_declined_reason="") & ~Q(refund_declined_by=F("refund_asked_by"))),
                name="payment_refund_declined_with_reason",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["agency", "paid_at"], name="payment_by_day"),
            models.Index(
                fields=["agency", "refund_asked_at"], name="payment_refunds_waiting",
                condition=Q(state=OrderState.REFUND_ASKED.value),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.fee_name} {self.amount} {self.state}"


class PaymentDay(models.Model):
    """One day that was compared with the gateway's list: how many payments and how much on each side."""

    day = models.DateField(primary_key=True)
    count_here = models.PositiveIntegerField()
    count_there = models.PositiveIntegerField()
    amount_here = models.DecimalField(max_digits=14, decimal_places=2)
    amount_there = models.DecimalField(max_digits=14, decimal_places=2)
    reconciled_at = models.DateTimeField()

    class Meta:
        db_table = "payment_day"
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.day.isoformat()


class PaymentFinding(models.Model):
    """One difference between the gateway's list of a day and ours; `agency` None: no order of ours bears the key.

    One person looks into it and says what came of it, another confirms that it is settled; `found_by` None: the
    comparison of the night, or a worker.
    """

    id = models.UUIDField(primary_key=True)
    day = models.DateField()
    agency = models.ForeignKey("identity.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(PaymentOrder, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    gateway_id = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=20)
    amount_here = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    amount_there = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    found_at = models.DateTimeField()
    found_by = models.UUIDField(null=True)
    handled_by = models.UUIDField(null=True)
    handler = models.CharField(max_length=100, blank=True, db_default="")
    handled_at = models.DateTimeField(null=True)
    handled_note = models.CharField(max_length=500, blank=True, db_default="")
    settled_by = models.UUIDField(null=True)
    settler = models.CharField(max_length=100, blank=True, db_default="")
    settled_at = models.DateTimeField(null=True)
    settled_note = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        db_table = "payment_finding"
        ordering = ["day", "found_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["day", "key", "kind"], name="payment_finding_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in FindingKind]), name="payment_finding_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | (Q(handled_at__isnull=False) & ~Q(settled_note="")),
                name="payment_finding_handled_first",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("handled_by")),
                name="payment_finding_settled_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["day"], name="payment_findings_open", condition=Q(settled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
