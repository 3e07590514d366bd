"""The event log of the house: what was done, by whom, for whom, on what ground."""

from django.db import models


class Entry(models.Model):
    """One act; appended, never edited. `digest` covers the row and the digest before it."""

    id = models.UUIDField(primary_key=True)
    chain = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    occurred_at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100)
    agency_id = models.UUIDField(null=True)
    address = models.CharField(max_length=64)
    basis = models.CharField(max_length=300)
    before = models.JSONField()
    after = models.JSONField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_entry"
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="audit_entry_one_per_sequence")]
        indexes = [
            models.Index(fields=["subject_id", "sequence"], name="audit_entry_subject"),
            models.Index(fields=["occurred_at"], name="audit_entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}#{self.sequence} {self.verb}"


class Chain(models.Model):
    """The head of a chain whose subject has no row of its own to carry it."""

    chain = models.CharField(primary_key=True, max_length=80)
    sequence = models.PositiveIntegerField()
    head = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_chain"

    def __str__(self) -> str:
        return f"{self.chain}#{self.sequence}"


class DailyRoot(models.Model):
    """One digest over the heads of all chains that grew on a day, and over the root before it."""

    day = models.DateField(primary_key=True)
    entries = models.PositiveIntegerField()
    previous = models.BinaryField(max_length=32)
    root = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "audit_daily_root"

    def __str__(self) -> str:
        return self.day.isoformat()


class Mark(models.Model):
    """Up to which row a chain was seen whole; only ever moved on, so that a chain cut off behind it is found."""

    chain = models.CharField(primary_key=True, max_length=80)
    subject_id = models.UUIDField()
    sequence = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    marked_at = models.DateTimeField()

    class Meta:
        db_table = "audit_mark"

    def __str__(self) -> str:
        return f"{self.chain}#{self.sequence}"
