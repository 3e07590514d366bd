"""Requests of people about their own data."""

from django.urls import path

from oneseal.backoffice.own_data import views

urlpatterns = [
    path("data-requests/", views.requests, name="data_requests"),
    path("data-requests/<uuid:request_id>/", views.answer, name="data_request"),
]
