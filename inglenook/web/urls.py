from django.urls import include, path

from . import languages, views

urlpatterns = [
    path("", views.home, name="home"),
    path("account/", views.account, name="account"),
    path("language/", languages.choose_language, name="choose_language"),
    path("me/", include("inglenook.web.me.urls")),
    path("", include("inglenook.web.needs.urls")),
    path("team/", include("inglenook.web.team.urls")),
    path("overview/", include("inglenook.web.overview.urls")),
    path("people-i-care-for/", views.people_i_care_for, name="people_i_care_for"),
]
