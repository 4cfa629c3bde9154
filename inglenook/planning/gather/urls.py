from django.urls import path

from . import views

urlpatterns = [
    path("gather/", views.call_list, name="call_list"),
    path("gather/<uuid:ref>/", views.gather, name="gather"),
    path("gather/<uuid:ref>/contact/", views.contact, name="gather_contact"),
    path("gather/<uuid:ref>/undo/", views.undo, name="gather_undo"),
    path("gather/<uuid:ref>/tests/", views.tests, name="gather_tests"),
    path("gather/<uuid:ref>/take-on/", views.take_on, name="gather_take_on"),
    path("gather/<uuid:ref>/not-reached/", views.give_up, name="gather_give_up"),
    path("gather/<uuid:ref>/come-back/", views.come_back, name="gather_come_back"),
]
