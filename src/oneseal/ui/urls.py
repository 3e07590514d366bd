"""Addresses of the design system."""

from django.urls import path

from oneseal.ui import views

app_name = "ui"

urlpatterns = [
    path("preferences/", views.set_preferences, name="preferences"),
    path("previews/", views.preview, name="previews"),
    path("previews/<slug:name>/", views.preview, name="preview"),
]
