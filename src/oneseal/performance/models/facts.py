"""Tables of facts (domain specification C.6): one row for each case, one for each day, department and item.

Nothing here is typed: all of it is derived from the event log and can be thrown away and derived again. Rows name
those of other rooms by their ids alone, so that a rebuild locks nothing of theirs.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oneseal.performance.rules.endings import Ending


class CaseFact(models.Model):
    """One received case as figures count it.

    Days are Beijing days, lengths are working days (docs/algorithms/efficiency_index.md). NULL: not yet, or unknown.
    `promised_days` and `statutory_days` carry what an extension added. `audit_sequence` is the last act it rests on.
    """

    case_id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=43)
    agency_id = models.UUIDField()
    item_id = models.UUIDField()
    item_version_id = models.UUIDField()
    item_name = models.CharField(max_length=200)
    is_immediate = models.BooleanField()
    mode = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20)
    decided_post = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=30)
    outcome = models.CharField(max_length=20, blank=True)
    received_on = models.DateField()
    accepted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)
    promised_days = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    statutory_days = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    elapsed_days = models.PositiveIntegerField(null=True)
    is_late = models.BooleanField(default=False)
    audit_sequence = models.PositiveIntegerField()

    class Meta:
        db_table = "performance_case_fact"
        constraints = [
            models.CheckConstraint(
                condition=Q(ending__in=["", *(ending.value for ending in Ending)]), name="performance_ending_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="performance_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(accepted_on__isnull=True) | Q(ended_on__gte=F("accepted_on")),
                name="performance_ended_after_acceptance",
            ),
        ]
        indexes = [
            # The cases behind a number of a month: those accepted and those ended in it, of one department.
            models.Index(fields=["agency_id", "accepted_on"], name="performance_by_acceptance"),
            models.Index(fields=["agency_id", "ended_on"], name="performance_by_end"),
            # What is in hand, and late, is looked for among the open ones alone.
            models.Index(
                fields=["agency_id", "due_on"], name="performance_in_hand",
                condition=Q(ended_on__isnull=True, accepted_on__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class DayFigures(models.Model):
    """What happened on one day in one department with one item; every figure of a period is a sum of these.

    `turned_late` is by how much the cases in hand past their promised day grew or fell: their number on a day is the
    sum up to it. A sum over a month of fifty departments so reads some thousand rows, however many cases there are.
    """

    day = models.DateField()
    agency_id = models.UUIDField()
    item_id = models.UUIDField()
    received = models.IntegerField()
    accepted = models.IntegerField()
    accepted_online = models.IntegerField()
    closed = models.IntegerField()
    closed_at_once = models.IntegerField()
    closed_late = models.IntegerField()
    ended_otherwise = models.IntegerField()
    not_accepted = models.IntegerField()
    promise_closed = models.IntegerField()
    promise_early = models.IntegerField()
    promise_on_time = models.IntegerField()
    promise_elapsed = models.BigIntegerField()
    promise_promised = models.DecimalField(max_digits=18, decimal_places=4)
    law_closed = models.IntegerField()
    law_elapsed = models.BigIntegerField()
    law_statutory = models.DecimalField(max_digits=18, decimal_places=4)
    turned_late = models.IntegerField()

    class Meta:
        db_table = "performance_day_figures"
        constraints = [
            # The days of a department lie together; its month is read off this index.
            models.UniqueConstraint(fields=["agency_id", "day", "item_id"], name="performance_one_row_a_day"),
        ]
        indexes = [models.Index(fields=["day"], name="performance_by_day")]  # one month of every department

    def __str__(self) -> str:
        return f"{self.day} {self.agency_id}"


class Watermark(models.Model):
    """Up to which instant of the event log the facts were derived; one row."""

    name = models.CharField(primary_key=True, max_length=20)
    read_until = models.DateTimeField()
    refreshed_at = models.DateTimeField()

    class Meta:
        db_table = "performance_watermark"

    def __str__(self) -> str:
        return self.name
