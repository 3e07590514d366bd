"""A press of a button on the public pages."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.services import Press
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.http.presses import told_digest


def press_told(request: SignedInRequest, key: UUID | None = None) -> Press:
    """Return the press that a form carries, under the key that was read of it already where one was.

    Raises:
        ValueError: the form carries no key.
    """
    key = key or UUID(request.POST.get("press", ""))
    return Press(request.actor, timekeeping.now(), key, told=told_digest(request.POST))
