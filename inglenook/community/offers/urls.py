from django.urls import path

from . import views

urlpatterns = [
    path("offers/", views.offers, name="offers"),
    path("offers/<uuid:ref>/", views.offer, name="offer"),
    path("offers/services/<uuid:ref>/", views.room, name="service_room"),
    path("o/<str:token>/", views.link, name="offer_link"),
]
