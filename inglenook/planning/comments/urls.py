from django.urls import path

from . import views

urlpatterns = [
    path("plans/<uuid:ref>/comments/", views.thread, {"kind": "plans"}, name="plan_comments"),
    path("goals/<uuid:ref>/comments/", views.thread, {"kind": "goals"}, name="goal_comments"),
    path("actions/<uuid:ref>/comments/", views.thread, {"kind": "actions"}, name="action_comments"),
    path("comments/<uuid:ref>/take-back/", views.take_back, name="take_comment_back"),
]
