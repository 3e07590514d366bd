"""How logins behave: no sign-up form of the library's own, and each kind of person lands at home."""

from __future__ import annotations

from collections.abc import Collection

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from oneseal.foundation.http.actors import actor_for
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import posts_to_act_in
from oneseal.kernel.access import ActorKind

INBOX, CASES, OFFICE = "/workbench/", "/workbench/cases/", "/office/"
EXTENSIONS = "/workbench/extensions/"
REVIEWS = "/office/review/"
REVIEWING = ("catalog.review_department", "catalog.review_legal", "catalog.govern")


def staff_home(permissions: Collection[str]) -> str:
    """Return where a post's day begins: at what waits for it, at all cases if it only reads, or in the back office."""
    if "cases.approve_extension" in permissions:
        return EXTENSIONS
    if "cases.read" not in permissions:
        is_reviewer = any(name in permissions for name in REVIEWING) and "catalog.edit" not in permissions
        return REVIEWS if is_reviewer else OFFICE
    is_reader = all(name == "cases.read" or not name.startswith("cases.") for name in permissions)
    return CASES if is_reader else INBOX


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Ours: people register on the portal with their citizen number; staff are appointed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse the library's own sign-up page."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Send staff to their desk or office and the public to their own cases."""
        account_id = request.user.pk
        actor = actor_for(account_id, "") if account_id else None
        if actor is None or actor.kind is not ActorKind.STAFF:
            return "/my/"
        # Who may stand in for an absent colleague today chooses first in which post he acts.
        choices = posts_to_act_in(actor.own_account, on=today())
        return "/accounts/self/" if len(choices) > 1 else staff_home(actor.permissions)
