from __future__ import annotations

from django.db import models


class RunningCase(models.Model):
    """The light that a running case shows, as the board counts it: a cache of what `cases` judges, never a source."""

    case_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    item_name = models.CharField(max_length=200)
    step = models.CharField(max_length=30, blank=True)
    light = models.CharField(max_length=10)
    due_on = models.DateField()

    class Meta:
        db_table = "supervision_running_case"
        indexes = [
            # The counts of the whole board are read from this index alone.
            models.Index(fields=["agency_id", "item_name", "step", "light"], name="supervision_board"),
            # The cases of one light, soonest due first.
            models.Index(fields=["light", "due_on", "case_id"], name="supervision_board_light"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.light}"


class BoardMark(models.Model):
    """Up to when the board has followed the cases; `whole_at`: when it last judged every running case anew."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    followed_until = models.DateTimeField()
    whole_at = models.DateTimeField()
    day = models.DateField()

    class Meta:
        db_table = "supervision_board_mark"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="supervision_one_board")]

    def __str__(self) -> str:
        return self.followed_until.isoformat()
