from django.urls import path

from . import views

urlpatterns = [
    path("peers/", views.peers, name="peers"),
    path("peers/<uuid:ref>/", views.peer, name="peer"),
    path("peers/<uuid:ref>/supervision/", views.supervision, name="peer_supervision"),
    path("peers/worries/<int:pk>/seen/", views.worry_seen, name="peer_worry_seen"),
    path("peers/matches/<uuid:ref>/", views.match, name="peer_match"),
    path("peers/matches/<uuid:ref>/<str:answer>/", views.answer, name="peer_answer"),
    path("people/<uuid:ref>/peer/", views.find_peer, name="find_peer"),
    path("people/<uuid:ref>/peer/<uuid:peer>/", views.propose, name="propose_peer"),
    path("me/peer/", views.my_peer, name="my_peer"),
    path("me/peer/<uuid:ref>/<str:answer>/", views.my_answer, name="my_peer_answer"),
]
