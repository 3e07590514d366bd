from __future__ import annotations

from django.db import models


class Look(models.Model):
    """Up to which instant one rule has looked at one agency, and why the last look failed, if it did.

    A look that fails stays where it was, so the next one sees what it missed; the others go on.
    """

    id = models.UUIDField(primary_key=True)
    rule = models.CharField(max_length=10)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    looked_until = models.DateTimeField()
    ran_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "supervision_look"
        ordering = ["rule", "agency"]
        constraints = [models.UniqueConstraint(fields=["agency", "rule"], name="supervision_one_look")]

    def __str__(self) -> str:
        return f"{self.rule} {self.agency_id}"
