from django.urls import path

from . import agreeing, views

urlpatterns = [
    path("cycles/<uuid:ref>/converse/", views.converse, name="converse"),
    path("conversations/<uuid:ref>/", views.conversation, name="conversation"),
    path("conversations/<uuid:ref>/save/", views.save, name="conversation_save"),
    path("conversations/<uuid:ref>/since/", views.since, name="conversation_since"),
    path("conversations/<uuid:ref>/read-back/", agreeing.read_back, name="read_back"),
]
