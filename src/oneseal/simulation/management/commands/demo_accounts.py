"""Say who can sign in to the demo city."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from oneseal.identity.selectors import is_set_up, usual_permissions
from oneseal.identity.services import setup_code
from oneseal.portal.accounts.adapter import staff_home
from oneseal.simulation import world
from oneseal.simulation.services import is_demo_city

SETUP_PATH, PUBLIC_PATH = "/office/setup/", "/my/"


class Command(BaseCommand):
    """List the demo accounts; an empty installation tells where and with which code to set it up."""

    help = "List the demo accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --json."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Write one line, or one JSON list, of role, username, password and url."""
        rows = accounts()
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write("  ".join(row.values()))


def path_of_post(kind: str) -> str:
    """Return where a post's day begins."""
    return staff_home(usual_permissions(kind))


def accounts() -> list[dict[str, str]]:
    """Return role, username, password and url of the bureau's accounts and the applicant; none for a real city."""
    base = settings.ONESEAL_BASE_URL
    if not is_set_up():
        code = f"set-up code {setup_code()}"
        return [{"role": "first run", "username": "", "password": code, "url": base + SETUP_PATH}]
    if not is_demo_city():
        return []
    told = world.city()
    people = [("applicant", told["applicant"]["username"], PUBLIC_PATH)]
    people += [(row["post"].replace("_", " "), row["username"], path_of_post(row["post"])) for row in told["staff"]]
    password = told["password"]
    return [
        {"role": role, "username": username, "password": password, "url": base + path}
        for role, username, path in people
    ]
