from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Hall(models.Model):
    """A hall (大厅) in which windows stand, kept by one agency."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="halls")
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200, blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_hall"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"], condition=models.Q(closed_on=None), name="identity_hall_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """A zone (功能区) of a hall, for one kind of business."""

    id = models.UUIDField(primary_key=True)
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="zones")
    name = models.CharField(max_length=100)
    floor = models.CharField(max_length=20, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_zone"
        ordering = ["floor", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "name"], condition=models.Q(closed_on=None), name="identity_zone_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ServiceWindow(models.Model):
    """A window (窗口) of a zone; without `item_ids` it takes every item of its agency, as an integrated window."""

    id = models.UUIDField(primary_key=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="windows")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, null=True, related_name="windows")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    item_ids = ArrayField(models.UUIDField(), default=list)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_service_window"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "number"], condition=models.Q(closed_on=None), name="identity_window_one_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class AddressRange(models.Model):
    """Network addresses (CIDR) from which staff accept and close cases (限定审批系统登录IP地址)."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="address_ranges")
    network = models.CharField(max_length=50)
    note = models.CharField(max_length=100, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "identity_address_range"
        ordering = ["network"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "network"], condition=models.Q(closed_on=None), name="identity_range_once"
            )
        ]

    def __str__(self) -> str:
        return self.network
