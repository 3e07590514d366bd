"""The proof of the records."""

from django.urls import path

from oneseal.backoffice.proof import views

urlpatterns = [
    path("proof/", views.proof, name="proof"),
    path("proof/now/", views.prove_now, name="prove_now"),
]
