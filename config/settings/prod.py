"""A city's own servers."""

from config.settings.base import *  # noqa: F403
from oneseal.foundation.keys import installation_keys

SECRET_KEY = installation_keys(ONESEAL_KEY_FILE).derive("django")  # noqa: F405 - from base
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by probes of the machine itself, past the proxy
# Only from ONESEAL_TRUSTED_PROXIES: ProxyMiddleware takes it away from everybody else before it is read.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
