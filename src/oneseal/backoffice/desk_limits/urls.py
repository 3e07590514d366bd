"""How long the desk may take with what the public brings."""

from django.urls import path

from oneseal.backoffice.desk_limits import views

urlpatterns = [path("matter-limits/", views.matter_limits, name="matter_limits")]
