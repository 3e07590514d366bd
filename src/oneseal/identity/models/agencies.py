from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Agency(models.Model):
    """An implementing body (实施主体): an approval bureau, or a department stationed in a centre.

    `origin` says in words where its powers came from, as the city's plan has it; `closed_on` is the first day
    on which it acts no more. With `demands_letters` each act on a case needs an authorisation letter in force.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=30, default="approval_bureau")
    upper = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="lower")
    origin = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True)
    demands_letters = models.BooleanField(default=False, db_default=False)
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
        constraints = [
            models.UniqueConstraint(
                fields=["division_code"],
                condition=models.Q(kind="government", closed_on=None),
                name="identity_one_government_per_division",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """A section (科室) of an agency; in a bureau often a department's former licensing section (`origin`)."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="sections")
    name = models.CharField(max_length=100)
    origin = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_section"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"], condition=models.Q(closed_on=None), name="identity_section_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post (岗位) of an agency, with its permissions, its section and, at the front, its window."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, related_name="posts")
    window = models.ForeignKey("identity.ServiceWindow", on_delete=models.PROTECT, null=True, related_name="posts")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    permissions = ArrayField(models.CharField(max_length=60))
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_post"
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "title"], name="identity_post_one_title")]

    def __str__(self) -> str:
        return self.title


class PostHolding(models.Model):
    """Who holds a post from when to when; a closed holding stays as history.

    `until_on` is the first day on which it is over. A holder B who stands in for A (AB岗) has a second holding of
    A's post: `stands_in_for` names A's, `ends_on` the last day of the arrangement; it counts while A is absent.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    stands_in_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="substitutes")
    since_on = models.DateField()
    ends_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_post_holding"
        ordering = ["since_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(until_on__isnull=True, stands_in_for__isnull=True),
                name="identity_one_post_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["account", "stands_in_for"],
                condition=models.Q(until_on__isnull=True),
                name="identity_one_substitution_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.post_id}"


class Absence(models.Model):
    """That the holder of a post is away, both days included; `cancelled_at`: he came back, or never left."""

    id = models.UUIDField(primary_key=True)
    holding = models.ForeignKey(PostHolding, on_delete=models.PROTECT, related_name="absences")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_absence"
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(condition=models.Q(to_on__gte=models.F("from_on")), name="identity_absence_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.holding_id} {self.from_on}"
