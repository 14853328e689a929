"""Addresses of ties, below the page of stories."""

from django.urls import path

from web import ties

urlpatterns = [path("vu-viec/rang-buoc/<int:tie_id>", ties.page, name="tie")]
