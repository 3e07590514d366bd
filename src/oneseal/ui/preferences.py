"""How one reader wants the pages: theme and elder mode, kept in two cookies."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

THEME_COOKIE: Final = "oneseal_theme"
ELDER_COOKIE: Final = "oneseal_elder"
THEMES: Final = ("auto", "light", "dark")
COOKIE_SECONDS: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """Theme (`auto`, `light`, `dark`) and whether the elder mode is on."""

    theme: str = "auto"
    is_elder: bool = False


def preferences_of(request: HttpRequest) -> Preferences:
    """Return the preferences in the cookies of `request`; anything odd counts as the default."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return Preferences(
        theme=theme if theme in THEMES else "auto",
        is_elder=request.COOKIES.get(ELDER_COOKIE) == "1",
    )


def preferences(request: HttpRequest) -> dict[str, object]:
    """Return the template context `preferences`; a context processor for every page."""
    return {"preferences": preferences_of(request)}
