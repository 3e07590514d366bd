"""Addresses of findings of supervision."""

from django.urls import path

from oneseal.workbench.findings import acting, figures, files, lists, terms, views

urlpatterns = [
    path("", lists.findings, name="findings"),
    path("export", lists.export, name="findings_export"),
    path("views", lists.view_kept, name="findings_view_kept"),
    path("figures/", figures.figures, name="finding_figures"),
    path("figures/export", figures.export, name="finding_figures_export"),
    path("terms/", terms.terms, name="finding_terms"),
    path("<uuid:finding_id>/", views.finding, name="finding"),
    path("<uuid:finding_id>/papers/<uuid:paper_id>", files.paper, name="finding_paper"),
    path("<uuid:finding_id>/proofs/<uuid:proof_id>", files.proof, name="finding_proof"),
    path("<uuid:finding_id>/<slug:act>/", acting.act, name="finding_act"),
]
