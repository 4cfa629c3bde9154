"""The addresses of a demonstration, for tests that stand in one."""

from django.urls import include, path

from inglenook.config.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [*urlpatterns, path("demo/", include("inglenook.demo.urls"))]
