"""Every address of the house, by delivery package."""

from django.conf import settings
from django.urls import include, path

from oneseal.foundation.http.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
