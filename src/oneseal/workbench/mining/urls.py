"""Paths of cases, and logs of other systems."""

from django.urls import path

from oneseal.workbench.mining import logs, views

urlpatterns = [
    path("", views.mining, name="mining"),
    path("export/", views.export, name="mining_export"),
    path("logs/", logs.logs, name="mining_logs"),
    path("logs/<uuid:log_id>/", logs.log, name="mining_log"),
    path("logs/<uuid:log_id>/delete/", logs.remove, name="mining_log_remove"),
]
