from django.urls import path

from . import views

urlpatterns = [
    path("conversations/<uuid:ref>/refer/", views.refer_from_talk, name="refer_from_talk"),
    path("people/<uuid:ref>/refer/", views.refer_person, name="refer_person"),
]
