"""Lists that stand beside the items: certificates, types of licences, responsibilities."""

from __future__ import annotations

from django.db import models

from oneseal.catalog.models.items import Item, ItemVersion


class CertificateRequirement(models.Model):
    """One certificate (证明事项, OBE art. 44; domain D.4.7, A97) that the city keeps, or has cancelled."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    basis = models.TextField()
    demanding_unit = models.CharField(max_length=300)
    issuing_unit = models.CharField(max_length=300, blank=True)
    replacement = models.CharField(max_length=20, blank=True)
    replacement_note = models.CharField(max_length=500, blank=True)
    document = models.CharField(max_length=300, blank=True)
    listed_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_certificate"
        db_table_comment = "List of certificates, kept and cancelled (OBE art. 44; domain D.4.7)"
        ordering = ["state", "number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["kept", "cancelled"]), name="catalog_certificate_kept_or_cancelled"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled", document=""), name="catalog_certificate_cancelled_by_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class LicenceType(models.Model):
    """One type of licences, by name; `type_code` None: nobody has read its national code (GB/T 36904)."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=300, unique=True)
    type_code = models.CharField(max_length=21, null=True, unique=True)  # noqa: DJ001 - unknown is not empty
    issuing_body = models.CharField(max_length=300, blank=True)
    listed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_licence_type"
        db_table_comment = (
            "Types of licences that items issue or that replace materials (R716 art. 7; GB/T 36903, 36904)"
        )
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LicenceTypeIssuer(models.Model):
    """An item that issues a type of licences, with the type code its licences bear."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, primary_key=True, related_name="+")
    licence_type = models.ForeignKey(LicenceType, on_delete=models.PROTECT, related_name="issuers")
    type_code = models.CharField(max_length=21, unique=True)

    class Meta:
        db_table = "catalog_licence_type_issuer"
        db_table_comment = "Which item issues which type of licences (domain E.2)"
        ordering = ["type_code"]

    def __str__(self) -> str:
        return self.type_code


class LicenceTypeUse(models.Model):
    """A material of a published version that a type of licences replaces."""

    id = models.BigAutoField(primary_key=True)
    licence_type = models.ForeignKey(LicenceType, on_delete=models.PROTECT, related_name="uses")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    material = models.CharField(max_length=100)
    name = models.CharField(max_length=1000)

    class Meta:
        db_table = "catalog_licence_type_use"
        db_table_comment = "Which materials of published versions a type of licences replaces (R716 art. 7)"
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(fields=["licence_type", "version", "material"], name="catalog_licence_type_use_one")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.material}"


class Duty(models.Model):
    """What one step of an item obliges to, who is bound, and what is accounted for (domain A103, D.4.6).

    Rows follow the flow of the newest published version until an editor writes one himself (`is_own`).
    """

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="duties")
    step = models.CharField(max_length=60)
    step_name = models.CharField(max_length=200)
    place = models.PositiveIntegerField()
    duty = models.TextField()
    post = models.CharField(max_length=200)
    accountability = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    is_own = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_duty"
        db_table_comment = "Responsibility list: item and step, duty, post, accountability, basis (domain D.4.6, A103)"
        ordering = ["item", "place"]
        constraints = [models.UniqueConstraint(fields=["item", "step"], name="catalog_duty_one_row_a_step")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.step}"
