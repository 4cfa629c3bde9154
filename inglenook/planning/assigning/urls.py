from django.urls import path

from . import views

urlpatterns = [
    path("plans/<uuid:ref>/tasks/", views.plan_tasks, name="plan_tasks"),
    path("me/tasks/", views.my_tasks, name="my_tasks"),
    path("plan-tasks/<uuid:ref>/done/", views.task_done, name="plan_task_done"),
]
