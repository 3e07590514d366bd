"""Addresses of the demo city's own pages; they exist in no real installation."""

from django.urls import path

from oneseal.simulation import outside_page, views

app_name = "demo"
urlpatterns = [
    path("", views.home, name="home"),
    path("clock/", views.clock, name="clock"),
    path("enter/", views.enter, name="enter"),
    path("outside/", outside_page.outside, name="outside"),
    path("tour/", views.tour, name="tour"),
    path("tour/end/", views.tour_end, name="tour_end"),
]
