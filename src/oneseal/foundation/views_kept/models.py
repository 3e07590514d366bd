"""Views of lists that people keep for themselves: a name for a set of filters."""

from __future__ import annotations

from django.db import models


class KeptView(models.Model):
    """One view of one list, kept by one account; `query` is the address's query that makes it."""

    id = models.UUIDField(primary_key=True)
    account_id = models.UUIDField()
    list_name = models.CharField(max_length=40)
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=500)
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "views_kept_view"
        ordering = ["kept_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["account_id", "list_name", "name"], name="views_kept_one_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
