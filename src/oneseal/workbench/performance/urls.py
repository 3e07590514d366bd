"""Addresses of figures and of the efficiency index."""

from django.urls import path

from oneseal.workbench.performance import acting, figures, views, weights

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures/cases/<slug:name>/", figures.figure_cases, name="figure_cases"),
    path("index/", views.months, name="index"),
    path("index/draft/", acting.draft, name="index_draft"),
    path("index/weights/", weights.weights, name="index_weights"),
    path("index/years/<int:year>/", weights.year, name="index_year"),
    path("index/appeals/<uuid:appeal_id>/", acting.decide, name="index_appeal"),
    path("index/<slug:month>/", views.month, name="index_month"),
    path("index/<slug:month>/act/", acting.act, name="index_act"),
    path("index/<slug:month>/<uuid:agency_id>/", views.line, name="index_line"),
    path("index/<slug:month>/<uuid:agency_id>/appeal/", acting.appeal, name="index_appeal_file"),
    path("index/<slug:month>/<uuid:agency_id>/adjust/", acting.adjust, name="index_adjust"),
]
