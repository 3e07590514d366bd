"""The efficiency index of a month (F.3): weights, lines, adjustments and appeals; a published month never changes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oneseal.performance.rules.months import Stage


class WeightVersion(models.Model):
    """One version of weights, targets and factors; the newest that holds for a month scores it."""

    version = models.PositiveIntegerField(primary_key=True)
    scheme = models.JSONField()
    from_month = models.DateField()
    basis = models.CharField(max_length=300)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=100)

    class Meta:
        db_table = "performance_weights"
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"v{self.version}"


class IndexMonth(models.Model):
    """One version of a month's index. `weights_version` 0 are the weights shipped with the program.

    `scheme` is a copy of the weights by which it was scored; `sha256` covers scheme and lines once published.
    """

    id = models.UUIDField(primary_key=True)
    month = models.DateField()
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=20)
    weights_version = models.PositiveIntegerField()
    scheme = models.JSONField()
    reason = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.UUIDField()
    drafted_by_name = models.CharField(max_length=100)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.UUIDField(null=True)
    opened_by_name = models.CharField(max_length=100, blank=True)
    appeal_until_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by_name = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "performance_index"
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["month", "version"], name="performance_index_version_once"),
            models.UniqueConstraint(
                fields=["month"], name="performance_index_one_under_way", condition=~Q(stage=Stage.PUBLISHED)
            ),
            models.CheckConstraint(condition=Q(stage__in=list(Stage)), name="performance_index_stage_known"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="performance_index_corrected_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PUBLISHED) | (Q(published_at__isnull=False) & ~Q(sha256="")),
                name="performance_index_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} v{self.version}"


class IndexLine(models.Model):
    """One department in one version of a month: what was counted, the nine scores, total and place.

    NULL: no data. `total` is rescaled over the indices that have data, `final` has rewards and deductions on top.
    """

    id = models.UUIDField(primary_key=True)
    index = models.ForeignKey(IndexMonth, on_delete=models.PROTECT, related_name="lines", db_index=False)
    agency_id = models.UUIDField()
    agency_name = models.CharField(max_length=200)
    inputs = models.JSONField()
    scores = models.JSONField()
    groups = models.JSONField()
    weight_counted = models.DecimalField(max_digits=5, decimal_places=2)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    final = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    place = models.PositiveIntegerField(null=True)
    cases = models.PositiveIntegerField()

    class Meta:
        db_table = "performance_index_line"
        ordering = [F("place").asc(nulls_last=True), "agency_name", "id"]
        constraints = [models.UniqueConstraint(fields=["index", "agency_id"], name="performance_one_line_each")]

    def __str__(self) -> str:
        return self.agency_name


class Adjustment(models.Model):
    """Points given (above zero) or taken off, with the basis and who decided it."""

    id = models.UUIDField(primary_key=True)
    index = models.ForeignKey(IndexMonth, on_delete=models.PROTECT, related_name="adjustments")
    agency_id = models.UUIDField()
    points = models.DecimalField(max_digits=5, decimal_places=2)
    basis = models.CharField(max_length=300)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=100)

    class Meta:
        db_table = "performance_adjustment"
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(points=0), name="performance_adjusts_something")]

    def __str__(self) -> str:
        return f"{self.points}"


class Appeal(models.Model):
    """What a department says against its line before publication, and what another person answered."""

    id = models.UUIDField(primary_key=True)
    index = models.ForeignKey(IndexMonth, on_delete=models.PROTECT, related_name="appeals")
    agency_id = models.UUIDField()
    words = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = models.UUIDField()
    filed_by_name = models.CharField(max_length=100)
    is_upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "performance_appeal"
        ordering = ["filed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["index", "agency_id"], name="performance_one_open_appeal", condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_upheld=None, decided_by=None)
                | (Q(decided_at__isnull=False, is_upheld__isnull=False) & ~Q(answer="") & ~Q(decided_by=F("filed_by"))),
                name="performance_appeal_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filed_at:%Y-%m-%d}"


class PanelScore(models.Model):
    """What one member of the panel gave a department for one constant index of a year, and why; the newest counts."""

    id = models.UUIDField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    agency_id = models.UUIDField()
    index = models.CharField(max_length=2)
    member_id = models.UUIDField()
    member_name = models.CharField(max_length=100)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    reason = models.TextField()
    scored_at = models.DateTimeField()

    class Meta:
        db_table = "performance_panel_score"
        ordering = ["scored_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="performance_panel_from_0_to_100")
        ]
        # Every score of one year is read at once.
        indexes = [models.Index(fields=["year", "agency_id", "index"], name="performance_panel_of_year")]

    def __str__(self) -> str:
        return f"{self.index} {self.score}"
