from __future__ import annotations

from django.db import models


class Correction(models.Model):
    """The one-time notice (APL 32(4)): every defect at once; `defects` is [{target, name, problem}]."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="correction_notices")
    round = models.PositiveSmallIntegerField()
    defects = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    mended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_correction"
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="cases_correction_one_per_round")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.round}"


class Opinion(models.Model):
    """What a reviewer recommends or an approver decides, in words and with its author.

    `second_verdict` is what the second examiner said of the record by his own login: "confirmed" or "objected".
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="opinions")
    step = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    text = models.TextField()
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100)
    second_id = models.UUIDField(null=True)
    second_name = models.CharField(max_length=100, blank=True)
    given_at = models.DateTimeField()
    second_verdict = models.CharField(max_length=20, blank=True, default="", db_default="")
    second_text = models.TextField(blank=True, default="", db_default="")
    second_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_opinion"
        ordering = ["given_at"]

    def __str__(self) -> str:
        return f"{self.step} {self.verdict}"


class Delivery(models.Model):
    """That a result was handed over: by which way, to whom, when (APL 44); `delivered_by` None: without a clerk."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="delivery")
    way = models.CharField(max_length=20)
    received_by = models.CharField(max_length=100)
    delivered_at = models.DateTimeField()
    delivered_by = models.UUIDField(null=True)

    class Meta:
        db_table = "cases_delivery"

    def __str__(self) -> str:
        return f"{self.case_id} {self.way}"
