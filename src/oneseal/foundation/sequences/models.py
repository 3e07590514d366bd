"""Counters for numbers that people cite; no holes, no repeats (docs/adr)."""

from django.db import models


class Counter(models.Model):
    """The last number given out for one issuer, kind and period (a year or a day)."""

    id = models.BigAutoField(primary_key=True)
    issuer = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    period = models.CharField(max_length=10)
    value = models.PositiveIntegerField()

    class Meta:
        db_table = "sequence_counter"
        constraints = [models.UniqueConstraint(fields=["issuer", "kind", "period"], name="sequence_counter_one_each")]

    def __str__(self) -> str:
        return f"{self.issuer}/{self.kind}/{self.period}={self.value}"
