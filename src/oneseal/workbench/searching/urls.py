"""The address of the search."""

from django.urls import path

from oneseal.workbench.searching import views

urlpatterns = [path("", views.search, name="search")]
