"""Addresses of what the public brought."""

from django.urls import path

from oneseal.workbench.matters import files, registering, views

urlpatterns = [
    path("", views.matters, name="matters"),
    path("list.csv", files.export, name="matters_export"),
    path("new/", registering.register, name="matter_new"),
    path("new/receipt/", registering.receipt, name="matter_receipt"),
    path("<uuid:matter_id>/", views.matter, name="matter"),
    path("<uuid:matter_id>/files/<uuid:file_id>/", files.attachment, name="matter_file"),
    path("<uuid:matter_id>/papers/<uuid:paper_id>/", files.paper, name="matter_paper"),
]
