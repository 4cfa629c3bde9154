from django.urls import path

from . import views

urlpatterns = [
    path("cycles/<uuid:ref>/converse/", views.converse, name="converse"),
    path("conversations/<uuid:ref>/", views.conversation, name="conversation"),
    path("conversations/<uuid:ref>/save/", views.save, name="conversation_save"),
    path("conversations/<uuid:ref>/since/", views.since, name="conversation_since"),
]
