from django.urls import path

from . import views

urlpatterns = [
    path("alerts/<uuid:ref>/", views.alert, name="alert"),
    path("alerts/<uuid:ref>/reopen/", views.reopen, name="reopen_alert"),
]
