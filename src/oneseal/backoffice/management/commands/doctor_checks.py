"""Test what only the application can test of an installation."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from oneseal.backoffice.installation.checks import Check, checks
from oneseal.foundation.timekeeping import now


class Command(BaseCommand):
    """Say of each part whether it is well, and how to mend it."""

    help = "Test database, migrations, worker, holidays, fonts, files, keys, clock, outbox and audit chains."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --json and --full."""
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--full", action="store_true", help="prove the audit chains of all cases")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Write one line, or one JSON list, of name, ok, detail and mend."""
        found = checks(now=now(), in_full=options["full"])
        if options["json"]:
            self.stdout.write(json.dumps([_row(check) for check in found], ensure_ascii=False))
            return
        for check in found:
            self.stdout.write(f"{'ok   ' if check.ok else 'FAULT'}  {check.name}: {check.detail}")


def _row(check: Check) -> dict[str, object]:
    return {"name": check.name, "ok": check.ok, "detail": check.detail, "mend": check.mend}
