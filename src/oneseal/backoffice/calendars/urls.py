"""Calendar."""

from django.urls import path

from oneseal.backoffice.calendars import views

urlpatterns = [path("calendar/", views.calendar, name="calendar")]
