from __future__ import annotations

from django.db import models
from django.db.models import Q


class Hearing(models.Model):
    """A hearing of a case (APL 46-48): told, asked for, arranged, held or ended; its procedure carries the target.

    `waivers` are those who were told and said that they want none: [{name, on}].
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="hearings")
    procedure = models.OneToOneField("cases.Procedure", on_delete=models.PROTECT, related_name="hearing")
    ground = models.CharField(max_length=20)
    phase = models.CharField(max_length=10)
    others = models.JSONField(default=list)
    told_on = models.DateField(null=True)
    request_until_on = models.DateField(null=True)
    request_until_late_on = models.DateField(null=True)
    requested_on = models.DateField(null=True)
    requested_by = models.CharField(max_length=100, blank=True)
    is_request_doubtful = models.BooleanField(default=False)
    request_reason = models.TextField(blank=True)
    hold_by_on = models.DateField(null=True)
    held_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=True)
    chair_id = models.UUIDField(null=True)
    chair_name = models.CharField(max_length=100, blank=True)
    recusal_by = models.CharField(max_length=100, blank=True)
    recusal_reason = models.TextField(blank=True)
    recusal = models.CharField(max_length=10, blank=True)
    participants = models.JSONField(default=list)
    statements = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    unsigned = models.CharField(max_length=500, blank=True)
    held_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    waivers = models.JSONField(null=True)

    class Meta:
        db_table = "cases_hearing"
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "id"], name="cases_hearing_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="cases_one_open_hearing_per_case"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["told", "requested", "arranged", "held", "ended"]),
                name="cases_hearing_phase_known",
            ),
            models.CheckConstraint(
                condition=~Q(phase__in=["arranged", "held"]) | Q(held_at__isnull=False, chair_id__isnull=False),
                name="cases_hearing_arranged_with_chair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.phase}"


class MinutesScan(models.Model):
    """A scan of the minutes as everybody signed them, beside the record of the hearing (APL 48(5))."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="minutes_scans")
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="scans")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    attached_at = models.DateTimeField()
    attached_by = models.UUIDField()

    class Meta:
        db_table = "cases_minutes_scan"
        ordering = ["attached_at", "id"]
        indexes = [models.Index(fields=["case", "attached_at"], name="cases_minutes_scan_of_case")]
        constraints = [models.UniqueConstraint(fields=["hearing", "sha256"], name="cases_minutes_scanned_once")]

    def __str__(self) -> str:
        return self.file_name


class InterestedParty(models.Model):
    """Somebody whose major interest a case touches (APL 36): when he was told, and what he stated."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="interested_parties")
    name = models.CharField(max_length=100)
    interest = models.CharField(max_length=500)
    told_on = models.DateField(null=True)
    reply_by_on = models.DateField(null=True)
    stated_on = models.DateField(null=True)
    statement = models.BinaryField(null=True)

    class Meta:
        db_table = "cases_interested_party"
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "id"], name="cases_interested_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stated_on__isnull=True) | Q(statement__isnull=False), name="cases_stated_in_words"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Objection(models.Model):
    """What somebody objected while a case was made public."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="objections")
    procedure = models.ForeignKey("cases.Procedure", on_delete=models.PROTECT, related_name="objections")
    name = models.CharField(max_length=100)
    text = models.BinaryField()
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        db_table = "cases_objection"
        ordering = ["id"]
        indexes = [models.Index(fields=["procedure", "id"], name="cases_objection_of_procedure")]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.received_on}"


class MeetingTask(models.Model):
    """What a joint-study meeting left to a unit, and by when; `ended_on`: its case ended before it was done."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="meeting_tasks")
    procedure = models.ForeignKey("cases.Procedure", on_delete=models.PROTECT, related_name="tasks")
    unit = models.CharField(max_length=100)
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_note = models.CharField(max_length=500, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_meeting_task"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["case", "due_on", "id"], name="cases_meeting_task_of_case")]

    def __str__(self) -> str:
        return f"{self.unit} {self.due_on}"
