from django.urls import path

from . import views

urlpatterns = [
    path("me/details/", views.details, name="my_details"),
    path("me/details/change/", views.change, name="change_my_details"),
    path("people/<uuid:ref>/details/", views.details, name="their_details"),
    path("people/<uuid:ref>/details/change/", views.change, name="change_their_details"),
]
