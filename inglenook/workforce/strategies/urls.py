from django.urls import path

from . import views

urlpatterns = [
    path("strategies/", views.browse, name="strategies"),
    path("strategies/<slug:code>/", views.strategy, name="strategy"),
    path("helps/<slug:code>/", views.keep_help, name="keep_help"),
]
