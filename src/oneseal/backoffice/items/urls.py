"""Items."""

from django.urls import path

from oneseal.backoffice.items import desk, duties, entries, listing, process, questions, rows, views

urlpatterns = [
    path("items/", listing.items, name="items"),
    path("items/take/<slug:key>/", views.take_over, name="item_take_over"),
    path("items/<uuid:version_id>/", views.version, name="version"),
    path("items/<uuid:version_id>/elements/<slug:key>/", views.element, name="element"),
    path("items/<uuid:version_id>/elements/<slug:key>/source/", desk.source, name="element_source"),
    path("items/<uuid:version_id>/sections/<slug:section>/", desk.section, name="section"),
    path("items/<uuid:version_id>/rows/<slug:key>/new/", rows.added, name="row_new"),
    path("items/<uuid:version_id>/rows/<slug:key>/undo/", rows.undo, name="rows_undo"),
    path("items/<uuid:version_id>/rows/<slug:key>/<int:place>/", rows.row, name="row"),
    path("items/<uuid:version_id>/rows/<slug:key>/<int:place>/move/", rows.move, name="row_move"),
    path("items/<uuid:version_id>/rows/<slug:key>/<int:place>/remove/", rows.remove, name="row_remove"),
    path("items/<uuid:version_id>/entries/<slug:key>/", entries.entries, name="entries"),
    path("items/<uuid:version_id>/entries/<slug:key>/new/", entries.added, name="entry_new"),
    path("items/<uuid:version_id>/entries/<slug:key>/<int:place>/", entries.entry, name="entry"),
    path("items/<uuid:version_id>/entries/<slug:key>/<int:place>/move/", entries.move, name="entry_move"),
    path("items/<uuid:version_id>/entries/<slug:key>/<int:place>/remove/", entries.remove, name="entry_remove"),
    path("items/<uuid:version_id>/form/", questions.application_form, name="application_form"),
    path("items/<uuid:version_id>/form/preview/", questions.preview, name="form_preview"),
    path("items/<uuid:version_id>/form/questions/new/", questions.added, name="question_new"),
    path("items/<uuid:version_id>/form/questions/<int:place>/", questions.question, name="question"),
    path("items/<uuid:version_id>/form/questions/<int:place>/move/", questions.move, name="question_move"),
    path("items/<uuid:version_id>/form/questions/<int:place>/remove/", questions.remove, name="question_remove"),
    path("items/<uuid:version_id>/process/", process.process, name="process"),
    path("items/<uuid:version_id>/process/new/", process.added, name="process_row_new"),
    path("items/<uuid:version_id>/process/<int:place>/", process.row, name="process_row"),
    path("items/<uuid:version_id>/process/<int:place>/move/", process.move, name="process_row_move"),
    path("items/<uuid:version_id>/process/<int:place>/remove/", process.remove, name="process_row_remove"),
    path("items/<uuid:version_id>/duties/", duties.duties, name="duties"),
    path("items/<uuid:version_id>/duties/<slug:step>/", duties.duty, name="duty"),
    path("items/<uuid:version_id>/publish/", views.publish, name="publish"),
    path("items/<uuid:version_id>/revise/", views.revise, name="revise"),
    path("items/<uuid:version_id>/changes/", views.changes, name="changes"),
]
