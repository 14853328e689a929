"""The addresses below the page of claims."""

from django.urls import path

from web import claims_form, claims_one

urlpatterns = [
    path("thong-tin-sai/moi", claims_form.new, name="claim-new"),
    path("thong-tin-sai/<int:claim_id>", claims_one.page, name="claim"),
    path("thong-tin-sai/<int:claim_id>/sua", claims_form.edit, name="claim-edit"),
]
