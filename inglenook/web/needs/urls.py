from django.urls import path

from . import views

urlpatterns = [path("people/<uuid:ref>/needs/", views.their_needs, name="their_needs")]
