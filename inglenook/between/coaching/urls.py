from django.urls import path

from . import views

urlpatterns = [
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<uuid:ref>/", views.session, name="session"),
    path("sessions/<uuid:ref>/cancel/", views.cancel_session, name="cancel_session"),
    path("bookings/<int:pk>/", views.booking, name="booking"),
    path("me/sessions/", views.my_sessions, name="my_sessions"),
    path("me/sessions/<uuid:ref>/take/", views.change_my_sessions, {"what": "take"}, name="take_session"),
    path("me/sessions/<uuid:ref>/cancel/", views.change_my_sessions, {"what": "cancel"}, name="give_back_session"),
    path("me/sessions/<uuid:ref>/undo/", views.change_my_sessions, {"what": "undo"}, name="take_session_again"),
]
