"""How the applicant wants his result, and the parcels that carried it (domain specification H.5)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oneseal.dispatch.rules import ParcelState, Way


class Choice(models.Model):
    """The way one applicant chose for one case; `destination` is encrypted, None where nothing is sent.

    `consented_at` is when he agreed to have it sent, or served on a screen; None at the window.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="+")
    way = models.CharField(max_length=20)
    destination = models.BinaryField(null=True)
    consented_at = models.DateTimeField(null=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField()

    class Meta:
        db_table = "dispatch_choice"
        constraints = [
            models.CheckConstraint(condition=Q(way__in=[way.value for way in Way]), name="dispatch_way_known"),
            models.CheckConstraint(
                condition=~Q(way=Way.EXPRESS.value) | Q(destination__isnull=False, consented_at__isnull=False),
                name="dispatch_sent_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.way}"


class Parcel(models.Model):
    """One parcel; `events` is [{kind, at, place}] as the post told them.

    `destination` and `signed_by` are encrypted.
    """

    id = models.UUIDField(primary_key=True)
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, related_name="parcels")
    state = models.CharField(max_length=20)
    waybill = models.CharField(max_length=20, blank=True)
    destination = models.BinaryField()
    events = models.JSONField(default=list)
    ordered_at = models.DateTimeField()
    ordered_by = models.UUIDField()
    ordered_by_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.BinaryField(null=True)

    class Meta:
        db_table = "dispatch_parcel"
        ordering = ["ordered_at", "id"]
        indexes = [
            models.Index(
                fields=["asked_at"], name="dispatch_parcel_under_way", condition=~Q(state__in=["signed", "returned"])
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ParcelState]), name="dispatch_parcel_state_known"
            ),
            models.UniqueConstraint(
                fields=["choice"],
                condition=~Q(state__in=["returned"]),
                name="dispatch_one_parcel_under_way",
            ),
            models.UniqueConstraint(fields=["waybill"], condition=~Q(waybill=""), name="dispatch_waybill_once"),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False, signed_by__isnull=False)
                | Q(~Q(state="signed"), signed_at__isnull=True, signed_by__isnull=True),
                name="dispatch_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.waybill} {self.state}"
