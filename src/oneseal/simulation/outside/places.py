"""Where the demo city's outside systems listen: one port each, one after another on loopback."""

from __future__ import annotations

from typing import Any, Final

from oneseal.foundation.keys import InstallationKeys

SYSTEMS: Final = ("population", "companies", "credit", "sms", "post", "payment")

# The mail server speaks SMTP, not the signed protocol; it takes the last port of the row.
MAIL_PLACE: Final = 9


def mail_place(first_port: int) -> dict[str, Any]:
    """Return where the mail server of the demo city is: on loopback, without a password."""
    return {"host": "127.0.0.1", "port": first_port + MAIL_PLACE, "sender": "oneseal@anlan.example"}


def secret_of(system: str, keys: InstallationKeys) -> str:
    """Return the secret that the installation shares with one of its outside systems."""
    return keys.derive(f"outside.{system}")


def outside_systems(first_port: int, keys: InstallationKeys) -> dict[str, dict[str, str]]:
    """Return address and secret of every system."""
    return {
        system: {"url": f"http://127.0.0.1:{first_port + number}", "secret": secret_of(system, keys)}
        for number, system in enumerate(SYSTEMS)
    }
