from __future__ import annotations

from django.db import models


class Person(models.Model):
    """A natural person; numbers are encrypted, the index finds them again.

    Who applies at a window has no account (None) until he registers himself.
    """

    id = models.UUIDField(primary_key=True)
    account = models.OneToOneField("identity.Account", on_delete=models.PROTECT, null=True, related_name="person")
    name = models.CharField(max_length=100)
    id_number = models.BinaryField()
    id_number_index = models.BinaryField(max_length=32, unique=True)
    mobile = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "identity_person"

    def __str__(self) -> str:
        return str(self.id)


class Organisation(models.Model):
    """A legal person or another organisation with a unified social credit code.

    `checked_on` is the day on which a clerk compared the entry with the original papers; None: only told so far.
    """

    id = models.UUIDField(primary_key=True)
    uscc = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    legal_representative = models.CharField(max_length=100)
    address = models.CharField(max_length=200)
    checked_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "identity_organisation"
        ordering = ["name"]
        indexes = [models.Index(fields=["uscc"], name="identity_organisation_by_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=models.Q(checked_on__isnull=False),
                name="identity_one_checked_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """That a person may act for an organisation (APL 29)."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=30)
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_mandate"
        ordering = ["since_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until_on__isnull=True),
                name="identity_one_mandate_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id}"
