"""What departments entrust to a centre."""

from django.urls import path

from oneseal.backoffice.entrusting import views

urlpatterns = [
    path("entrustments/", views.entrustments, name="entrustments"),
    path("entrustments/new/", views.make, name="entrustment_new"),
    path("entrustments/<uuid:entrustment_id>/", views.entrustment, name="entrustment"),
    path("entrustments/<uuid:entrustment_id>/end/", views.end, name="entrustment_end"),
]
