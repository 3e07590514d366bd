"""Every app of the house, from the front door down, and the middleware around it."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "oneseal.ui",
    "oneseal.foundation.audit",
    "oneseal.foundation.readlog",
    "oneseal.foundation.outbox",
    "oneseal.foundation.jobs",
    "oneseal.foundation.files",
    "oneseal.foundation.sequences",
    "oneseal.foundation.http",
    "oneseal.foundation.outside",
    "oneseal.foundation.notify",
    "oneseal.foundation.views_kept",
    "oneseal.identity",
    "oneseal.papers",
    "oneseal.forms",
    "oneseal.workflow",
    "oneseal.catalog",
    "oneseal.cases",
    "oneseal.licences",
    "oneseal.evaluation",
    "oneseal.archives",
    "oneseal.credit",
    "oneseal.dispatch",
    "oneseal.payments",
    "oneseal.exchange",
    "oneseal.portal",
    "oneseal.workbench",
    "oneseal.backoffice",
    "oneseal.simulation",
    # After our rooms, so that our pages for logins are found before the library's own.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "oneseal.foundation.http.middleware.RequestSizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "oneseal.foundation.http.middleware.ActorMiddleware",
    "oneseal.foundation.http.middleware.RuleErrorMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "oneseal.foundation.http.context.house",
                "oneseal.ui.preferences.preferences",
            ],
        },
    }
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
