"""Every address says who may open it; the ones for everybody stand on a short list."""

from django.urls import URLPattern, get_resolver

from oneseal.identity.rules.posts import FOUNDING, POST_KINDS

# Addresses of the login library and of Django itself, which guard themselves.
OTHERS = ("allauth.", "django.")
# Neighbours of the foundation, which cannot use its decorators: a cookie for everybody, previews for developers.
OPEN_BY_NATURE = "oneseal.ui.views"
PUBLIC_AT_MOST = 48


def addresses(patterns=None, prefix=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield where, pattern
        else:
            yield from addresses(pattern.url_patterns, where)


def view_of(pattern):
    return getattr(pattern.callback, "view_class", pattern.callback)


def our_views():
    """Return (address, view's module and name, access) of every view that is ours."""
    found = []
    for where, pattern in addresses():
        view = view_of(pattern)
        if not view.__module__.startswith(OTHERS):
            access = getattr(pattern.callback, "access", None) or getattr(view, "access", None)
            access = "public" if view.__module__ == OPEN_BY_NATURE else access
            found.append((where, f"{view.__module__}.{view.__name__}", access))
    return found


def test_each_view_says_who_may_open_it():
    silent = [f"{where}: {view}" for where, view, access in our_views() if not access]

    assert our_views()
    assert not silent, "\n".join(silent)


def test_a_permission_asked_for_is_one_that_some_post_has():
    known = {permission for kind in POST_KINDS.values() for permission in kind.permissions} | {FOUNDING}
    strange = [
        f"{where}: {access}"
        for where, _view, access in our_views()
        if access and access not in {"public", "signed_in"} and not set(access.split("|")) <= known
    ]

    assert not strange


def test_the_workbench_and_the_office_have_no_public_room():
    open_rooms = [
        where
        for where, pattern in addresses()
        if where.startswith(("workbench/", "office/")) and getattr(pattern.callback, "access", "") == "public"
    ]

    assert open_rooms in ([], ["office/setup/"]), open_rooms


def test_the_list_of_public_addresses_stays_short():
    public = [where for where, pattern in addresses() if getattr(pattern.callback, "access", "") == "public"]

    assert public
    assert len(public) <= PUBLIC_AT_MOST, public
