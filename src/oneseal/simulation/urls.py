"""Addresses of the demo city's own pages; they exist in no real installation."""

from django.urls import path

from oneseal.simulation import views

app_name = "demo"
urlpatterns = [
    path("", views.home, name="home"),
    path("clock/", views.clock, name="clock"),
    path("enter/", views.enter, name="enter"),
    path("tour/", views.tour, name="tour"),
    path("tour/end/", views.tour_end, name="tour_end"),
]
