from django.urls import include, path

from . import views
from .joining import views as joining

urlpatterns = [
    path("", views.home, name="home"),
    path("accounts/join/", joining.join, name="join"),
    path("begin/", joining.begin, name="begin"),
    path("account/", views.account, name="account"),
    path("me/", include("inglenook.web.me.urls")),
    path("", include("inglenook.web.facts.urls")),
    path("", include("inglenook.web.about.urls")),
    path("team/", include("inglenook.web.team.urls")),
    path("overview/", include("inglenook.web.overview.urls")),
    path("people-i-care-for/", views.people_i_care_for, name="people_i_care_for"),
]
