"""Addresses of the workforce room; each part adds its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.workforce.strategies.urls")),
    path("", include("inglenook.workforce.practice.urls")),
    path("", include("inglenook.workforce.reflections.urls")),
    path("", include("inglenook.workforce.checks.urls")),
    path("", include("inglenook.workforce.survey.urls")),
    path("", include("inglenook.workforce.learning.urls")),
]
