"""Addresses of the rules of supervision."""

from django.urls import path

from oneseal.workbench.rules import views

urlpatterns = [
    path("", views.rules, name="rules"),
    path("settings/<uuid:setting_id>/", views.answer, name="rule_setting"),
    path("<slug:rule_id>/", views.rule, name="rule"),
]
