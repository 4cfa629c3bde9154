from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("account/", views.account, name="account"),
    path("me/", include("inglenook.web.me.urls")),
    path("", include("inglenook.web.facts.urls")),
    path("", include("inglenook.web.about.urls")),
    path("team/", include("inglenook.web.team.urls")),
    path("overview/", include("inglenook.web.overview.urls")),
    path("", include("inglenook.web.sharing.urls")),
]
