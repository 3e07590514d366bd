from __future__ import annotations

from django.db import models


class Application(models.Model):
    """The filled form of a case; editable as a draft, frozen and hashed at submission."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="application")
    answers = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    package_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "cases_application"

    def __str__(self) -> str:
        return f"{self.case_id} r{self.revision}"


class Material(models.Model):
    """One uploaded file for one required material; a replaced file stays as history."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="materials")
    key = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField()
    correction_round = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_material"
        ordering = ["uploaded_at", "id"]
        indexes = [models.Index(fields=["case", "key", "uploaded_at"], name="cases_material_of_case")]

    def __str__(self) -> str:
        return self.file_name
