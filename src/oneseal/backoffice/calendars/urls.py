"""Calendar."""

from django.urls import path

from oneseal.backoffice.calendars import changes, views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/closures/new/", changes.closure_new, name="closure_new"),
    path("calendar/closures/<uuid:closure_id>/withdraw/", changes.closure_withdraw, name="closure_withdraw"),
    path("calendar/hours/new/", changes.hours_new, name="office_hours_new"),
    path("calendar/changes/<uuid:change_id>/", changes.change, name="calendar_change"),
    path("calendar/changes/<uuid:change_id>/confirm/", changes.confirm, name="calendar_change_confirm"),
]
