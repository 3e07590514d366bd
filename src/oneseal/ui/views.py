"""Views of the design system: preferences for everybody, previews for developers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from oneseal.ui import preferences, previews


@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keep theme or elder mode in a cookie and return to the page; open to everybody."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    response.status_code = 303
    if request.POST.get("theme") in preferences.THEMES:
        _keep(request, response, {preferences.THEME_COOKIE: request.POST["theme"]})
    if request.POST.get("elder") in {"0", "1"}:
        _keep(request, response, {preferences.ELDER_COOKIE: request.POST["elder"]})
    return response


@require_GET
def preview(request: HttpRequest, name: str = "index") -> HttpResponse:
    """Return one preview page; only while DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    try:
        return render(request, f"ui/previews/{name}.html", previews.samples(name))
    except TemplateDoesNotExist as absent:
        raise Http404 from absent


def _keep(request: HttpRequest, response: HttpResponse, cookies: dict[str, str]) -> None:
    for name, value in cookies.items():
        response.set_cookie(
            name,
            value,
            max_age=preferences.COOKIE_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
