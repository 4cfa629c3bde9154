from django.urls import path

from . import views

urlpatterns = [
    path("help/", views.find_help, name="find_help"),
    path("help/list/<str:codes>/", views.kept_list, name="help_list"),
    path("help/<uuid:ref>/", views.service, name="help_service"),
]
