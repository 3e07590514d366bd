"""The review of drafts, and the history of what items say."""

from django.urls import path

from oneseal.backoffice.review import remarks, views

urlpatterns = [
    path("review/", views.reviews, name="reviews"),
    path("review/choice/", views.choice, name="review_choice"),
    path("review/<uuid:version_id>/", views.review, name="review"),
    path("review/<uuid:version_id>/hand-in/", views.hand_in, name="review_hand_in"),
    path("review/<uuid:version_id>/pass/", views.pass_on, name="review_pass"),
    path("review/<uuid:version_id>/return/", views.send_back, name="review_return"),
    path("review/<uuid:version_id>/take-back/", views.take_back, name="review_take_back"),
    path("review/<uuid:version_id>/remarks/", remarks.remark, name="remark_new"),
    path("review/remarks/<uuid:remark_id>/answer/", remarks.answer, name="remark_answer"),
    path("review/remarks/<uuid:remark_id>/settle/", remarks.settle, name="remark_settle"),
    path("items/<uuid:version_id>/history/<slug:key>/", views.history, name="element_history"),
]
