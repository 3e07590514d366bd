"""Which items are stationed in the centre."""

from django.urls import path

from oneseal.backoffice.stationing import views

urlpatterns = [
    path("stations/", views.stations, name="stations"),
    path("stations/<uuid:item_id>/", views.station, name="station"),
]
