from django.urls import include, path

from . import views

urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/feeds/<uuid:ref>/", views.feed, name="directory_feed"),
    path("directory/feeds/<uuid:ref>/refresh/", views.refresh, name="directory_refresh"),
    path("directory/feeds/<uuid:ref>/stop/", views.stop, name="directory_stop"),
    path("directory/feeds/<uuid:ref>/start/", views.start, name="directory_start"),
    path("directory/doubles/", views.doubles, name="directory_doubles"),
    path("directory/doubles/<uuid:ref>/", views.decide, name="directory_decide"),
    path("directory/doubles/<uuid:ref>/undo/", views.undo_decision, name="directory_undo_decision"),
    path("directory/flags/", views.flags, name="directory_flags"),
    path("directory/flags/<int:pk>/", views.close_flag, name="directory_close_flag"),
    path("directory/flags/<int:pk>/undo/", views.reopen_flag, name="directory_reopen_flag"),
    path("directory/<uuid:ref>/edit/", views.edit, name="directory_edit"),
    path("directory/<uuid:ref>/undo/", views.undo, name="directory_undo"),
    path("directory/<uuid:ref>/follow/", views.follow_feed, name="directory_follow_feed"),
    path("directory/<uuid:ref>/flag/", views.flag, name="directory_flag"),
    path("open-referral/", include("inglenook.community.directory.publishing.views")),
]
