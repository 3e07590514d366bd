"""Status."""

from django.urls import path

from oneseal.backoffice.installation import views

urlpatterns = [path("status/", views.status, name="status")]
