"""Wording of papers."""

from django.urls import path

from oneseal.backoffice.papers import views

urlpatterns = [
    path("papers/", views.kinds, name="papers"),
    path("papers/<slug:kind>/", views.wording, name="wording"),
    path("papers/<slug:kind>/enforce/", views.enforce, name="wording_enforce"),
    path("papers/<slug:kind>/discard/", views.discard, name="wording_discard"),
    path("papers/<slug:kind>/default/", views.reset, name="wording_reset"),
    path("papers/<slug:kind>/sample.pdf", views.sample, name="wording_sample"),
    path("papers/<slug:kind>/sample-<int:page>.png", views.sample_page, name="wording_sample_page"),
]
