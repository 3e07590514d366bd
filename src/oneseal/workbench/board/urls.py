"""The live board of supervision, and its wall display."""

from django.urls import path

from oneseal.workbench.board import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/wall/", views.wall, name="board_wall"),
]
