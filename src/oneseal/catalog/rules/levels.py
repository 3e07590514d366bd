"""The three levels of the catalogue (domain D.1): basic directory, implementation list, business handling item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from oneseal.catalog.rules.publication import Fault
from oneseal.catalog.rules.version import ItemContent
from oneseal.kernel.numbering import MOST_HANDLING_ITEMS, NumberRefused, parse_basic_code

_KIND_IN_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]$")


def directory_name(name: str) -> str:
    """Return the name of the directory entry that an item belongs to: without what tells the item from its sisters."""
    return _KIND_IN_BRACKETS.sub("", name).strip() or name


def next_serial(taken: Iterable[int]) -> int | None:
    """Return the serial of the next handling item of an implementation; None when all of them are taken.

    A serial is never given again, so it follows the highest that was.
    """
    serial = max(taken, default=0) + 1
    return serial if serial <= MOST_HANDLING_ITEMS else None


def level_faults(content: ItemContent) -> list[Fault]:
    """Return a fault when the basic code of an item is none; an absent code is told elsewhere."""
    code = content.text("basic_code")
    if not code:
        return []
    try:
        basic = parse_basic_code(code)
    except NumberRefused:
        return [Fault("basic_code", "catalog.basic_code_malformed", {"basic_code": code})]
    kind = content.text("item_type")
    if kind and basic.item_type != kind:
        return [Fault("basic_code", "catalog.basic_code_of_other_type", {"basic_code": code, "type": basic.item_type})]
    return []
