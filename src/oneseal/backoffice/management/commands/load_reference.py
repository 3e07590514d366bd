"""Load the official holiday notices that ship with the program."""

from __future__ import annotations

import json

from django.conf import settings
from django.core.management.base import BaseCommand

from oneseal.foundation.timekeeping import now
from oneseal.workflow.services import calendar_load


class Command(BaseCommand):
    """Load reference data; a notice that the city loaded by hand stays."""

    help = "Load official holiday notices."

    def handle(self, *_args: object, **_options: object) -> None:
        """Load every year's file."""
        folder = settings.ONESEAL_REFERENCE / "holidays"
        contents = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
        changed = calendar_load(contents=contents, now=now())
        if changed:
            self.stdout.write(f"holiday notices loaded for: {', '.join(map(str, changed))}")
        else:
            self.stdout.write("holiday notices are up to date")
