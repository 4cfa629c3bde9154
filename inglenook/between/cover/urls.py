from django.urls import path

from . import views

urlpatterns = [
    path("cover/", views.cover, name="cover"),
    path("cover/<int:pk>/end/", views.end_cover, name="end_cover"),
]
