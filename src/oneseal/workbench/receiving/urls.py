"""Addresses of the window at which applications are taken."""

from django.urls import path

from oneseal.workbench.receiving import correcting, filling, handing_in, meeting, supplying

urlpatterns = [
    path("", meeting.receive, name="receive"),
    path("<uuid:case_id>/", filling.form, name="receive_form"),
    path("<uuid:case_id>/materials/", filling.materials, name="receive_materials"),
    path("<uuid:case_id>/materials/<str:key>/", filling.upload, name="receive_upload"),
    path("<uuid:case_id>/files/<uuid:file_id>/remove/", filling.remove, name="receive_remove"),
    path("<uuid:case_id>/lacks/", filling.lacks, name="receive_lacks"),
    path("<uuid:case_id>/notice/", handing_in.notice, name="receive_notice"),
    path("<uuid:case_id>/submit/", handing_in.submit, name="receive_submit"),
    path("<uuid:case_id>/discard/", handing_in.discard, name="receive_discard"),
    path("<uuid:case_id>/receipt/", handing_in.receipt, name="receive_receipt"),
    path("<uuid:case_id>/supply/", supplying.supply, name="receive_supply"),
    path("<uuid:case_id>/correct/", correcting.correct, name="receive_correct"),
    path("<uuid:case_id>/correct/<str:key>/", correcting.upload, name="receive_correct_upload"),
    path("<uuid:case_id>/correct/files/<uuid:file_id>/remove/", correcting.remove, name="receive_correct_remove"),
]
