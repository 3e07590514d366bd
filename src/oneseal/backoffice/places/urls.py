"""Sections, halls, zones, windows and address ranges."""

from django.urls import path

from oneseal.backoffice.places import views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/<slug:kind>/new/", views.make, name="place_new"),
    path("places/<slug:kind>/<uuid:place_id>/", views.change, name="place"),
    path("places/<slug:kind>/<uuid:place_id>/close/", views.close, name="place_close"),
]
