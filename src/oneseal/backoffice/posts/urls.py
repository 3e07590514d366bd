"""Posts of the agency."""

from django.urls import path

from oneseal.backoffice.posts import views

urlpatterns = [
    path("posts/", views.posts, name="posts"),
    path("posts/new/", views.make, name="post_new"),
    path("posts/<uuid:post_id>/", views.change, name="post"),
    path("posts/<uuid:post_id>/close/", views.close, name="post_close"),
]
