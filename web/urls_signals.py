"""The addresses below the page of signals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
