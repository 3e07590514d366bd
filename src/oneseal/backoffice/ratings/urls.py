"""What holds for ratings, and the screens at windows."""

from django.urls import path

from oneseal.backoffice.ratings import views

urlpatterns = [
    path("ratings/", views.rating_rules_page, name="rating_rules"),
    path("pads/", views.pads, name="pads"),
]
