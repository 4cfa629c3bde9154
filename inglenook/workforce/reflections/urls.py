from django.urls import path

from . import views

urlpatterns = [
    path("reflections/", views.reflections, name="reflections"),
    path("reflections/new/", views.write, name="new_reflection"),
    path("reflections/skills/", views.skills, name="skills"),
    path("reflections/record/", views.cpd_record, name="cpd_record"),
    path("reflections/shown/<uuid:ref>/", views.shown, name="shown_reflection"),
    path("reflections/<uuid:ref>/", views.reflection, name="reflection"),
    path("reflections/<uuid:ref>/change/", views.write, name="change_reflection"),
    path("reflections/<uuid:ref>/take-back/", views.take_back, name="take_back_reflection"),
    path("reflections/<uuid:ref>/remove/", views.remove, name="remove_reflection"),
]
