"""Whether a visitor spoke TLS is told by the city's own proxies, and by nobody else."""

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client, RequestFactory
from structlog.testing import capture_logs

from config.settings import prod
from oneseal.foundation.http.proxies import ProxyMiddleware
from oneseal.identity.models import PostHolding
from oneseal.ui import preferences
from tests.factories import world

PROXY, ELSEWHERE = "127.0.0.1", "203.0.113.7"
TLS = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "198.51.100.4"}
NAMES = ("SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "SECURE_REDIRECT_EXEMPT", "SECURE_HSTS_SECONDS")


@pytest.fixture(autouse=True)
def production(settings, clock):
    """Ask for TLS as production does, behind a proxy on the machine itself."""
    for name in (*NAMES, "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        setattr(settings, name, getattr(prod, name))
    settings.ONESEAL_TRUSTED_PROXIES = (f"{PROXY}/32",)


def met(address, **headers):
    """Return a browser that the program meets at an address."""
    return Client(REMOTE_ADDR=address, HTTP_HOST="testserver", **headers)


def test_a_trusted_proxy_says_that_the_visitor_spoke_tls(city):
    page = met(PROXY, **TLS).get("/")

    assert page.status_code == 200
    assert "max-age" in page["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        pytest.param(ELSEWHERE, TLS, id="somebody-past-the-proxy-with-headers-of-his-own"),
        pytest.param(PROXY, {**TLS, "HTTP_X_FORWARDED_PROTO": "http"}, id="who-spoke-without-tls-to-the-proxy"),
        pytest.param(PROXY, {}, id="a-proxy-that-says-nothing"),
        pytest.param(ELSEWHERE, {}, id="nobody-said-anything"),
    ],
)
def test_everybody_else_is_sent_to_https(city, address, headers):
    answer = met(address, **headers).get("/items/?q=1")

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/items/?q=1")
    assert "Strict-Transport-Security" not in answer


def test_where_no_proxy_is_named_nobody_is_believed(city, settings):
    settings.ONESEAL_TRUSTED_PROXIES = ()

    assert met(PROXY, **TLS).get("/").status_code == 301


def test_the_health_page_answers_without_tls(city):
    assert met(PROXY).get("/healthz").status_code in {200, 503}


@pytest.mark.parametrize(("address", "is_secure"), [(PROXY, True), (ELSEWHERE, False)])
def test_a_cookie_is_for_tls_only_where_tls_was_spoken(city, settings, address, is_secure):
    settings.SECURE_SSL_REDIRECT = False  # else nobody without TLS gets as far as a cookie

    answer = met(address, **TLS).post("/ui/preferences/", {"theme": "dark", "next": "/"})

    assert bool(answer.cookies[preferences.THEME_COOKIE]["secure"]) is is_secure


@pytest.mark.parametrize(("address", "scheme"), [(PROXY, "https"), (ELSEWHERE, "http")])
def test_a_link_that_the_program_writes_begins_as_the_visitor_came(city, settings, address, scheme):
    settings.SECURE_SSL_REDIRECT = False
    browser = met(address, **TLS)
    account = get_user_model().objects.get(username="system_administrator")
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    browser.cookies[settings.SESSION_COOKIE_NAME]["secure"] = ""
    holding = PostHolding.objects.get(account_id=world.staff("reviewer").account_id, until_on=None)

    page = browser.post(f"/office/staff/{holding.id}/password/").content.decode()

    assert f'href="{scheme}://testserver/accounts/new-password/' in page


@pytest.mark.parametrize(
    ("address", "told", "is_secure"),
    [
        pytest.param(PROXY, "https", True, id="the-proxy"),
        pytest.param("::ffff:127.0.0.1", "https", True, id="the-proxy-as-ipv4-in-ipv6"),
        pytest.param(PROXY, "http", False, id="the-proxy-says-no"),
        pytest.param(ELSEWHERE, "https", False, id="somebody"),
        pytest.param("", "https", False, id="no-address"),
    ],
)
def test_what_reaches_the_pages_is_what_trusted_proxies_said(address, told, is_secure):
    request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_PROTO=told)

    ProxyMiddleware(lambda _request: HttpResponse())(request)

    assert request.is_secure() is is_secure


def test_without_the_middleware_anybody_would_be_believed():
    """The control: what the middleware takes away is what Django believes."""
    assert RequestFactory().get("/", REMOTE_ADDR=ELSEWHERE, HTTP_X_FORWARDED_PROTO="https").is_secure()


@pytest.mark.parametrize(("named", "warned"), [((), 1), ((f"{PROXY}/32",), 0)])
def test_a_start_in_production_without_a_proxy_is_told_to_the_log(settings, named, warned):
    settings.ONESEAL_TRUSTED_PROXIES = named

    with capture_logs() as logs:
        ProxyMiddleware(lambda _request: HttpResponse())

    assert [row["event"] for row in logs] == ["http.no_proxy_trusted"] * warned
