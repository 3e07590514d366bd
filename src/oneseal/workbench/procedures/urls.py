"""Addresses of procedures: those of a case, their acts, and the list of the department."""

from django.urls import path

from oneseal.workbench.procedures import acts, minutes, views

urlpatterns = [
    path("procedures/", views.procedures, name="procedures"),
    path("cases/<uuid:case_id>/procedures/", views.of_case, name="case_procedures"),
    path("cases/<uuid:case_id>/procedures/recusal/", acts.recusal, name="procedure_recusal"),
    path("cases/<uuid:case_id>/procedures/signed-minutes/", minutes.attach, name="minutes_attach"),
    path("cases/<uuid:case_id>/procedures/<slug:name>/", acts.procedure_act, name="procedure_act"),
]
