"""The demo city as its files tell it; plain data, nothing is decided here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings


@cache
def city() -> Mapping[str, Any]:
    """Return `fixtures/demo/city.json`: agency, seal, staff, item, applicant, organisations."""
    return _read("city")


@cache
def agencies() -> Mapping[str, Any]:
    """Return `fixtures/demo/agencies.json`: the other agencies of the city, their staff and their places."""
    return _read("agencies")


@cache
def items() -> Mapping[str, Any]:
    """Return `fixtures/demo/items-*.json`: by item, the agency that handles it and what the city says of it."""
    folder = settings.ONESEAL_REFERENCE.parent / "demo"
    return {key: told for path in sorted(folder.glob("items-*.json")) for key, told in _read(path.stem).items()}


@cache
def past() -> Mapping[str, Any]:
    """Return `fixtures/demo/past.json`: what some items of the city asked for before it reformed them."""
    return _read("past")


def ledgers() -> Mapping[str, Any]:
    """Return `fixtures/demo/ledgers.json`: certificates by the law that asks for them, duties of one item."""
    return _read("ledgers")


@cache
def cases() -> Mapping[str, Any]:
    """Return `fixtures/demo/cases.json`: when the city was founded, and each case with its steps."""
    return _read("cases")


@cache
def matters() -> list[dict[str, Any]]:
    """Return `fixtures/demo/matters.json`: what the public brought to the desk, and what became of it."""
    return list(_read("matters")["matters"])


def _read(name: str) -> Mapping[str, Any]:
    path = settings.ONESEAL_REFERENCE.parent / "demo" / f"{name}.json"
    content: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return content
