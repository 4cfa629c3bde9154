"""Addresses of learning: courses, the resource centre, organisations around the world."""

from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.workforce.learning.courses.urls")),
    path("", include("inglenook.workforce.learning.resources.urls")),
    path("", include("inglenook.workforce.learning.world.urls")),
]
