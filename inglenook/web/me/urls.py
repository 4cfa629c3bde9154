from django.urls import path

from . import views

urlpatterns = [
    path("", views.me, name="me"),
    path("looks/", views.looks, name="my_looks"),
    path("preferences/", views.preferences, name="my_preferences"),
]
