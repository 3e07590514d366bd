"""One's own login: password, second factor, and the post in which one acts."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, public, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.identity.selectors import posts_to_act_in
from oneseal.identity.services import password_set_by_link, post_take
from oneseal.kernel.access import ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.portal.accounts.adapter import staff_home
from oneseal.portal.pages import page


class NewPasswordForm(forms.Form):
    """A password set anew with a link."""

    use_required_attribute = False
    password = forms.CharField(
        label=gettext_lazy("新密码"), strip=False,
        help_text=gettext_lazy("至少10个字符，不能全是数字，不能是常见密码。"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("再输一次密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean_password(self) -> str:
        """Return the password when the policy accepts it."""
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])

    def clean(self) -> dict[str, object]:
        """Compare the two passwords."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("两次输入的密码不一样。请重新输入。"))
        return cleaned


@signed_in
@require_GET
def account(request: SignedInRequest) -> HttpResponse:
    """Show the reader's own login and, to staff, the posts in which he may act today."""
    is_staff = request.actor.kind is ActorKind.STAFF
    context = {
        "username": request.user.get_username(),
        "posts": posts_to_act_in(request.actor.own_account, on=timekeeping.today()) if is_staff else [],
        "has_second_factor": is_mfa_enabled(request.user),
        "home_url": staff_home(request.actor.permissions) if is_staff else "",
    }
    return page(request, "portal/accounts/account.html", context)


@signed_in
@require_POST
def take_post(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Act in one of one's posts from now on."""
    title = post_take(holding_id=holding_id, actor=request.actor, now=timekeeping.now())
    messages.success(request, _("现在您在“%(title)s”岗位上办理。") % {"title": title})
    return redirect("portal:account")


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
@public
def new_password(request: HttpRequest, account_id: UUID, token: str) -> HttpResponse:
    """Set a password with the link that the administrator handed over; a link that is over says so when it is used."""
    form = NewPasswordForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            password_set_by_link(
                account_id=account_id, token=token, password=form.cleaned_data["password"], now=timekeeping.now()
            )
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("新密码已设定。请用新密码登录。"))
            return redirect("account_login")
    answer = page(request, "portal/accounts/new_password.html", {"form": form}, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    return answer
