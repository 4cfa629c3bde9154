from django.urls import include, path

urlpatterns: list = [
    path("", include("inglenook.community.directory.urls")),
    path("", include("inglenook.community.find.urls")),
    path("", include("inglenook.community.referrals.urls")),
]
