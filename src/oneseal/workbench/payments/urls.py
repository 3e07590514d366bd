"""Addresses of payments."""

from django.urls import path

from oneseal.workbench.payments import findings, views

urlpatterns = [
    path("payments/", views.day, name="payments"),
    path("payments/compare/", views.compare, name="payments_compare"),
    path("cases/<uuid:case_id>/payments/order/", views.order, name="payment_order"),
    path("cases/<uuid:case_id>/payments/counter/", views.counter, name="payment_counter"),
    path("payments/<uuid:order_id>/confirm/", views.confirm, name="payment_confirm"),
    path("payments/<uuid:order_id>/refund/", views.refund, name="payment_refund"),
    path("payments/<uuid:order_id>/refund/decline/", views.refund_declined, name="payment_refund_decline"),
    path("payments/findings/<uuid:finding_id>/handle/", findings.handle, name="payment_finding_handle"),
    path("payments/findings/<uuid:finding_id>/settle/", findings.settle, name="payment_finding_settle"),
    path("payments/<uuid:order_id>/refund/allow/", views.refund_allowed, name="payment_refund_allow"),
]
