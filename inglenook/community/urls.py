from django.urls import include, path

urlpatterns: list = [
    path("", include("inglenook.community.find.urls")),
]
