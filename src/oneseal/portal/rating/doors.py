"""What opens by a code alone, without a login: one address for both, so that the list of public ones stays short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oneseal.foundation.http.access import public
from oneseal.portal.rating.pad import pad
from oneseal.portal.rating.rate import rate

DOORS: Final[dict[str, Callable[[HttpRequest, str], HttpResponseBase]]] = {"rate": rate, "pad": pad}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest, kind: str, code: str) -> HttpResponseBase:
    """Open one rating, or the screen of a window, to whoever has its code; any other code is not found."""
    return DOORS[kind](request, code)
