"""Addresses of complaints."""

from django.urls import path

from oneseal.workbench.complaints import views

urlpatterns = [
    path("", views.complaints, name="complaints"),
    path("<uuid:complaint_id>/", views.complaint, name="complaint"),
]
