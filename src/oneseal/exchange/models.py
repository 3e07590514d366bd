"""What the registries said of an applicant, and of whoever registered."""

from __future__ import annotations

from django.db import models


class RegistryCheck(models.Model):
    """One comparison with the population registry or the register of legal persons; `verdict` as in `Verdict`."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    registry = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    checked_at = models.DateTimeField()

    class Meta:
        db_table = "exchange_registry_check"
        ordering = ["checked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "registry"], name="exchange_one_check_each")]

    def __str__(self) -> str:
        return f"{self.registry} {self.verdict}"


class PartyCheck(models.Model):
    """What the registry in charge said of somebody who registered; no row: it has not answered yet."""

    id = models.UUIDField(primary_key=True)
    party_id = models.UUIDField(unique=True)
    registry = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    checked_at = models.DateTimeField()

    class Meta:
        db_table = "exchange_party_check"
        ordering = ["checked_at", "id"]

    def __str__(self) -> str:
        return f"{self.registry} {self.verdict}"
