"""What happened and must be told to others, written with the change itself."""

from django.db import models


class Event(models.Model):
    """A fact of the past; relayed to its receivers after commit."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=80)
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    relayed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "outbox_event"
        indexes = [
            models.Index(fields=["id"], name="outbox_event_waiting", condition=models.Q(relayed_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class Delivery(models.Model):
    """That one receiver has dealt with one event; makes receivers idempotent."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    receiver = models.CharField(max_length=120)
    delivered_at = models.DateTimeField()

    class Meta:
        db_table = "outbox_delivery"
        constraints = [models.UniqueConstraint(fields=["event", "receiver"], name="outbox_delivery_once")]

    def __str__(self) -> str:
        return f"{self.receiver} {self.event_id}"
