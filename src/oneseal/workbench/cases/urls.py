"""Addresses of cases, their acts and their files."""

from django.urls import path

from oneseal.workbench import previews
from oneseal.workbench.cases import acts, bulk, exceptional, files, lists, nodes, page, posting, printing, talking

urlpatterns = [
    path("", lists.inbox, name="inbox"),
    path("cases/", lists.cases, name="cases"),
    path("cases/export.csv", lists.export, name="cases_export"),
    path("views/", lists.view_kept, name="view_kept"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("papers/print/", printing.papers_print, name="papers_print"),
    path("cases/<uuid:case_id>/message/", talking.message, name="case_message"),
    path("cases/<uuid:case_id>/materials/<str:key>/verdict/", talking.verdict, name="material_verdict"),
    path("cases/<uuid:case_id>/", page.case, name="case"),
    path("cases/<uuid:case_id>/hand-over/", acts.hand_over, name="case_hand_over"),
    path("cases/<uuid:case_id>/accept/", acts.accept, name="case_accept"),
    path("cases/<uuid:case_id>/correction/", acts.correction, name="case_correction"),
    path("cases/<uuid:case_id>/not-accept/", acts.not_accept, name="case_not_accept"),
    path("cases/<uuid:case_id>/review/", acts.review, name="case_review"),
    path("cases/<uuid:case_id>/nodes/<slug:key>/", nodes.node, name="case_node"),
    path("cases/<uuid:case_id>/return-node/", nodes.node_return, name="case_return_node"),
    path("cases/<uuid:case_id>/send-back/", acts.send_back, name="case_send_back"),
    path("cases/<uuid:case_id>/grant/", acts.grant, name="case_grant"),
    path("cases/<uuid:case_id>/refuse/", acts.refuse, name="case_refuse"),
    path("cases/<uuid:case_id>/deliver/", acts.deliver, name="case_deliver"),
    path("cases/<uuid:case_id>/parcel/", posting.book, name="parcel_book"),
    path("cases/<uuid:case_id>/parcel/to-window/", posting.to_window, name="parcel_to_window"),
    path("cases/<uuid:case_id>/archive/", acts.archive, name="case_archive"),
    path("cases/<uuid:case_id>/grant-at-once/", exceptional.grant_at_once, name="case_grant_at_once"),
    path("cases/<uuid:case_id>/refuse-at-once/", exceptional.refuse_at_once, name="case_refuse_at_once"),
    path("cases/<uuid:case_id>/extend/", exceptional.extend, name="case_extend"),
    path("cases/<uuid:case_id>/procedure/", exceptional.procedure, name="case_procedure"),
    path("cases/<uuid:case_id>/procedure/result/", exceptional.procedure_result, name="case_procedure_result"),
    path("cases/<uuid:case_id>/survey/", exceptional.survey, name="case_survey"),
    path("cases/<uuid:case_id>/survey/result/", exceptional.survey_result, name="case_survey_result"),
    path("cases/<uuid:case_id>/forward-up/", exceptional.forward_up, name="case_forward_up"),
    path("cases/<uuid:case_id>/return/", exceptional.return_case, name="case_return"),
    path("cases/<uuid:case_id>/terminate/", exceptional.terminate, name="case_terminate"),
    path("cases/<uuid:case_id>/archive.zip", files.archive, name="case_zip"),
    path("papers/<uuid:paper_id>/", files.paper, name="paper"),
    path("papers/<uuid:paper_id>/<int:page>.png", files.paper_page, name="paper_page"),
    path("files/<uuid:material_id>/", files.material, name="material"),
    path("previews/<uuid:preview_id>/", previews.preview, name="preview"),
    path("previews/<uuid:preview_id>/<int:page>.png", previews.preview_page, name="preview_page"),
]
