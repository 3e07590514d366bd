"""The read log."""

from django.urls import path

from oneseal.workbench.readings import views

urlpatterns = [path("readings/", views.readings, name="readings")]
