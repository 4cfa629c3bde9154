from django.urls import path

from . import views

urlpatterns = [
    path("conversations/<uuid:ref>/words/", views.talk_words, name="talk_words"),
    path("conversations/<uuid:ref>/words/<slug:code>/", views.talk_words, name="talk_word"),
    path("conversations/<uuid:ref>/said-back/", views.said_back, name="said_back"),
    path("people/<uuid:ref>/words/", views.person_words, name="person_words"),
    path("people/<uuid:ref>/words/<slug:code>/", views.person_words, name="person_word"),
    path("strategies/how-they-go/", views.strategies_go, name="strategies_go"),
]
