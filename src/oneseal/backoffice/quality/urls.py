"""The quality of the catalogue."""

from django.urls import path

from oneseal.backoffice.quality import views

urlpatterns = [
    path("quality/", views.qualities, name="quality"),
    path("quality/quality.csv", views.table, name="quality_table"),
    path("quality/departments/<str:key>/", views.department, name="quality_department"),
    path("quality/items/<uuid:version_id>/", views.item, name="quality_item"),
    path("quality/listed/<uuid:listed_id>/", views.listed, name="quality_listed"),
]
