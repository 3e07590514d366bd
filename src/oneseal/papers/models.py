"""Papers issued, the seal register, and the log of every use of a seal."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Seal(models.Model):
    """An approval seal (审批专用章); one in force per agency, older ones are sealed up (S0 封存)."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=20, blank=True)
    certificate = models.TextField()
    key = models.BinaryField()
    in_force_from = models.DateTimeField()
    sealed_up_at = models.DateTimeField(null=True)
    sealed_up_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "papers_seal"
        ordering = ["-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(sealed_up_at__isnull=True), name="papers_one_seal_in_force"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Wording(models.Model):
    """What an agency words in one kind of paper; one draft and one in force at most, the ones before are kept."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    slots = models.JSONField()  # only what differs from the defaults
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    enforced_by = models.CharField(max_length=100, blank=True)
    in_force_from = models.DateTimeField(null=True)
    in_force_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "papers_wording"
        ordering = ["agency", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "version"], name="papers_wording_version"),
            models.UniqueConstraint(
                fields=["agency", "kind"], condition=Q(in_force_from__isnull=True), name="papers_one_wording_draft"
            ),
            models.UniqueConstraint(
                fields=["agency", "kind"],
                condition=Q(in_force_from__isnull=False, in_force_until__isnull=True),
                name="papers_one_wording_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Paper(models.Model):
    """One paper: its number and words are fixed at once, its bytes when first rendered, then never again.

    `audit_sequence` and `audit_head` are the end of its own chain of acts, which tells the digest of its bytes.
    """

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=100)
    content = models.BinaryField()
    content_sha256 = models.CharField(max_length=64)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, null=True, related_name="+")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, null=True, related_name="+")
    is_for_others = models.BooleanField(default=False, db_default=False)
    issued_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - none before rendering
    size = models.PositiveBigIntegerField(null=True)
    rendered_at = models.DateTimeField(null=True)
    audit_sequence = models.PositiveIntegerField(default=0, db_default=0)
    audit_head = models.BinaryField(max_length=32, null=True)

    class Meta:
        db_table = "papers_paper"
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="papers_one_number_per_agency"),
            models.CheckConstraint(
                condition=Q(sha256__isnull=True) | Q(rendered_at__isnull=False), name="papers_bytes_with_date"
            ),
        ]
        indexes = [models.Index(fields=["subject_id", "issued_at"], name="papers_of_subject")]

    def __str__(self) -> str:
        return self.number


class SealUse(models.Model):
    """That a seal was put on a paper, by whom and when."""

    id = models.UUIDField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="uses")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="seal_use")
    used_at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100)

    class Meta:
        db_table = "papers_seal_use"
        ordering = ["-used_at"]

    def __str__(self) -> str:
        return f"{self.seal_id} {self.paper_id}"
