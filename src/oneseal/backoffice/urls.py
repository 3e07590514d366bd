"""Addresses of the back office, room by room."""

from django.urls import include, path

app_name = "backoffice"
urlpatterns = [
    path("", include("oneseal.backoffice.founding.urls")),
    path("", include("oneseal.backoffice.agency.urls")),
    path("", include("oneseal.backoffice.agencies.urls")),
    path("", include("oneseal.backoffice.places.urls")),
    path("", include("oneseal.backoffice.posts.urls")),
    path("", include("oneseal.backoffice.letters.urls")),
    path("", include("oneseal.backoffice.entrusting.urls")),
    path("", include("oneseal.backoffice.divisions.urls")),
    path("", include("oneseal.backoffice.seals.urls")),
    path("", include("oneseal.backoffice.papers.urls")),
    path("", include("oneseal.backoffice.staff.urls")),
    path("", include("oneseal.backoffice.security.urls")),
    path("", include("oneseal.backoffice.own_data.urls")),
    path("", include("oneseal.backoffice.listing.urls")),
    path("", include("oneseal.backoffice.items.urls")),
    path("", include("oneseal.backoffice.bulk.urls")),
    path("", include("oneseal.backoffice.review.urls")),
    path("", include("oneseal.backoffice.adjusting.urls")),
    path("", include("oneseal.backoffice.stationing.urls")),
    path("", include("oneseal.backoffice.reform.urls")),
    path("", include("oneseal.backoffice.quality.urls")),
    path("", include("oneseal.backoffice.ledgers.urls")),
    path("", include("oneseal.backoffice.migrating.urls")),
    path("", include("oneseal.backoffice.calendars.urls")),
    path("", include("oneseal.backoffice.lights.urls")),
    path("", include("oneseal.backoffice.ratings.urls")),
    path("", include("oneseal.backoffice.desk_limits.urls")),
    path("", include("oneseal.backoffice.blindness.urls")),
    path("", include("oneseal.backoffice.installation.urls")),
    path("", include("oneseal.backoffice.proof.urls")),
]
