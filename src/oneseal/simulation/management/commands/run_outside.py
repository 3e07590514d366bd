"""Serve the outside systems of the demo city until told to stop."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from oneseal.foundation.keys import installation_keys
from oneseal.simulation.outside.city import MAIL_FILE, city_systems
from oneseal.simulation.outside.faults import city_faults
from oneseal.simulation.outside.mail import Mailbox, serve_mail
from oneseal.simulation.outside.places import mail_place
from oneseal.simulation.outside.serving import serve


class Command(BaseCommand):
    """Listen on one loopback port per system, beginning with the one of the settings."""

    help = "Serve the outside systems of the demo city."

    def handle(self, *_args: object, **_options: Any) -> None:  # noqa: ANN401 - Django's options
        """Start every system; stop them at SIGTERM or Ctrl-C."""
        first: int = getattr(settings, "ONESEAL_OUTSIDE_PORT", 0)
        faults = city_faults()
        if faults is None:
            message = "ONESEAL_OUTSIDE_PORT names no port; the demo starts these systems itself"
            raise CommandError(message)
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        systems = city_systems(settings.ONESEAL_DATA, faults=faults, keys=installation_keys(settings.ONESEAL_KEY_FILE))
        running = [serve(system, port=first + number) for number, system in enumerate(systems)]
        mail = serve_mail(Mailbox.at(settings.ONESEAL_DATA / MAIL_FILE), faults, port=mail_place(first)["port"])
        stop.wait()
        for server in running:
            server.stop()
        mail.stop()
