"""Register a person; everything else about logins is allauth's."""

from __future__ import annotations

from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import ActorRequest, public
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.http.throttle import Throttle
from oneseal.identity.errors import NameTaken, PersonAtWindow, PersonKnown
from oneseal.identity.selectors import agencies_all
from oneseal.identity.services import person_register
from oneseal.identity.services.registration import Registration
from oneseal.kernel.errors import RuleError
from oneseal.portal.accounts.forms import RegisterForm
from oneseal.portal.pages import page

# Asking again and again which numbers are registered is slowed down; a whole hall may share one address.
KNOWN_NUMBERS = Throttle("register-known", tries=30, seconds=3600)


def safe_next(request: HttpRequest, default: str) -> str:
    """Return the address to go on to, when it lies on this site."""
    told = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        told, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return told if told and is_ours else default


@public
@sensitive_post_parameters("password", "again", "id_number", "mobile")
@require_http_methods(["GET", "POST"])
def register(request: ActorRequest) -> HttpResponse:
    """Make a login for a natural person and sign him in."""
    if request.actor is not None:
        return redirect(safe_next(request, reverse("portal:my")))
    form = RegisterForm(request.POST or None, today=timekeeping.today())
    if request.method == "POST" and form.is_valid():
        try:
            _register(request, form)
        except RuleError as problem:
            form.add_error(_field_of(problem), sentence(problem))
            return _form(request, form, status=status_of(problem))
        return redirect(safe_next(request, reverse("portal:my")))
    return _form(request, form, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, form: RegisterForm, *, status: int) -> HttpResponse:
    context = {"form": form, "next": safe_next(request, ""), "agencies": agencies_all()}
    return page(request, "portal/accounts/register.html", context, status=status)


def _field_of(problem: RuleError) -> str | None:
    return {NameTaken: "username", PersonKnown: "id_number", PersonAtWindow: "id_number"}.get(type(problem))


def _register(request: ActorRequest, form: RegisterForm) -> None:
    told, address = form.cleaned_data, request.META.get("REMOTE_ADDR", "")
    KNOWN_NUMBERS.check(address)
    registration = Registration(
        username=told["username"], password=told["password"], name=told["name"].strip(),
        id_number=told["id_number"], mobile=told["mobile"],
    )  # fmt: skip
    try:
        person_register(told=registration, address=address, now=timekeeping.now())
    except (PersonKnown, PersonAtWindow):
        KNOWN_NUMBERS.failed(address)
        raise
    user = authenticate(request, username=told["username"], password=told["password"])
    if user is not None:
        login(request, user)
