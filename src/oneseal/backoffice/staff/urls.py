"""Staff."""

from django.urls import path

from oneseal.backoffice.staff import mailing, numbering, standing_in, views

urlpatterns = [
    path("staff/", views.staff, name="staff"),
    path("staff/new/", views.appoint, name="staff_appoint"),
    path("staff/<uuid:holding_id>/end/", views.release, name="staff_release"),
    path("staff/<uuid:holding_id>/mail/", mailing.mail, name="staff_mail"),
    path("staff/<uuid:holding_id>/number/", numbering.number, name="staff_number"),
    path("staff/<uuid:holding_id>/absence/", standing_in.absence, name="staff_absence"),
    path("staff/<uuid:holding_id>/substitute/", standing_in.substitute, name="staff_substitute"),
    path("staff/absences/<uuid:absence_id>/end/", standing_in.absence_end, name="staff_absence_end"),
    path("staff/substitutes/<uuid:holding_id>/end/", standing_in.substitute_end, name="staff_substitute_end"),
]
