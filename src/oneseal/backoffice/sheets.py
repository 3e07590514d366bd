"""Forms and confirmations that are the same everywhere: ask, act, say what happened, go back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from oneseal.backoffice.pages import refused, show
from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.errors import RuleError


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form's page says around it: title, purpose, the button, its room, and where one goes afterwards."""

    title: str
    purpose: str
    action: str
    room: str
    back: str


def filled_in(request: SignedInRequest, form: Form, *, sheet: Sheet, act: Callable[[], str]) -> HttpResponse:
    """Show a form; once it is sent and sound, act, say the sentence that `act` returns, and go back."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = act()
            except RuleError as problem:
                status = refused(form, problem)
            else:
                messages.success(request, said)
                return redirect(sheet.back)
    return show(request, "backoffice/form.html", {"form": form, "sheet": sheet}, room=sheet.room, status=status)


def confirmed(request: SignedInRequest, *, sheet: Sheet, act: Callable[[], str]) -> HttpResponse:
    """Ask for confirmation; once it is given, act, say the sentence that `act` returns, and go back."""
    refusal, status = "", 200
    if request.method == "POST":
        try:
            said = act()
        except RuleError as problem:
            refusal, status = sentence(problem), status_of(problem)
        else:
            messages.success(request, said)
            return redirect(sheet.back)
    context = {"sheet": sheet, "refusal": refusal}
    return show(request, "backoffice/confirm.html", context, room=sheet.room, status=status)
