from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
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
    """That a person may act for an organisation or for another person (APL 29; Civil Code 165).

    Who joined an organisation himself has a mandate without a letter. A written mandate names its `item_ids`
    (none: every item), its last day `ends_on`, and the signed letter; it counts once the principal accepted it.
    `until_on` is the first day on which it is over: ended or revoked.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="mandates")
    principal = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="mandates_given")
    role = models.CharField(max_length=30)
    is_written = models.BooleanField(default=False)
    item_ids = ArrayField(models.UUIDField(), default=list)
    letter_sha256 = models.CharField(max_length=64, blank=True)
    letter_name = models.CharField(max_length=200, blank=True)
    letter_type = models.CharField(max_length=100, blank=True)
    since_on = models.DateField()
    ends_on = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_mandate"
        ordering = ["since_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until_on__isnull=True, is_written=False),
                name="identity_one_mandate_each",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, principal__isnull=True)
                | models.Q(organisation__isnull=True, principal__isnull=False, is_written=True),
                name="identity_mandate_one_principal",
            ),
            models.CheckConstraint(
                condition=models.Q(is_written=False) | ~models.Q(letter_sha256=""),
                name="identity_mandate_has_its_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id or self.principal_id}"
