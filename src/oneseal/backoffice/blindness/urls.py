"""For which topics items may be approved in blind mode."""

from django.urls import path

from oneseal.backoffice.blindness import views

urlpatterns = [path("blind-topics/", views.blind_topics_page, name="blind_topics")]
