"""Every address of the program, and what each post, an applicant and nobody get from it.

The promise of an address follows from what its view says of its access; the tests hold the page
`docs/reference/access-matrix.md` to the code, and the code to what a real request is answered.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, PathConverter, SlugConverter, StringConverter, UUIDConverter

from oneseal.identity.rules.posts import FOUNDING, POST_KINDS
from tests.architecture.reference import MADE, table

NOBODY, APPLICANT = "nobody", "applicant"
WHO = (NOBODY, APPLICANT, *POST_KINDS)
# Neighbours that guard themselves: the login library asks for a sign-in, or shows its page to everybody.
LIBRARY_OPEN = frozenset(
    {
        "account_login", "account_signup", "account_inactive", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key", "account_reset_password_from_key_done", "account_confirm_email",
        "account_email_verification_sent", "account_confirm_login_code", "account_request_login_code", "account_logout",
        "mfa_authenticate", "mfa_trust", "set_language",
    }
)  # fmt: skip
LIBRARY_SIGNED_IN = frozenset(
    {
        "account_reauthenticate", "account_email", "account_change_password", "account_set_password", "mfa_index",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    }
)  # fmt: skip
OPEN_BY_NATURE = "oneseal.ui.views"
SOMETHING = {
    UUIDConverter: "00000000-0000-4000-8000-000000000000", IntConverter: "1", SlugConverter: "nothing",
    StringConverter: "nothing", PathConverter: "nothing",
}  # fmt: skip


class Unlisted(AssertionError):
    """An address whose access nobody stated."""


@dataclass(frozen=True)
class Address:
    """One address: its pattern, an example of it, who may come in (public, signed_in, or permissions)."""

    pattern: str
    example: str
    access: str


def permissions_of(post: str) -> frozenset[str]:
    """Return what a post may do; the first agency's administrator also founds agencies."""
    held = POST_KINDS[post].permissions
    return held | {FOUNDING} if post == "system_administrator" else held


def _walk(patterns, prefix, example):
    for pattern in patterns:
        where = prefix + str(pattern.pattern).lstrip("^").rstrip("$").replace(r"\Z", "")
        here = example + _example(pattern)
        if isinstance(pattern, URLPattern):
            yield pattern, where, here
        else:
            yield from _walk(pattern.url_patterns, where, here)


def _example(pattern) -> str:
    route = getattr(pattern.pattern, "_route", None)
    if route is None:
        return _EXAMPLES_OF_EXPRESSIONS[str(pattern.pattern)]
    for name, converter in pattern.pattern.converters.items():
        filled = SOMETHING[type(converter)]
        route = _filled(route, name, filled)
    return route


def _filled(route: str, name: str, filled: str) -> str:
    head, _gap, tail = route.partition(f"{name}>")
    return head[: head.rindex("<")] + filled + tail


_EXAMPLES_OF_EXPRESSIONS = {
    r"^(?P<name>certificates|intermediaries)/$": "intermediaries/",
    r"^(?P<kind>rate|pad)/(?P<code>[\w-]+)/$": "rate/nothing/",
    r"^confirm-email/(?P<key>[-:\w]+)/$": "confirm-email/nothing/",
    r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-nothing/",
}


def _access(pattern: URLPattern, where: str) -> str:
    view = getattr(pattern.callback, "view_class", pattern.callback)
    stated = getattr(pattern.callback, "access", None) or getattr(view, "access", None)
    if stated:
        return str(stated)
    if view.__module__ == OPEN_BY_NATURE or pattern.name in LIBRARY_OPEN:
        return "public"
    if pattern.name in LIBRARY_SIGNED_IN:
        return "signed_in"
    raise Unlisted(f"{where}: say who may open {view.__module__}.{view.__name__} ({pattern.name})")


def addresses() -> list[Address]:
    """Return every address in order; an address without stated access is refused."""
    found = {
        where: Address(where, "/" + example, _access(pattern, where))
        for pattern, where, example in _walk(get_resolver().url_patterns, "", "")
    }
    return [found[where] for where in sorted(found)]


def may_enter(address: Address, who: str) -> bool:
    """Return what the access of an address promises to somebody."""
    if address.access == "public":
        return True
    if who == NOBODY:
        return False
    if address.access == "signed_in":
        return True
    return who in POST_KINDS and bool(set(address.access.split("|")) & permissions_of(who))


def matrix_page() -> str:
    """Return the page of every address and who may come in."""
    rows = [
        [
            f"`/{address.pattern}`",
            address.access.replace("|", " or "),
            *("●" if may_enter(address, who) else "" for who in WHO),
        ]
        for address in addresses()
    ]
    head = (
        "# Who may open which address\n\nEvery address of the program against every post, an applicant, and nobody "
        "signed in. A dot opens the door; what is behind it is still only what the selectors give to that person. "
        "Without a dot nobody is sent to sign in, and anybody else is told that the page does not exist.\n\n"
    )
    headings = ["address", "access", *(who.replace("_", " ") for who in WHO)]
    return f"{head}{MADE}\n{table(headings, rows)}"
