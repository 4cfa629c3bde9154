from django.urls import path

from . import views

urlpatterns = [
    path("due/", views.due, name="due"),
    path("due.csv", views.due_file, name="due_file"),
]
