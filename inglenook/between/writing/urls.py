from django.urls import path

from . import views

urlpatterns = [path("tasks/<uuid:ref>/reply/", views.reply, name="reply")]
