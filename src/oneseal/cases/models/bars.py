from __future__ import annotations

from django.db import models


class Bar(models.Model):
    """That a party may not apply again for an item until a day (APL art. 78, 79); lifted with a reason."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    item_id = models.UUIDField()
    item_name = models.CharField(max_length=200)
    party_name = models.CharField(max_length=200)
    party_number_index = models.BinaryField(max_length=32)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="bars")
    ground = models.CharField(max_length=30)
    decided_on = models.DateField()
    until_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        db_table = "cases_bar"
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "ground"], name="cases_one_bar_per_ground"),
            models.CheckConstraint(
                condition=models.Q(until_on__gt=models.F("decided_on")), name="cases_bar_ends_later"
            ),
        ]
        indexes = [
            models.Index(
                fields=["party_number_index", "item_id"], name="cases_bar_standing",
                condition=models.Q(lifted_at=None),
            ),
            models.Index(fields=["agency", "-recorded_at"], name="cases_bar_of_agency"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.party_name} {self.until_on}"
