"""Seals."""

from django.urls import path

from oneseal.backoffice.seals import views

urlpatterns = [
    path("seals/", views.seals, name="seals"),
    path("seals/new/", views.enable, name="seal_enable"),
    path("seals/drawing.svg", views.drawing, name="seal_drawing"),
]
