from django.urls import path

from . import papers, views

urlpatterns = [
    path("", views.me, name="me"),
    path("papers/", papers.papers, name="my_papers"),
    path("papers/<uuid:ref>.pdf", papers.my_letter, name="my_letter"),
    path("looks/", views.looks, name="my_looks"),
    path("preferences/", views.preferences, name="my_preferences"),
]
