"""Addresses of the workforce room; each part adds its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.workforce.learning.urls")),
]
