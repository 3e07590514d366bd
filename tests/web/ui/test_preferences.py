"""Theme and elder mode are kept in cookies, and the way back stays on this site."""

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from oneseal.ui import preferences, previews

urlpatterns = [
    path("ui/", include("oneseal.ui.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def plain_middleware(settings, clock) -> None:
    """These pages need neither an account nor a collected static folder."""
    settings.MIDDLEWARE = [
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]


def send(**answers: str) -> tuple[int, str, dict[str, str]]:
    response = Client().post("/ui/preferences/", answers)
    cookies = {name: morsel.value for name, morsel in response.cookies.items()}
    return response.status_code, response["Location"], cookies


def test_a_theme_is_kept_and_the_reader_returns() -> None:
    assert send(theme="dark", next="/items/?q=1") == (
        303,
        "/items/?q=1",
        {preferences.THEME_COOKIE: "dark"},
    )


def test_elder_mode_is_kept() -> None:
    assert send(elder="1", next="/")[2] == {preferences.ELDER_COOKIE: "1"}


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("https://elsewhere.example/", id="other-host"),
        pytest.param("//elsewhere.example/", id="other-host-without-scheme"),
        pytest.param("javascript:alert(1)", id="script"),
    ],
)
def test_the_way_back_never_leaves_the_site(target: str) -> None:
    assert send(theme="dark", next=target)[1] == "/"


def test_an_unknown_theme_is_not_kept() -> None:
    assert send(theme="red", next="/")[2] == {}


def test_an_odd_cookie_counts_as_the_default() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[preferences.THEME_COOKIE] = "<script>"

    assert preferences.preferences_of(request) == preferences.Preferences()


@pytest.mark.parametrize("name", ["index", *previews.PAGES])
@override_settings(DEBUG=True)
def test_each_preview_page_is_shown_while_developing(name: str) -> None:
    address = "/ui/previews/" if name == "index" else f"/ui/previews/{name}/"

    assert Client().get(address).status_code == 200


def test_previews_do_not_exist_in_service() -> None:
    assert Client().get("/ui/previews/").status_code == 404
