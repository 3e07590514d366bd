"""Items."""

from django.urls import path

from oneseal.backoffice.items import entries, views

urlpatterns = [
    path("items/", views.items, name="items"),
    path("items/take/<slug:key>/", views.take_over, name="item_take_over"),
    path("items/<uuid:version_id>/", views.version, name="version"),
    path("items/<uuid:version_id>/elements/<slug:key>/", views.element, name="element"),
    path("items/<uuid:version_id>/entries/<slug:key>/", entries.entries, name="entries"),
    path("items/<uuid:version_id>/entries/<slug:key>/new/", entries.added, name="entry_new"),
    path("items/<uuid:version_id>/entries/<slug:key>/<int:place>/", entries.entry, name="entry"),
    path("items/<uuid:version_id>/entries/<slug:key>/<int:place>/move/", entries.move, name="entry_move"),
    path("items/<uuid:version_id>/entries/<slug:key>/<int:place>/remove/", entries.remove, name="entry_remove"),
    path("items/<uuid:version_id>/publish/", views.publish, name="publish"),
    path("items/<uuid:version_id>/revise/", views.revise, name="revise"),
    path("items/<uuid:version_id>/changes/", views.changes, name="changes"),
]
