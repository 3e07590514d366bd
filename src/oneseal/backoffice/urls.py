"""Addresses of the back office, room by room."""

from django.urls import include, path

app_name = "backoffice"
urlpatterns = [
    path("", include("oneseal.backoffice.founding.urls")),
    path("", include("oneseal.backoffice.agency.urls")),
    path("", include("oneseal.backoffice.seals.urls")),
    path("", include("oneseal.backoffice.staff.urls")),
    path("", include("oneseal.backoffice.listing.urls")),
    path("", include("oneseal.backoffice.items.urls")),
    path("", include("oneseal.backoffice.calendars.urls")),
    path("", include("oneseal.backoffice.installation.urls")),
]
