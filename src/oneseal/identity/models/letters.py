from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AuthorisationLetter(models.Model):
    """A letter (授权书) by which a department authorises its section at the centre, both days included.

    `authorities` are of `kernel.access.Authority`; without `item_ids` it speaks of every item. A letter is never
    changed: it is revoked from `revoked_on` on, and another one is entered. The scan may be missing.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="letters")
    number = models.CharField(max_length=60)
    signed_by = models.CharField(max_length=100)
    authorities = ArrayField(models.CharField(max_length=20))
    item_ids = ArrayField(models.UUIDField(), default=list)
    from_on = models.DateField()
    until_on = models.DateField()
    revoked_on = models.DateField(null=True)
    revoked_reason = models.CharField(max_length=200, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=200, blank=True)
    scan_type = models.CharField(max_length=100, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "identity_authorisation_letter"
        ordering = ["-until_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="identity_letter_one_number"),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="identity_letter_days_in_order"
            ),
            models.CheckConstraint(condition=~models.Q(authorities=[]), name="identity_letter_authorises_something"),
        ]

    def __str__(self) -> str:
        return self.number
