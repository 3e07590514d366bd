from __future__ import annotations

from django.db import models
from django.db.models import Q

from oneseal.supervision.rules.hits import ENDED, LIGHTS, Standing

_ENDED = sorted(standing.value for standing in ENDED)


class Finding(models.Model):
    """One hit of one rule (GB/T 39046-2020 T11): what was found, where, about whom, and how it is dealt with.

    `days` are the days on which the same was found of the same subject while the finding is open; `follows` is the
    ended finding of the same rule and subject before it. `setting_version` 0 is the rule as it is shipped.
    `is_counted` False takes it out of every score: it was cancelled on appeal.
    """

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=30, unique=True)
    rule = models.CharField(max_length=10)
    rule_version = models.PositiveSmallIntegerField()
    setting_version = models.PositiveIntegerField(default=0)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    case_number = models.CharField(max_length=43, blank=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    item_id = models.UUIDField(null=True)
    item_name = models.CharField(max_length=200, blank=True)
    account_id = models.UUIDField(null=True)
    post_title = models.CharField(max_length=100, blank=True)
    node = models.CharField(max_length=60, blank=True)
    light = models.CharField(max_length=10)
    follow = models.CharField(max_length=30)
    day = models.DateField()
    days = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=20, default=Standing.NEW.value, db_default=Standing.NEW.value)
    due_on = models.DateField(null=True)
    is_counted = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "supervision_finding"
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "subject_kind", "subject_id", "day"], name="supervision_one_finding_a_day"
            ),
            # What is found again while it is open is raised, never repeated.
            models.UniqueConstraint(
                fields=["rule", "subject_kind", "subject_id"],
                condition=~Q(state__in=_ENDED),
                name="supervision_one_open_finding",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[standing.value for standing in Standing]), name="supervision_standing_known"
            ),
            models.CheckConstraint(
                condition=Q(light__in=[light.value for light in LIGHTS]), name="supervision_light_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=Standing.CANCELLED.value) | Q(is_counted=False),
                name="supervision_cancelled_counts_nothing",
            ),
        ]
        indexes = [
            # An agency's own list, newest first; the page of one rule; the findings of one case on its page.
            models.Index(fields=["agency", "-found_at", "-id"], name="supervision_of_agency"),
            models.Index(fields=["rule", "-day"], name="supervision_of_rule"),
            models.Index(fields=["case_id"], name="supervision_of_case", condition=Q(case_id__isnull=False)),
            # What is due is asked every day; what has ended is the most and is never asked.
            models.Index(fields=["due_on", "id"], name="supervision_due", condition=~Q(state__in=_ENDED)),
        ]

    def __str__(self) -> str:
        return self.number
