"""One press of one button, as its form carries it: the key it was rendered with, and a digest of what it tells."""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID, uuid4

from django.http import QueryDict

from oneseal.foundation.encryption import keyed_digest
from oneseal.foundation.http.identifiers import uuid_told

TOLD: Final = "press.told"
# What a form carries beside the words: the same words are told whichever of its buttons is pressed.
NOT_TOLD: Final = frozenset({"csrfmiddlewaretoken", "press", "seen", "step"})


def key_told(posted: QueryDict) -> UUID:
    """Return the key that a form was rendered with, or a new one."""
    return uuid_told(posted.get("press", "")) or uuid4()


def told_digest(posted: QueryDict, *, about: str = "") -> str:
    """Return a keyed digest of what a form tells, and of what it is told about: the words may be personal data."""
    told = sorted((key, values) for key, values in posted.lists() if key not in NOT_TOLD)
    return keyed_digest(json.dumps([about, told], ensure_ascii=False), context=TOLD)
