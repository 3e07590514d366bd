"""The reader's mail address: state it, confirm it, agree to notices or withdraw that, remove it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.notify.services import Channel, sender
from oneseal.identity.selectors import mail_code_limits, mail_of, person_of
from oneseal.identity.services import (
    mail_code_again,
    mail_confirm,
    mail_notices_agree,
    mail_notices_withdraw,
    mail_remove,
    mail_state,
)
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.portal.pages import page


class AddressForm(forms.Form):
    """The address to which mails go."""

    use_required_attribute = False
    address = forms.CharField(
        label=gettext_lazy("邮箱地址"), max_length=254,
        help_text=gettext_lazy("加密保存。先发一封带验证码的邮件，确认是您的邮箱。"),
        widget=forms.EmailInput({"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("请填写邮箱地址。")},
    )  # fmt: skip


class CodeForm(forms.Form):
    """The code that came by mail."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("验证码"), max_length=20, help_text=gettext_lazy("邮件里的六位数字。"),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("请填写邮件里的验证码。")},
    )  # fmt: skip


def mail_words(actor: Actor) -> str:
    """Return in words which address is kept and what it is used for."""
    found = mail_of(actor)
    if found is None:
        return _("没有填写")
    if found.confirmed_at is None:
        return _("%(address)s（等待确认）") % {"address": found.masked}
    if found.agreed_at is None:
        return _("%(address)s（已确认，不接收通知）") % {"address": found.masked}
    return _("%(address)s（已确认，接收办件通知）") % {"address": found.masked}


def _shown(request: SignedInRequest, *, status: int = 200, **forms_bound: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "mail": mail_of(request.actor), "is_person": person_of(request.actor) is not None,
        "is_connected": sender(Channel.MAIL) is not None, "address_form": AddressForm(), "code_form": CodeForm(),
        "life_minutes": mail_code_limits().life_minutes, **forms_bound,
    }  # fmt: skip
    return page(request, "portal/own_data/mail.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def mail(request: SignedInRequest) -> HttpResponse:
    """Show the reader's mail address; a press keeps another and sends the code to it."""
    if request.method == "GET":
        return _shown(request)
    form = AddressForm(request.POST)

    def act() -> None:
        mail_state(address=form.cleaned_data["address"], actor=request.actor, now=timekeeping.now())

    said = _("验证码已发到这个邮箱。请查收后填在下面。")
    return _pressed(request, form, act, said=said, name="address_form")


@signed_in
@require_POST
def confirm(request: SignedInRequest) -> HttpResponse:
    """Confirm the address with the code that came to it."""
    form = CodeForm(request.POST)

    def act() -> None:
        mail_confirm(code=form.cleaned_data["code"], actor=request.actor, now=timekeeping.now())

    return _pressed(request, form, act, said=_("邮箱已确认。要不要接收办件通知，由您决定。"), name="code_form")


def _pressed(
    request: SignedInRequest, form: forms.Form, act: Callable[[], None], *, said: str, name: str
) -> HttpResponse:
    """Do what a form asks for, or show the page again with what was typed."""
    status = 422
    if form.is_valid():
        try:
            act()
        except RuleError as problem:
            form.add_error(next(iter(form.fields)), sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, said)
            return redirect("portal:mail")
    return _shown(request, status=status, **{name: form})


def _done(request: SignedInRequest, act: Callable[[], None], said: str) -> HttpResponse:
    """Do what one press asks for, and say so or say why not."""
    try:
        act()
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, said)
    return redirect("portal:mail")


@signed_in
@require_POST
def code_again(request: SignedInRequest) -> HttpResponse:
    """Send another code."""
    return _done(
        request, lambda: mail_code_again(actor=request.actor, now=timekeeping.now()),
        _("新的验证码已发出，以前的不再有效。"),
    )  # fmt: skip


@signed_in
@require_POST
def agree(request: SignedInRequest) -> HttpResponse:
    """Agree to notices by mail."""
    return _done(
        request, lambda: mail_notices_agree(actor=request.actor, now=timekeeping.now()),
        _("今后办件进展也会发到您的邮箱。"),
    )  # fmt: skip


@signed_in
@require_POST
def withdraw(request: SignedInRequest) -> HttpResponse:
    """Withdraw the consent to notices by mail."""
    return _done(
        request, lambda: mail_notices_withdraw(actor=request.actor, now=timekeeping.now()),
        _("同意已撤回，不再发邮件通知。"),
    )  # fmt: skip


@signed_in
@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    """Remove the address."""
    return _done(
        request, lambda: mail_remove(actor=request.actor, now=timekeeping.now()),
        _("邮箱地址已删除，不再发邮件通知。"),
    )  # fmt: skip
