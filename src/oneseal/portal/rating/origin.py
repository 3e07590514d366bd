"""From where a rating comes: a random cookie of the device and the network address; kept as blind indexes only."""

from __future__ import annotations

import secrets
from typing import Final, TypeVar

from django.http import HttpRequest, HttpResponseBase

from oneseal.evaluation.services import Origin

Answer = TypeVar("Answer", bound=HttpResponseBase)
COOKIE: Final = "oneseal_rating"
_SECONDS: Final = 180 * 24 * 3600
_LONGEST: Final = 64


def origin_of(request: HttpRequest) -> Origin:
    """Return the device and the address of a request."""
    return Origin(request.COOKIES.get(COOKIE, "")[:_LONGEST], str(request.META.get("REMOTE_ADDR", "")))


def with_device(request: HttpRequest, answer: Answer) -> Answer:
    """Return an answer that gives a device its cookie, where it has none yet."""
    if COOKIE not in request.COOKIES:
        answer.set_cookie(
            COOKIE, secrets.token_urlsafe(16), max_age=_SECONDS, secure=request.is_secure(), httponly=True,
            samesite="Lax",
        )  # fmt: skip
    return answer
