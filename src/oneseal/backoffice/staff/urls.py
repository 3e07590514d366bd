"""Staff."""

from django.urls import path

from oneseal.backoffice.staff import views

urlpatterns = [
    path("staff/", views.staff, name="staff"),
    path("staff/new/", views.appoint, name="staff_appoint"),
    path("staff/<uuid:holding_id>/end/", views.release, name="staff_release"),
]
