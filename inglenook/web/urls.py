from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("account/", views.account, name="account"),
    path("me/", include("inglenook.web.me.urls")),
    path("", include("inglenook.web.needs.urls")),
    path("team/", include("inglenook.web.team.urls")),
    path("overview/", include("inglenook.web.overview.urls")),
    path("people-i-care-for/", views.people_i_care_for, name="people_i_care_for"),
]
