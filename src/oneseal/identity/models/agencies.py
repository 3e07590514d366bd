from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Agency(models.Model):
    """An implementing body (实施主体): an approval bureau, or a department stationed in a centre."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    uscc = models.CharField(max_length=18, unique=True)
    document_word = models.CharField(max_length=20)
    city_name = models.CharField(max_length=50)
    division_code = models.CharField(max_length=6)
    exercise_level = models.CharField(max_length=1)
    address = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    complaint_telephone = models.CharField(max_length=40, blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)
    reconsideration_body = models.CharField(max_length=100, blank=True)
    court = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "identity_agency"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post (岗位) of an agency, with its permissions."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    permissions = ArrayField(models.CharField(max_length=60))

    class Meta:
        db_table = "identity_post"
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "title"], name="identity_post_one_title")]

    def __str__(self) -> str:
        return self.title


class PostHolding(models.Model):
    """Who holds a post from when to when; a closed holding stays as history."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_post_holding"
        ordering = ["since_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(until_on__isnull=True),
                name="identity_one_post_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.post_id}"
