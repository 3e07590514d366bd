from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """A login; who the person is stands in `Person` (public) or `PostHolding` (staff).

    `acts_in` is the holding in which a member of staff with more than one chose to act; None: his own.
    """

    id = models.UUIDField(primary_key=True)
    first_name = None  # type: ignore[assignment]  # Chinese names are one field
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(max_length=100)
    acts_in = models.ForeignKey("identity.PostHolding", on_delete=models.PROTECT, null=True, related_name="+")
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "identity_account"

    def __str__(self) -> str:
        return self.username


class StaffNumber(models.Model):
    """The citizen number of a member of staff, as the agency states it (GB 11643); encrypted, and only ever compared.

    The index is made like that of `Person`, so that the two meet. It is not unique: who was released and comes back
    has another login.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="staff_number")
    number = models.BinaryField()
    number_index = models.BinaryField(max_length=32)
    masked = models.CharField(max_length=18)
    stated_at = models.DateTimeField()

    class Meta:
        db_table = "identity_staff_number"
        # From the people of a case to the logins of staff: asked before a move of whoever has a number.
        indexes = [models.Index(fields=["number_index"], name="identity_staff_by_number")]

    def __str__(self) -> str:
        return self.masked
