"""The agencies of the city."""

from django.urls import path

from oneseal.backoffice.agencies import views

urlpatterns = [
    path("agencies/", views.agencies, name="agencies"),
    path("agencies/new/", views.found, name="agency_found"),
    path("agencies/<uuid:agency_id>/", views.place, name="agency_place"),
    path("agencies/<uuid:agency_id>/close/", views.close, name="agency_close"),
]
