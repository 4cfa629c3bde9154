from django.urls import path

from . import views

urlpatterns = [
    path("goals/<uuid:ref>/scale/", views.goal_scale, name="goal_scale"),
]
