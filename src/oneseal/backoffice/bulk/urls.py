"""Bulk edits of the list, and copies from another item."""

from django.urls import path

from oneseal.backoffice.bulk import copying, views

urlpatterns = [
    path("items/bulk/", views.edits, name="bulk_edits"),
    path("items/bulk/new/", views.new, name="bulk_new"),
    path("items/bulk/<uuid:edit_id>/", views.edit, name="bulk_edit"),
    path("items/bulk/<uuid:edit_id>/confirm/", views.confirm, name="bulk_confirm"),
    path("items/bulk/<uuid:edit_id>/continue/", views.go_on, name="bulk_continue"),
    path("items/bulk/<uuid:edit_id>/undo/", views.undo, name="bulk_undo"),
    path("items/<uuid:version_id>/copy/", copying.similar, name="copy"),
    path("items/<uuid:version_id>/copy/from/", copying.copy, name="copy_from"),
]
