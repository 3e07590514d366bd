"""The first run, and the list of what is still to do after it."""

from __future__ import annotations

from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.founding.checklist import steps_for
from oneseal.backoffice.founding.forms import SetupForm
from oneseal.backoffice.pages import ADMINISTRATORS, refused, sent_in, show
from oneseal.foundation.http.access import SignedInRequest, public, requires
from oneseal.foundation.http.throttle import Throttle
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import AlreadySetUp, SetupCodeWrong
from oneseal.identity.selectors import is_set_up
from oneseal.identity.services import installation_set_up
from oneseal.kernel.errors import RuleError

GUESSES = Throttle("setup", tries=10, seconds=600)
FIELDS = {
    "identity.setup_code": "code", "identity.name_taken": "username", "numbering.": "uscc", "http.": "code",
}  # fmt: skip


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@public
def setup(request: HttpRequest) -> HttpResponse:
    """Found the agency and its administrator, once, with the code printed at the start of the program."""
    if is_set_up():
        raise AlreadySetUp("there is an agency already")
    form = SetupForm(sent_in(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _found(request, form)
                return redirect("backoffice:home")
            except RuleError as problem:
                status = refused(form, problem, fields=FIELDS)
    parts = [(key, title, [form[name] for name in names]) for key, title, names in form.PARTS]
    return render(request, "backoffice/founding/setup.html", {"form": form, "parts": parts}, status=status)


def _found(request: HttpRequest, form: SetupForm) -> None:
    address = request.META.get("REMOTE_ADDR", "")
    GUESSES.check(address)
    account = form.account()
    try:
        installation_set_up(agency=form.agency(), administrator=account, code=form.cleaned_data["code"], now=now())
    except SetupCodeWrong:
        GUESSES.failed(address)
        raise
    user = authenticate(request, username=account.username, password=account.password)
    if user is not None:
        login(request, user)


@require_safe
@requires(*ADMINISTRATORS)
def home(request: SignedInRequest) -> HttpResponse:
    """Show what is done and what is still to do before the first application can come."""
    steps = steps_for(request.actor, today=today())
    return show(
        request, "backoffice/founding/home.html", {"steps": steps, "is_open": all(step.is_done for step in steps)}
    )
