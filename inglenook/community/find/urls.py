from django.urls import path

from . import gaps_views, views

urlpatterns = [
    path("help/", views.find_help, name="find_help"),
    path("help/list/<str:codes>/", views.kept_list, name="help_list"),
    path("gaps/", gaps_views.gaps_page, name="gaps"),
    path("help/<uuid:ref>/", views.service, name="help_service"),
]
