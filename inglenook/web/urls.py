from django.urls import include, path

from . import languages, views
from .joining import views as joining

urlpatterns = [
    path("", views.home, name="home"),
    path("accounts/join/", joining.join, name="join"),
    path("begin/", joining.begin, name="begin"),
    path("account/", views.account, name="account"),
    path("language/", languages.choose_language, name="choose_language"),
    path("", include("inglenook.web.device.urls")),
    path("me/", include("inglenook.web.me.urls")),
    path("", include("inglenook.web.needs.urls")),
    path("", include("inglenook.web.details.urls")),
    path("", include("inglenook.web.facts.urls")),
    path("", include("inglenook.web.about.urls")),
    path("team/", include("inglenook.web.team.urls")),
    path("overview/", include("inglenook.web.overview.urls")),
    path("", include("inglenook.web.sharing.urls")),
]
