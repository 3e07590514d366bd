"""Who is acting, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from oneseal.foundation.files.services import FileTooLarge
from oneseal.foundation.http.actors import actor_for
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.errors import RuleError

UPLOADS_AT_ONCE = 5
# What a login may open whose post demands a second factor that it has not set up: logins, language, style.
OPEN_UNSECURED = ("/accounts/", "/language/", "/static/", "/ui/", "/healthz")
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ActorMiddleware:
    """Add `request.actor`: the signed-in person with his post and permissions, or None."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Name the actor, then go on; what only he may see stays in no cache, and is gone after he signs out."""
        address = request.META.get("REMOTE_ADDR", "")
        account_id = request.user.pk
        actor = actor_for(account_id, address) if account_id else None
        request.actor = actor  # type: ignore[attr-defined]  # ours
        if actor is not None and actor.must_secure and not request.path.startswith(OPEN_UNSECURED):
            return redirect("mfa_index")
        response = self.get_response(request)
        if account_id and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class RequestSizeMiddleware:
    """Refuse a request far larger than any upload may be, before a byte of it is kept.

    One file somewhat too large is told so on its own page, where nothing else is lost.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.most = UPLOADS_AT_ONCE * settings.ONESEAL_UPLOAD_LIMIT_BYTES

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 when the request is too large, else go on."""
        length = request.META.get("CONTENT_LENGTH", "")
        if length.isdecimal() and int(length) > self.most:
            problem = FileTooLarge("the request is too large", limit_mb=settings.ONESEAL_UPLOAD_LIMIT_BYTES // 2**20)
            context = {"status": 413, "sentence": sentence(problem)}
            return render(request, "foundation/refused.html", context, status=413)
        return self.get_response(request)


class RuleErrorMiddleware:
    """Turn a refusal that no view caught into a page with a full sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on; only refusals concern this middleware."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponseBase | None:
        """Answer 404, 409 or 422 with the sentence of the refusal."""
        if not isinstance(problem, RuleError):
            return None
        status = status_of(problem)
        context = {"status": status, "sentence": sentence(problem)}
        return render(request, "foundation/refused.html", context, status=status)
