"""Migrations of running cases to the process of another version: asked for by one, approved by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class ProcessMigration(models.Model):
    """One request: to which version, which cases are looked at, why; who drafted, asked and decided; how far it is."""

    DRAFT, REQUESTED, RUNNING, DONE = "draft", "requested", "running", "done"
    DECLINED, WITHDRAWN = "declined", "withdrawn"

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("catalog.ItemVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    from_versions = models.JSONField()
    states = models.JSONField()
    reason = models.TextField()
    basis = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    drafted_at = models.DateTimeField()
    drafted_by = models.UUIDField()
    drafted_by_name = models.CharField(max_length=200)
    requested_at = models.DateTimeField(null=True)
    requested_by = models.UUIDField(null=True)
    requested_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decision_reason = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_process_migration"
        ordering = ["-drafted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(requested_by__isnull=False) & ~Q(decided_by=F("drafted_by")) & ~Q(decided_by=F("requested_by")),
                name="cases_migration_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["running", "done", "declined"])
                | Q(decided_by__isnull=False, decided_at__isnull=False, requested_at__isnull=False),
                name="cases_migration_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False), name="cases_migration_finished"
            ),
        ]
        indexes = [models.Index(fields=["agency", "-drafted_at"], name="cases_migrations_of_agency")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.state}"


class MigrationCase(models.Model):
    """One case of a request: whether it is chosen and by whom, the plan that was approved, and what became of it.

    `chosen_by` last ticked it or took its tick away, `chosen_for` is for whom he stood in; empty: chosen before this
    was kept, or in his own post. `outcome` is empty while it waits, then `moved`, or `left_out` with the reason in
    `why`.
    """

    MOVED, LEFT_OUT = "moved", "left_out"

    id = models.UUIDField(primary_key=True)
    migration = models.ForeignKey(ProcessMigration, on_delete=models.PROTECT, related_name="cases", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    is_chosen = models.BooleanField()
    chosen_by = models.UUIDField(null=True)
    chosen_by_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    chosen_for = models.UUIDField(null=True)
    chosen_for_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    chosen_at = models.DateTimeField(null=True)
    plan_sha256 = models.CharField(max_length=64, blank=True)
    plan = models.JSONField(default=dict)
    outcome = models.CharField(max_length=20, blank=True)
    why = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_migration_case"
        ordering = ["migration", "case"]
        constraints = [
            models.UniqueConstraint(fields=["migration", "case"], name="cases_migration_names_a_case_once"),
            models.CheckConstraint(
                condition=Q(outcome="", done_at__isnull=True) | ~Q(outcome="") & Q(done_at__isnull=False),
                name="cases_migration_case_done",
            ),
            models.CheckConstraint(
                condition=Q(chosen_by__isnull=True, chosen_for__isnull=True, chosen_at__isnull=True)
                | Q(chosen_by__isnull=False, chosen_at__isnull=False),
                name="cases_migration_case_chosen_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class ProcessBinding(models.Model):
    """That a case was bound to the process of another version; appended only, the latest counts (trigger)."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    migration = models.ForeignKey(ProcessMigration, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_version = models.ForeignKey("catalog.ItemVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    from_sha256 = models.CharField(max_length=64, blank=True)
    to_version = models.ForeignKey("catalog.ItemVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_sha256 = models.CharField(max_length=64)
    bound_at = models.DateTimeField()

    class Meta:
        db_table = "cases_process_binding"
        constraints = [
            models.UniqueConstraint(fields=["migration", "case"], name="cases_bound_once_by_a_migration"),
        ]
        indexes = [models.Index(fields=["case", "bound_at"], name="cases_bindings_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.bound_at}"
