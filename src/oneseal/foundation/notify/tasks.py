"""Send messages in the background; a gateway that is down delays them and nothing else."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.foundation.notify.services import message_send
from oneseal.foundation.timekeeping import now


@app.task(name="notify.send", retry=RetryStrategy(max_attempts=1440, wait=60), queue="outside")
def send_message(*, message_id: str) -> None:
    """Send one message; tried once a minute for a day, until the gateway takes it."""
    message_send(UUID(message_id), now=now())
