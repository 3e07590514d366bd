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
