"""What a browser may do with our pages, whom we believe where it is, and how long a login lasts."""

from csp.constants import NONE, SELF

from config import env

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}
# The city's own proxies: only they are believed whom they met, and whether in TLS. Empty: nobody is.
ONESEAL_TRUSTED_PROXIES = env.networks("ONESEAL_TRUSTED_PROXIES")
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_NAME = "oneseal_session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "oneseal_csrf"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_USER_MODEL = "identity.Account"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home_after_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "oneseal.portal.accounts.adapter.AccountAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "signup": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
