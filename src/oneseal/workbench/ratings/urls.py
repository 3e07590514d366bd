"""Addresses of bad ratings, marked ratings and ratings by telephone."""

from django.urls import path

from oneseal.workbench.ratings import marks, phone, views

urlpatterns = [
    path("", views.rectifications, name="ratings"),
    path("<uuid:rectification_id>/", views.rectification, name="rectification"),
    path("<uuid:rectification_id>/rater/", views.rater, name="rater"),
    path("marks/", marks.marks, name="rating_marks"),
    path("marks/<uuid:rating_id>/", marks.judge, name="rating_judge"),
    path("phone/", phone.phone, name="rating_phone"),
]
