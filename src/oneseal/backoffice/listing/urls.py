"""Items of other catalogues: imported, looked through, completed."""

from django.urls import path

from oneseal.backoffice.listing import taking, views

urlpatterns = [
    path("items/import/", views.imports, name="imports"),
    path("items/import/<uuid:run_id>/", views.run, name="import_run"),
    path("items/import/<uuid:run_id>/confirm/", views.confirm, name="import_confirm"),
    path("items/import/<uuid:run_id>/continue/", views.go_on, name="import_continue"),
    path("items/import/<uuid:run_id>/report.csv", views.report, name="import_report"),
    path("items/import/<uuid:run_id>/files/marked/", taking.marked, name="import_marked"),
    path("items/export/", taking.export, name="export"),
    path("items/listed/", views.listed, name="listed"),
    path("items/listed/<uuid:listed_id>/", views.listed_item, name="listed_item"),
    path("items/listed/<uuid:listed_id>/complete/", views.complete, name="listed_complete"),
]
