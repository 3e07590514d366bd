"""What real lists are soiled with: found, cleaned, and told."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from oneseal.catalog.rules.tables import cleaned

# How a formula of a workbook is read, and what is shown in its place.
FORMULA: Final = "\0formula"
FORMULA_SHOWN: Final = "公式"
_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# What a database cannot keep in a text.
_UNSTORABLE: Final = re.compile(r"[\x00\ud800-\udfff]")


def html_page(text: str) -> bool:
    """Return whether a text is a web page that a server sent in the place of an answer."""
    return _PAGE.match(text) is not None or "</html>" in text.casefold()


def is_dirty(text: str) -> bool:
    """Return whether a text holds entities, tags or control characters."""
    return (
        html.unescape(text) != text
        or _TAG.search(text) is not None
        or any(unicodedata.category(sign) in _INVISIBLE for sign in text if sign not in "\n\t\r")
    )


def cleaned_lines(text: str) -> str:
    """Return a text without markup, entities and control characters; its lines stay lines, a clean text as it is."""
    if not is_dirty(text):
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(map(cleaned, plain.split("\n"))).strip()


def storable(text: str) -> str:
    """Return a text as it can be kept and shown: a formula by its name, without NUL and halves of signs."""
    return FORMULA_SHOWN if text == FORMULA else _UNSTORABLE.sub("", text)


def key_unfit(key: str) -> str:
    """Return why a text can be nobody's key, as the code of a fault; empty: it can."""
    if key == FORMULA:
        return "formula"
    return "sign_unfit" if _CONTROL.search(key) else ""


def unstorable_paths(value: object, path: str = "") -> Iterator[str]:
    """Yield where decoded JSON holds what a database cannot keep: NUL, halves of signs, no numbers."""
    waiting = [(path, value)]
    while waiting:
        where, part = waiting.pop()
        if isinstance(part, dict):
            waiting += [(f"{where}.{name}".lstrip("."), inner) for name, inner in part.items()]
            if any(isinstance(name, str) and _UNSTORABLE.search(name) for name in part):
                yield where
        elif isinstance(part, list):
            waiting += [(f"{where}[{place}]", inner) for place, inner in enumerate(part)]
        elif isinstance(part, str):
            if _UNSTORABLE.search(part):
                yield where
        elif isinstance(part, float) and not math.isfinite(part):
            yield where
