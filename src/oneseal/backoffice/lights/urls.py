"""When the lights change."""

from django.urls import path

from oneseal.backoffice.lights import views

urlpatterns = [path("lights/", views.lights, name="lights")]
