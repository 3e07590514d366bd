from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entrustment(models.Model):
    """That a department entrusts to a centre the receiving of applications and the handing out of results.

    Both days included; `until_on` None: no last day was agreed. Without `item_ids` it speaks of every item. `basis`
    names the paper on which it rests. It is never changed: it is ended from `ended_on` on, and another one is made.
    """

    id = models.UUIDField(primary_key=True)
    department = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="entrustments")
    centre = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="entrusted")
    item_ids = ArrayField(models.UUIDField(), default=list)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "identity_entrustment"
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="identity_entrustment_days_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(department=models.F("centre")), name="identity_entrustment_to_another"
            ),
        ]

    def __str__(self) -> str:
        return self.basis
