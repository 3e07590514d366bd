from __future__ import annotations

from django.db import models
from django.db.models import Q


class WorkMail(models.Model):
    """The mail address at which a member of staff is told of his work, as the agency states it; encrypted."""

    account = models.OneToOneField(
        "identity.Account", on_delete=models.PROTECT, primary_key=True, related_name="work_mail"
    )
    address = models.BinaryField()
    masked = models.CharField(max_length=260)
    stated_at = models.DateTimeField()

    class Meta:
        db_table = "identity_work_mail"

    def __str__(self) -> str:
        return self.masked


class MailAddress(models.Model):
    """The mail address of a person: encrypted, confirmed by a code, and used for notices only with consent (PIPL 14).

    Who removed his address keeps an empty row, so that removing it does not reset how many codes were sent.
    `agreed_at` None: no consent, or withdrawn. `code` is empty when none waits.
    """

    person = models.OneToOneField("identity.Person", on_delete=models.PROTECT, primary_key=True, related_name="+")
    address = models.BinaryField()
    masked = models.CharField(max_length=260, blank=True)
    stated_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    code = models.BinaryField()
    code_made_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    codes_on = models.DateField(null=True)
    codes_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "identity_mail_address"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(masked=""), name="identity_mail_confirms_an_address"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="identity_mail_consent_once_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.masked
