"""What the public brings to the desk: complaints, reports, consultations, commendations, disclosure requests.

Sources: GB/T 39046-2020 T10; domain specification F.2; Regulation on Disclosure of Government
Information art. 29 to 36.
"""

from django.db import models
from django.db.models import Q

from oneseal.evaluation.rules.matters import Channel, MatterKind, MatterState

_OPEN = ("received", "handling", "transferred")


class Matter(models.Model):
    """One matter from its receipt to its end; its limits were bound when it was received."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    code_index = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=20, default=Channel.PORTAL.value)
    state = models.CharField(max_length=20, default=MatterState.RECEIVED.value)
    about = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True)
    case_number = models.CharField(max_length=43, blank=True)
    item_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)
    name = models.BinaryField()
    contact = models.BinaryField()
    is_nameless = models.BooleanField(default=False)
    text = models.TextField()
    wanted_form = models.CharField(max_length=200, blank=True)
    accused_ids = models.JSONField(default=list)
    received_at = models.DateTimeField()
    received_by = models.UUIDField(null=True)
    decide_days = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    extend_days = models.PositiveSmallIntegerField()
    again_days = models.PositiveSmallIntegerField()
    settle_days = models.PositiveSmallIntegerField()
    restarts_on_transfer = models.BooleanField(default=False)
    clock_from = models.DateField()
    clock_days = models.PositiveSmallIntegerField()
    extended_days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    due_is_provisional = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)
    is_returned = models.BooleanField(default=False)
    reopened_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    result = models.CharField(max_length=30, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answerer = models.CharField(max_length=100, blank=True)
    is_satisfied = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    overdue_told_on = models.DateField(null=True)
    urged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "evaluation_matter"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in MatterKind]), name="evaluation_matter_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MatterState]), name="evaluation_matter_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="evaluation_matter_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_accepted") | ~Q(refusal=""), name="evaluation_matter_refused_with_reason"
            ),
        ]
        indexes = [
            # the desk's own list, and the list of the whole city: what is open, by its last day
            models.Index(fields=["agency", "due_on", "id"], name="evaluation_matters_due"),
            models.Index(fields=["due_on", "id"], name="evaluation_matters_open", condition=Q(state__in=_OPEN)),
            # what somebody brought himself
            models.Index(fields=["account_id", "-received_at"], name="evaluation_matters_of"),
            # index D9 counts what was upheld in a period, per agency
            models.Index(fields=["answered_at"], name="evaluation_matters_upheld", condition=Q(result="upheld")),
        ]

    def __str__(self) -> str:
        return self.number


class MatterStep(models.Model):
    """One move of a matter as people read it; appended, never changed. `is_public` False: for the staff alone."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(max_length=30)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    who = models.CharField(max_length=100, blank=True)
    agency_id = models.UUIDField(null=True)
    words = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)

    class Meta:
        db_table = "evaluation_matter_step"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["matter", "at"], name="evaluation_steps_of_matter")]

    def __str__(self) -> str:
        return f"{self.action} {self.matter_id}"


class MatterExtension(models.Model):
    """More time that was asked for, and what another person decided (OGI 33); one is granted at most."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asker = models.CharField(max_length=100)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decider = models.CharField(max_length=100, blank=True)
    is_granted = models.BooleanField(null=True)

    class Meta:
        db_table = "evaluation_matter_extension"
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(is_granted=True), name="evaluation_extended_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(decided_at__isnull=True), name="evaluation_extension_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} {self.matter_id}"


class MatterConsultation(models.Model):
    """A third party or a co-maker agency that is asked before information is given (OGI 32, 34)."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="consultations")
    is_agency = models.BooleanField()
    who = models.CharField(max_length=100)
    asked_on = models.DateField()
    due_on = models.DateField()
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        db_table = "evaluation_matter_consultation"
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="evaluation_consultation_ends_somehow",
            )
        ]
        # a list of many matters reads the pauses of all of them at once
        indexes = [models.Index(fields=["matter", "asked_on"], name="evaluation_consulted_for")]

    def __str__(self) -> str:
        return f"{self.who} {self.matter_id}"


class MatterFile(models.Model):
    """A file that came with a matter; its bytes are stored by their digest."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "evaluation_matter_file"
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.name


class MatterQuestion(models.Model):
    """A consultation as everybody may read it: masked by one person, released by another."""

    id = models.UUIDField(primary_key=True)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="question")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    item_id = models.UUIDField(null=True)
    question = models.TextField()
    answer = models.TextField()
    drafted_at = models.DateTimeField()
    drafted_by = models.UUIDField()
    drafter = models.CharField(max_length=100)
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    releaser = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "evaluation_matter_question"
        ordering = ["-released_at", "id"]
        # the public list, newest first, and that of one item
        indexes = [
            models.Index(
                fields=["-released_at"], name="evaluation_questions_public", condition=Q(released_at__isnull=False)
            ),
            models.Index(fields=["item_id"], name="evaluation_questions_of_item"),
        ]

    def __str__(self) -> str:
        return str(self.matter_id)


class MatterLimit(models.Model):
    """Limits of one kind as a city chose them; the newest version holds for what is received from then on."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    decide = models.PositiveSmallIntegerField()
    answer = models.PositiveSmallIntegerField()
    extend = models.PositiveSmallIntegerField()
    again = models.PositiveSmallIntegerField()
    settle = models.PositiveSmallIntegerField()
    restarts_on_transfer = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=100)

    class Meta:
        db_table = "evaluation_matter_limit"
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="evaluation_one_limit_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
