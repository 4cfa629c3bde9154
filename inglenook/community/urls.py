from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.community.directory.urls")),
]
