from django.urls import path

from . import views

urlpatterns = [
    path("learning/", views.learning, name="learning"),
    path("learning/resources/new/", views.new_resource, name="new_resource"),
    path("learning/resources/<uuid:ref>/", views.resource, name="resource"),
    path("learning/resources/<uuid:ref>/edit/", views.edit_resource, name="edit_resource"),
    path("learning/resources/<uuid:ref>/film", views.video, name="resource_video"),
    path("learning/resources/<uuid:ref>/captions.vtt", views.captions, name="resource_captions"),
    path("learning/resources/<uuid:ref>/keep/", views.keep_resource, name="keep_resource"),
    path("learning/resources/<uuid:ref>/send-back/", views.send_back, name="send_back_resource"),
    path("learning/resources/<uuid:ref>/<slug:what>/", views.move_resource, name="move_resource"),
    path("learning/contributions/", views.contributions, name="contributions"),
    path("learning/lists/", views.reading_lists, name="reading_lists"),
    path("learning/lists/<uuid:ref>/", views.reading_list, name="reading_list"),
]
