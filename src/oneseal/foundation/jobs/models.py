"""When each process and each periodic job last ran."""

from django.db import models


class Heartbeat(models.Model):
    """The last sign of life of a process or job; `healthz` and `doctor` read it."""

    name = models.CharField(primary_key=True, max_length=80)
    beat_at = models.DateTimeField()

    class Meta:
        db_table = "jobs_heartbeat"

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%Y-%m-%d %H:%M:%S}"
