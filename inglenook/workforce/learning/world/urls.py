from django.urls import path

from . import views

urlpatterns = [path("learning/organisations/", views.organisations, name="world_organisations")]
