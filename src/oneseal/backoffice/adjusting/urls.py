"""Adjustments of the list by document."""

from django.urls import path

from oneseal.backoffice.adjusting import deciding, views

urlpatterns = [
    path("adjustments/", views.adjustments, name="adjustments"),
    path("adjustments/new/", views.choose, name="adjustment_new"),
    path("adjustments/decide/", deciding.decide, name="adjustment_decide"),
    path("adjustments/<uuid:adjustment_id>/", views.adjustment, name="adjustment"),
]
