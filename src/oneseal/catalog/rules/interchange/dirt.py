"""What real lists are soiled with: found, cleaned, and told."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from oneseal.catalog.rules.tables import cleaned

_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


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
