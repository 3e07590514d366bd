from __future__ import annotations

from django.db import models


class Division(models.Model):
    """An administrative division (GB/T 2260, below counties GB/T 10114): 6 digits down to counties, 9 for townships.

    `valid_from`, `valid_until` and `successor` are None where no source says them: unknown, not "always".
    `source` names the table it came from; the city's own rows bear an empty one.
    """

    code = models.CharField(primary_key=True, max_length=9)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "identity_division"
        ordering = ["code"]
        indexes = [models.Index(fields=["name"], name="identity_division_by_name")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
