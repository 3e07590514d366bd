"""Licences issued, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oneseal.licences.rules.states import LicenceState


class Licence(models.Model):
    """A sealed e-licence; its paper in `papers` holds the bytes."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    case_number = models.CharField(max_length=43)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    identifier = models.CharField(max_length=120, unique=True)
    type_name = models.CharField(max_length=100)
    number = models.CharField(max_length=60)
    holder_id = models.UUIDField()
    holder_name = models.CharField(max_length=200)
    fields = models.JSONField()
    issued_on = models.DateField()
    valid_until_on = models.DateField(null=True)
    state = models.CharField(max_length=20)
    made_by = models.CharField(max_length=20, blank=True, default="", db_default="")
    timed_at = models.DateTimeField(null=True)
    paper_id = models.UUIDField(unique=True)
    item_id = models.UUIDField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    superseded_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revocation_ground = models.CharField(max_length=40, blank=True)
    revocation_reason = models.TextField(blank=True)
    revocation_paper_id = models.UUIDField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "licences_licence"
        ordering = ["-issued_on", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in LicenceState]), name="licences_state_known"
            ),
            # A revoked licence that is cancelled afterwards keeps when and why it was revoked.
            models.CheckConstraint(
                condition=Q(state="cancelled")
                | Q(state="revoked", revoked_at__isnull=False)
                | (~Q(state__in=["revoked", "cancelled"]) & Q(revoked_at__isnull=True)),
                name="licences_revoked_with_date",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="licences_cancelled_with_date",
            ),
            # What is re-issued comes from the case that made the first edition.
            models.UniqueConstraint(
                fields=["case_id"], condition=~Q(made_by="reissue"), name="licences_one_per_case_id"
            ),
            models.CheckConstraint(
                condition=~Q(state="superseded") | Q(superseded_at__isnull=False), name="licences_superseded_with_date"
            ),
        ]
        indexes = [
            models.Index(fields=["holder_id"], name="licences_of_holder"),
            models.Index(fields=["item_id", "state"], name="licences_of_item"),
            models.Index(fields=["agency", "-issued_on", "-id"], name="licences_of_agency"),
            models.Index(fields=["case_id"], name="licences_of_case"),
            models.Index(
                fields=["valid_until_on", "id"],
                name="licences_untimed",
                condition=Q(timed_at__isnull=True, state="valid", valid_until_on__isnull=False),
            ),
            # One more is made by the migration of search: `licences_by_words`.
        ]

    def __str__(self) -> str:
        return self.identifier


class LicenceAct(models.Model):
    """What was done with a licence after it was issued, appended and never changed; `details` as each kind says."""

    id = models.UUIDField(primary_key=True)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=20)
    ground = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    paper_id = models.UUIDField(null=True)
    done_at = models.DateTimeField()
    actor_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "licences_act"
        ordering = ["done_at", "id"]
        indexes = [models.Index(fields=["licence", "done_at"], name="licences_acts_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_at}"


class LicenceRequest(models.Model):
    """What a holder asks for his licence: to cancel it or to issue it again; `outcome` empty until it is answered."""

    id = models.UUIDField(primary_key=True)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=20)
    ground = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        db_table = "licences_request"
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["licence", "kind"], condition=Q(answered_at__isnull=True), name="licences_one_open_request"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, outcome="")
                | Q(answered_at__isnull=False, outcome__in=["done", "declined"]),
                name="licences_request_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at}"


class RenewalReminder(models.Model):
    """That the holder was reminded so many days before the last day; the constraint keeps it from happening twice."""

    id = models.UUIDField(primary_key=True)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()
    reminded_at = models.DateTimeField()

    class Meta:
        db_table = "licences_reminder"
        ordering = ["reminded_at", "id"]
        constraints = [models.UniqueConstraint(fields=["licence", "days_before"], name="licences_reminded_once")]

    def __str__(self) -> str:
        return f"{self.days_before} {self.reminded_at}"
