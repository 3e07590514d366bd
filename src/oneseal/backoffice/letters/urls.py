"""Authorisation letters."""

from django.urls import path

from oneseal.backoffice.letters import views

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/new/", views.make, name="letter_new"),
    path("letters/demand/", views.demand, name="letters_demand"),
    path("letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("letters/<uuid:letter_id>/scan/", views.scan, name="letter_scan"),
    path("letters/<uuid:letter_id>/revoke/", views.revoke, name="letter_revoke"),
]
