from django.urls import path

from . import views

urlpatterns = [
    path("conversations/<uuid:ref>/programmes/", views.offer, name="offer_programmes"),
    path("me/programmes/", views.my_programmes, name="my_programmes"),
    path("me/programmes/<uuid:ref>/", views.my_programme, name="my_programme"),
    path("people/<uuid:ref>/programmes/", views.their_programmes, name="their_programmes"),
    path("people/<uuid:ref>/programmes/<uuid:enrolment>/", views.their_programme, name="their_programme"),
]
