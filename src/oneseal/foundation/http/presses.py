"""One press of one button, as its form carries it: the key it was rendered with, and a digest of what it tells."""

from __future__ import annotations

import hashlib
import json
from typing import Final
from uuid import UUID, uuid4

from django.http import QueryDict

from oneseal.foundation.http.identifiers import uuid_told

# What a form carries beside the words: the same words are told whichever of its buttons is pressed.
NOT_TOLD: Final = frozenset({"csrfmiddlewaretoken", "press", "seen", "step"})


def key_told(posted: QueryDict) -> UUID:
    """Return the key that a form was rendered with, or a new one."""
    return uuid_told(posted.get("press", "")) or uuid4()


def told_digest(posted: QueryDict, *, about: str = "") -> str:
    """Return a digest of what a form tells, and of what it is told about."""
    told = sorted((key, values) for key, values in posted.lists() if key not in NOT_TOLD)
    return hashlib.sha256(json.dumps([about, told], ensure_ascii=False).encode()).hexdigest()
