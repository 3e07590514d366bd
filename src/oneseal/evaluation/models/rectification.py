"""The rectification of a bad rating (差评整改) and each of its steps; what a city sets for ratings."""

from django.db import models
from django.db.models import Q

from oneseal.evaluation.rules.rectifying import State


class Rectification(models.Model):
    """One task for one bad rating: call back, verify, correct or explain, answer; both limits are working days.

    `verdict` is how it came to its answer: corrected, explained or set aside on appeal.
    """

    id = models.UUIDField(primary_key=True)
    rating = models.OneToOneField("evaluation.Rating", on_delete=models.PROTECT, related_name="rectification")
    case_id = models.UUIDField()
    agency_id = models.UUIDField()
    state = models.CharField(max_length=20, default="opened")
    opened_at = models.DateTimeField()
    contact_due_on = models.DateField()
    fix_due_on = models.DateField()
    fix_days = models.PositiveSmallIntegerField()
    due_is_provisional = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    contacted_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, blank=True)
    appealed_by = models.UUIDField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "evaluation_rectification"
        db_table_comment = "差评整改; 国办发〔2019〕51号, GB/T 39735-2020; limits are local"
        ordering = ["fix_due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="evaluation_rectification_state_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="evaluation_rectification_in_words"
            ),
        ]
        indexes = [
            # Lists and lights look at what is open, by its day; the closed ones are many and are not looked at.
            models.Index(
                fields=["agency_id", "fix_due_on", "id"], name="evaluation_rectifications_open",
                condition=~Q(state="closed"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.state


class RectificationStep(models.Model):
    """One step of a rectification, appended: who did what, in which words."""

    id = models.UUIDField(primary_key=True)
    rectification = models.ForeignKey(Rectification, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField()
    name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "evaluation_rectification_step"
        db_table_comment = "Ledger of a rectification (GB/T 39735-2020: complex ones are kept in a ledger)"
        ordering = ["taken_at", "id"]
        indexes = [models.Index(fields=["rectification", "taken_at"], name="evaluation_steps_of")]

    def __str__(self) -> str:
        return self.action


class RatingChoice(models.Model):
    """One choice of what holds for ratings in the city; the newest holds, the ones before are kept."""

    id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField(unique=True)
    rules = models.JSONField()
    reason = models.CharField(max_length=200, blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=100)

    class Meta:
        db_table = "evaluation_rating_choice"
        db_table_comment = "Local limits, thresholds and tags (domain specification E.4)"
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(self.version)
