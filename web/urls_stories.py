"""Addresses of stories."""

from django.urls import path

from web import stories_one

urlpatterns = [path("vu-viec/<int:story_id>", stories_one.page, name="story")]
