"""The kit's own addresses alone: its tests need no room above it."""

from django.urls import include, path

urlpatterns = [path("kit/", include("inglenook.kit.urls"))]
