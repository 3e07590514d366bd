"""A press of a button at the desk."""

from __future__ import annotations

from oneseal.cases.services import Press
from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.http.presses import key_told, told_digest
from oneseal.foundation.timekeeping import now


def press_of(request: SignedInRequest) -> Press:
    """Return the press that a form carries, with a key of its own where it carries none."""
    return Press(request.actor, now(), key_told(request.POST), told=told_digest(request.POST))
