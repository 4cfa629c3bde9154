from django.urls import path

from . import views

urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/new/", views.new_group, name="new_group"),
    path("groups/<uuid:ref>/", views.group, name="group"),
    path("groups/<uuid:ref>/close/", views.close_group, name="close_group"),
    path("groups/meetings/<int:pk>/", views.meeting, name="meeting"),
    path("groups/meetings/<int:pk>/cancel/", views.cancel_meeting, name="cancel_meeting"),
    path("groups/places/<uuid:ref>/", views.place, name="place"),
    path("people/<uuid:ref>/groups/", views.place_for, name="place_for"),
    path("me/groups/", views.my_groups, name="my_groups"),
    path("me/groups/<uuid:ref>/join/", views.join, name="join_group"),
    path("me/places/<uuid:ref>/<slug:what>/", views.change_my_place, name="change_my_place"),
]
