"""How a material is known as something of a list beside the items: by its number there, or by its name."""

from __future__ import annotations

from typing import Final

from oneseal.catalog.rules.version import Material

_PLAIN: Final = str.maketrans({"(": "（", ")": "）", "“": None, "”": None, "《": None, "》": None})


def plain_name(name: str) -> str:
    """Return a name as names are compared: without spaces, quotation marks, brackets of either width made one."""
    return "".join(name.split()).translate(_PLAIN)


def is_meant(material: Material, *, element: str, number: str, name: str) -> bool:
    """Return True when a material is what a list names: its `element` holds the number there, or the names agree."""
    listed = material.text(element)
    return (bool(listed) and listed == number) or plain_name(material.name) == plain_name(name)
