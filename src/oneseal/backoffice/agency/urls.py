"""The agency."""

from django.urls import path

from oneseal.backoffice.agency import views

urlpatterns = [path("agency/", views.agency, name="agency")]
