"""Administrative divisions."""

from django.urls import path

from oneseal.backoffice.divisions import views

urlpatterns = [
    path("divisions/", views.divisions, name="divisions"),
    path("divisions/new/", views.make, name="division_new"),
    path("divisions/<slug:code>/", views.change, name="division"),
]
