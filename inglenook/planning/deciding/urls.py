from django.urls import path

from . import mine, record, views

urlpatterns = [
    path("people/<uuid:ref>/decisions/", views.person_decisions, name="person_decisions"),
    path("decisions/<uuid:ref>/", views.decision, name="decision"),
    path("decisions/<uuid:ref>/record/", record.decision_record, name="decision_record"),
    path("me/decisions/", mine.my_decisions, name="my_decisions"),
    path("me/decisions/<uuid:ref>/", mine.my_decision, name="my_decision"),
    path("me/decisions/<uuid:ref>/again/", mine.ask_mine_again, name="ask_my_decision_again"),
]
