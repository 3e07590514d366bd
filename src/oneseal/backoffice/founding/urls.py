"""First run and overview."""

from django.urls import path

from oneseal.backoffice.founding import views

urlpatterns = [
    path("", views.home, name="home"),
    path("setup/", views.setup, name="setup"),
]
