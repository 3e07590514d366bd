"""Read the settings that come from the environment."""

from __future__ import annotations

import os
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """Return an environment variable, or the default when it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return True for 1, true, yes or on."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def one_of(name: str, *allowed: str) -> str:
    """Return the value of an environment variable, the first of those allowed when it is empty or absent.

    Raises:
        ValueError: the value is none of those allowed.
    """
    told = text(name, allowed[0])
    if told not in allowed:
        message = f"{name} is {told!r}; it may be {' or '.join(allowed)}"
        raise ValueError(message)
    return told


def networks(name: str) -> tuple[str, ...]:
    """Return the addresses and networks of an environment variable, comma separated; none when it is absent.

    Raises:
        ValueError: one of them is neither, or holds every address there is.
    """
    found = []
    for told in filter(None, map(str.strip, text(name).split(","))):
        try:
            network = ip_network(told)
        except ValueError as problem:
            message = f"{name} names {told!r}: {problem}; write for instance 127.0.0.1,10.20.0.0/28"
            raise ValueError(message) from problem
        if network.prefixlen == 0:
            message = f"{name} names {told!r}, which is everybody; name the proxies only"
            raise ValueError(message)
        found.append(str(network))
    return tuple(found)


def data_directory() -> Path:
    """Return the folder that holds everything an installation owns."""
    return Path(text("ONESEAL_DATA", str(ROOT / "var"))).resolve()


def database(url: str) -> dict[str, object]:
    """Return Django's database settings for a postgresql:// address.

    The host may be given as a query parameter (`?host=/path/of/socket`), as libpq allows.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "oneseal",
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or query.get("password", "")),
        "HOST": unquote(parts.hostname or "") or query.get("host", ""),
        "PORT": str(parts.port or query.get("port", "")),
    }
