from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oneseal.cases.rules.lifecycle import DELIVERING, RUNNING
from oneseal.cases.rules.states import State


class Case(models.Model):
    """One application on its way; the row carries every fact that a move decides on.

    So a move locks and reads this row alone: facts joined from other tables in the statement that
    waits for the lock would be as old as its beginning (docs/adr).
    """

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=43, null=True, unique=True)  # noqa: DJ001 - none before submission
    query_code = models.BinaryField(null=True)
    query_code_index = models.BinaryField(max_length=32, null=True)
    state = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=0)
    # Seven indexes begin with the agency; one of it alone would only cost each move.
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    item_version = models.ForeignKey("catalog.ItemVersion", on_delete=models.PROTECT, related_name="+")
    item_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=20)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    party_id = models.UUIDField()
    party_kind = models.CharField(max_length=20)
    party_name = models.CharField(max_length=200)
    party_number = models.BinaryField()
    party_number_index = models.BinaryField(max_length=32)
    awaiting = models.CharField(max_length=60, blank=True)
    open_task_id = models.UUIDField(null=True)
    in_step_since = models.DateTimeField()
    started_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    promised_days = models.PositiveSmallIntegerField()
    statutory_length = models.PositiveSmallIntegerField()
    statutory_unit = models.CharField(max_length=20)
    corrections = models.PositiveSmallIntegerField(default=0)
    clock_from_on = models.DateField(null=True)
    statutory_from_on = models.DateField(null=True)
    pauses = models.JSONField(default=list)
    extended_days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    statutory_due_on = models.DateField(null=True)
    reply_by_on = models.DateField(null=True)
    due_is_provisional = models.BooleanField(default=False)
    delivery_from_on = models.DateField(null=True)
    delivery_length = models.PositiveSmallIntegerField(null=True)
    delivery_unit = models.CharField(max_length=20, blank=True, default="", db_default="")
    decision_due_on = models.DateField(null=True)
    decision_statutory_due_on = models.DateField(null=True)
    examiner_id = models.UUIDField(null=True)
    second_examiner_id = models.UUIDField(null=True)
    second_confirmed_at = models.DateTimeField(null=True)
    extension_asked_of_id = models.UUIDField(null=True)
    acceptor_id = models.UUIDField(null=True)
    lower_case_id = models.UUIDField(null=True, unique=True)
    centre = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    handed_over_at = models.DateTimeField(null=True)
    base_licence_id = models.UUIDField(null=True)
    prior_case_id = models.UUIDField(null=True)
    void_request_id = models.UUIDField(null=True)
    worst_light = models.CharField(max_length=10, blank=True, default="", db_default="")
    mode = models.CharField(max_length=20, blank=True, default="", db_default="")
    supplements_open = models.PositiveSmallIntegerField(default=0, db_default=0)
    supplements_due_on = models.DateField(null=True)
    has_procedures = models.BooleanField(default=False, db_default=False)
    promised_unit = models.CharField(max_length=20, default="working_day", db_default="working_day")
    clock_from_at = models.DateTimeField(null=True)
    statutory_from_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    statutory_due_at = models.DateTimeField(null=True)
    process_version = models.ForeignKey(
        "catalog.ItemVersion", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_blind = models.BooleanField(default=False, db_default=False)
    assignee_id = models.UUIDField(null=True)
    audit_sequence = models.PositiveIntegerField(default=0)
    audit_head = models.BinaryField(max_length=32)

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="cases_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(number__isnull=False, received_at__isnull=False),
                name="cases_numbered_once_received",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(accepted_at__isnull=False),
                name="cases_accepted_before_decided",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | ~Q(outcome=""), name="cases_outcome_before_delivery"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("accepted_at")),
                name="cases_time_runs_forward",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "awaiting", "due_on", "id"], name="cases_inbox", condition=~Q(awaiting="")),
            models.Index(fields=["party_id", "-id"], name="cases_of_party"),
            models.Index(fields=["agency", "-id"], name="cases_of_agency"),
            models.Index(fields=["agency", "due_on", "id"], name="cases_by_due"),
            models.Index(
                fields=["agency", "due_on", "id"], name="cases_running", condition=Q(state__in=[*RUNNING, *DELIVERING])
            ),
            models.Index(fields=["agency", "received_at"], name="cases_by_receipt"),
            models.Index(
                fields=["centre", "account", "-id"], name="cases_of_centre", condition=Q(centre__isnull=False)
            ),
            models.Index(fields=["party_number_index"], name="cases_by_party_number"),
            models.Index(
                fields=["prior_case_id"], name="cases_applied_again", condition=Q(prior_case_id__isnull=False)
            ),
            models.Index(
                fields=["base_licence_id"], name="cases_on_licence", condition=Q(base_licence_id__isnull=False)
            ),
            models.Index(
                fields=["agency", "id"], name="cases_void_requested", condition=Q(void_request_id__isnull=False)
            ),
            models.Index(fields=["agency", "item_name", "-id"], name="cases_by_item"),
            models.Index(
                fields=["agency", "decided_at"], name="cases_by_decision", condition=Q(decided_at__isnull=False)
            ),
            # Only cases in blind mode have somebody to whom they fell; no other move touches it.
            models.Index(
                fields=["assignee_id", "state"], name="cases_by_assignee", condition=Q(assignee_id__isnull=False)
            ),
            # The board asks which cases end at an hour; there are few, and none in most cities.
            models.Index(fields=["id"], name="cases_by_the_hour", condition=Q(due_at__isnull=False)),
            # Two more are made by the migration of search: `cases_by_words` and `cases_by_number_end`.
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)
