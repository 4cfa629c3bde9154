from django.urls import path

from . import views

urlpatterns = [
    path("outcomes/", views.outcomes, name="outcomes"),
    path("me/outcomes/<uuid:ref>/", views.my_outcome, name="my_outcome"),
    path("people/<uuid:ref>/outcomes/<uuid:outcome_point>/", views.their_outcome, name="their_outcome"),
    path("referrals/<uuid:ref>/outcomes/", views.enter_outcome, name="enter_outcome"),
]
