"""Addresses of this front door."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "workbench"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("oneseal.workbench.cases.urls")),
    path("", include("oneseal.workbench.procedures.urls")),
    path("", include("oneseal.workbench.blindness.urls")),
    path("guidance/", include("oneseal.workbench.guiding.urls")),
    path("search/", include("oneseal.workbench.searching.urls")),
    path("receive/", include("oneseal.workbench.receiving.urls")),
    path("", include("oneseal.workbench.payments.urls")),
    path("findings/", include("oneseal.workbench.findings.urls")),
    path("matters/", include("oneseal.workbench.matters.urls")),
    path("ratings/", include("oneseal.workbench.ratings.urls")),
    path("", include("oneseal.workbench.readings.urls")),
    path("", include("oneseal.workbench.board.urls")),
    path("mining/", include("oneseal.workbench.mining.urls")),
    path("licences/", include("oneseal.workbench.licences.urls")),
    path("supervision/rules/", include("oneseal.workbench.rulebook.urls")),
    path("", include("oneseal.workbench.performance.urls")),
]
