from django.urls import path

from . import views

urlpatterns = [
    path("me/notes/", views.my_notes, name="my_notes"),
    path("me/notes/<uuid:ref>/remove/", views.change_my_note, {"what": "remove"}, name="remove_note"),
    path("me/notes/<uuid:ref>/undo/", views.change_my_note, {"what": "undo"}, name="put_back_note"),
]
