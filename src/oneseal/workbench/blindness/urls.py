"""Blind mode: how examiners were drawn, drawing again, and lifting the cover."""

from django.urls import path

from oneseal.workbench.blindness import acts, views

urlpatterns = [
    path("drawings/", views.drawings, name="drawings"),
    path("cases/<uuid:case_id>/drawings/", views.of_case, name="case_drawings"),
    path("cases/<uuid:case_id>/draw-again/", acts.draw_again, name="case_draw_again"),
    path("cases/<uuid:case_id>/lift-cover/", acts.lift_cover, name="case_lift_cover"),
]
