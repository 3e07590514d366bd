"""Every view says who may open it; what says nothing is refused by a test and at run time."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header

from oneseal.kernel.access import Actor

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class ActorRequest(HttpRequest):
    """A request to which the middleware has added who is acting (None: nobody signed in)."""

    actor: Actor | None


class SignedInRequest(HttpRequest):
    """A request whose view is only reached by somebody signed in."""

    actor: Actor


class Guarded(Protocol):
    """A view that states its access."""

    access: str


def private_file(answer: Answer, file_name: str, *, is_saved: bool = False) -> Answer:
    """Return an answer with the headers of a file for its reader alone, shown in the page unless `is_saved`.

    A browser neither guesses its type nor keeps it.
    """
    disposition = content_disposition_header(as_attachment=is_saved, filename=file_name)
    answer.headers["Content-Disposition"] = disposition or ("attachment" if is_saved else "inline")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def public(view: View) -> View:
    """Let everybody open a view; it must show nothing that belongs to a person."""
    view.access = "public"  # type: ignore[attr-defined]  # read by the access test
    return view


def _refuse(request: HttpRequest, status: int) -> HttpResponseBase:
    return render(request, "foundation/refused.html", {"status": status}, status=status)


def signed_in(view: View) -> View:
    """Let everybody who is signed in open a view; its selectors decide what he sees."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - any view's arguments
        if request.actor is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"  # type: ignore[attr-defined]  # read by the access test
    return guarded  # type: ignore[return-value]  # same signature as the view


def requires(*permissions: str) -> Callable[[View], View]:
    """Let only posts with one of the permissions open a view; to others it does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - any view's arguments
            if request.actor is None:
                return redirect_to_login(request.get_full_path())
            if not any(request.actor.may(permission) for permission in permissions):
                return _refuse(request, 404)
            return view(request, *args, **kwargs)

        guarded.access = "|".join(permissions)  # type: ignore[attr-defined]  # read by the access test
        return guarded  # type: ignore[return-value]  # same signature as the view

    return decorate
