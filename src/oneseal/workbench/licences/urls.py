"""Addresses of licences."""

from django.urls import path

from oneseal.workbench.licences import views

urlpatterns = [
    path("", views.licences, name="licences"),
    path("<uuid:licence_id>/", views.licence, name="licence"),
    path("<uuid:licence_id>/revoke/", views.revoke, name="licence_revoke"),
]
