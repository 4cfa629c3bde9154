from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.community.directory.urls")),
    path("", include("inglenook.community.find.urls")),
    path("", include("inglenook.community.groups.urls")),
    path("", include("inglenook.community.offers.urls")),
    path("", include("inglenook.community.outcomes.urls")),
    path("", include("inglenook.community.peers.urls")),
    path("", include("inglenook.community.referrals.urls")),
]
