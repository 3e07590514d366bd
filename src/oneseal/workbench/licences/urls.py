"""Addresses of licences."""

from django.urls import path

from oneseal.workbench.licences import acting, views

urlpatterns = [
    path("", views.licences, name="licences"),
    path("<uuid:licence_id>/", views.licence, name="licence"),
    path("<uuid:licence_id>/revoke/", views.revoke, name="licence_revoke"),
    path("<uuid:licence_id>/requests/<uuid:request_id>/decline/", acting.decline, name="licence_request_decline"),
    path("<uuid:licence_id>/<slug:doing>/", acting.act, name="licence_act"),
]
