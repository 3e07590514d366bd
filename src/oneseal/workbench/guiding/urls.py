"""Addresses of guidance before an application."""

from django.urls import path

from oneseal.workbench.guiding import views

urlpatterns = [
    path("", views.guidance, name="guidance"),
    path("<uuid:item_id>/", views.give, name="guidance_give"),
]
