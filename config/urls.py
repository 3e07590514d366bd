"""Every address of the house, by delivery package."""

from django.urls import include, path
from django.views.i18n import set_language

from oneseal.foundation.http.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/mfa/", include("allauth.mfa.urls")),
    path("ui/", include("oneseal.ui.urls")),
    path("workbench/", include("oneseal.workbench.urls")),
    path("office/", include("oneseal.backoffice.urls")),
    path("demo/", include("oneseal.simulation.urls")),
    path("", include("oneseal.portal.urls")),
]
