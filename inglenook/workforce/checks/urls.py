from django.urls import path

from . import views

urlpatterns = [
    path("house/", views.check, name="house"),
    path("house/fill-in/", views.fill_in, name="house_fill_in"),
    path("house/<str:code>/", views.check, name="check"),
    path("house/<str:code>/fill-in/", views.fill_in, name="check_fill_in"),
]
