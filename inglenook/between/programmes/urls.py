from django.urls import path

from . import views

urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<uuid:ref>/", views.programme, name="programme"),
    path("programmes/<uuid:ref>/try/", views.try_programme, name="programme_try"),
    path("programmes/<uuid:ref>/copy/", views.copy_programme, name="programme_copy"),
    path("programmes/<uuid:ref>/edit/", views.edit_programme, name="programme_edit"),
    path("programmes/<uuid:ref>/switch/", views.switch_programme, name="programme_switch"),
]
