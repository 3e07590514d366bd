"""Second factor, and passwords set anew."""

from django.urls import path

from oneseal.backoffice.security import views

urlpatterns = [
    path("security/", views.security, name="security"),
    path("staff/<uuid:holding_id>/password/", views.password_link, name="staff_password"),
]
