from django.urls import path

from . import views

urlpatterns = [
    path("", views.team, name="team"),
    path("numbers/", views.numbers, name="practice_numbers"),
    path("numbers/<uuid:ref>/", views.number, name="practice_number"),
    path("<int:pk>/end/", views.end_membership, name="end_membership"),
    path("<int:pk>/undo/", views.undo_end_membership, name="undo_end_membership"),
]
