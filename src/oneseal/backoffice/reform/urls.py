"""The reform board."""

from django.urls import path

from oneseal.backoffice.reform import views

urlpatterns = [
    path("reform/", views.reform, name="reform"),
    path("reform/items/", views.reform_items, name="reform_items"),
    path("reform/files/<slug:kind>/", views.reform_file, name="reform_file"),
]
