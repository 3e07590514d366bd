from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class RuleSetting(models.Model):
    """One version of how the city wants a rule: on or off, its thresholds, why; proposed by one, confirmed by another.

    The newest confirmed version holds; without any the rule is as it is shipped. `tried` is what the trial over
    the history showed whoever proposed and confirmed it.
    """

    PROPOSED, CONFIRMED, DECLINED = "proposed", "confirmed", "declined"

    id = models.UUIDField(primary_key=True)
    rule = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    is_on = models.BooleanField()
    thresholds = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10)
    tried = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    proposer = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answerer = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "supervision_rule_setting"
        ordering = ["rule", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "version"], name="supervision_setting_once"),
            models.UniqueConstraint(
                fields=["rule"], condition=Q(state="proposed"), name="supervision_one_open_setting"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "confirmed", "declined"]), name="supervision_setting_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_at__isnull=True)
                | (~Q(state="proposed") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="supervision_setting_answered",
            ),
            # What is watched is never changed by one person alone; to take one's own proposal back is.
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(answered_by=F("proposed_by")), name="supervision_set_by_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.version}"
