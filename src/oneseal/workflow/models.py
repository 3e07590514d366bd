"""Calendars, the clock ledger, and the steps that wait for somebody."""

from django.db import models


class CalendarYear(models.Model):
    """The official notice for one year, as read from its file; one loaded by hand is the city's own."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()
    is_by_hand = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "workflow_calendar_year"
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class LedgerEntry(models.Model):
    """What moved a clock; append-only.

    Effects: received, accepted, paused, resumed, extended, stopped, delivery_started, delivered.
    """

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    effect = models.CharField(max_length=20)
    on = models.DateField()
    cause = models.CharField(max_length=60)
    basis = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "workflow_ledger_entry"
        indexes = [models.Index(fields=["subject_id", "recorded_at"], name="workflow_ledger_subject")]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.effect} {self.on}"


class Task(models.Model):
    """One step of one subject: for whom it waited, from when to when."""

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    step = models.CharField(max_length=30)
    permission = models.CharField(max_length=60)
    agency_id = models.UUIDField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        db_table = "workflow_task"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id"],
                condition=models.Q(closed_at__isnull=True),
                name="workflow_one_open_task",
            )
        ]
        indexes = [models.Index(fields=["subject_id", "opened_at"], name="workflow_task_subject")]

    def __str__(self) -> str:
        return f"{self.step} {self.subject_id}"


class Timer(models.Model):
    """What happens by itself at an instant; the queue only wakes the sweeper, so the city's clock may be moved."""

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    fires_at = models.DateTimeField()
    set_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workflow_timer"
        ordering = ["fires_at", "id"]
        indexes = [
            models.Index(
                fields=["fires_at", "id"], name="workflow_timer_due", condition=models.Q(fired_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fires_at}"


class NodeTask(models.Model):
    """One node of a subject's process: for whom it waits, who finished it with which opinion.

    `outcome` is empty while it waits; `undone_at` says when a return made a finished node count no more.
    """

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    node = models.CharField(max_length=60)
    permission = models.CharField(max_length=60)
    agency_id = models.UUIDField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    person_name = models.CharField(max_length=100, blank=True, default="")
    post_title = models.CharField(max_length=100, blank=True, default="")
    outcome = models.CharField(max_length=20, blank=True, default="")
    opinion = models.TextField(blank=True, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workflow_node_task"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "node"],
                condition=models.Q(closed_at__isnull=True),
                name="workflow_node_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, outcome="")
                | models.Q(closed_at__isnull=False) & ~models.Q(outcome=""),
                name="workflow_node_closed_with_outcome",
            ),
        ]
        indexes = [models.Index(fields=["subject_id", "opened_at"], name="workflow_node_subject")]

    def __str__(self) -> str:
        return f"{self.node} {self.subject_id}"


class OfficeHours(models.Model):
    """When offices are open on the days that are worked, from a day on, by a paper; terms in office hours follow it.

    `spans` are pairs of times of day ("09:00"), in order. Of papers from one day the one that was loaded last holds.
    """

    id = models.UUIDField(primary_key=True)
    since_on = models.DateField()
    spans = models.JSONField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "workflow_office_hours"
        ordering = ["since_on", "loaded_at"]

    def __str__(self) -> str:
        return f"{self.title} {self.since_on}"


class CalendarChange(models.Model):
    """A change of the calendar: drafted, seen with every date that it moves, confirmed, then followed by the cases.

    `moved` is what the preview counted; `looked_at` and `redated` tell how far the cases have followed.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=100)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=100, blank=True)
    running = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    redated = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workflow_calendar_change"
        ordering = ["-drafted_at", "-id"]
        indexes = [
            models.Index(
                fields=["-confirmed_at"], name="workflow_change_confirmed",
                condition=models.Q(confirmed_at__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class LocalClosure(models.Model):
    """Days that a local paper closes or orders to be worked (a flood, a power cut), over the yearly notices."""

    id = models.UUIDField(primary_key=True)
    first_on = models.DateField()
    last_on = models.DateField()
    is_working = models.BooleanField()
    name = models.CharField(max_length=50)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    loaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "workflow_local_closure"
        ordering = ["-first_on", "-loaded_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_on__gte=models.F("first_on")), name="workflow_closure_order")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_on}"
