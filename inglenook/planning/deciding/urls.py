from django.urls import path

from ..models import Option, OptionEffect
from . import lines, mine, record, views

urlpatterns = [
    path("people/<uuid:ref>/decisions/", views.person_decisions, name="person_decisions"),
    path("decisions/<uuid:ref>/", views.decision, name="decision"),
    path("decisions/<uuid:ref>/record/", record.decision_record, name="decision_record"),
    path("options/<uuid:ref>/take-off/", lines.take_off, {"model": Option}, name="take_option_off"),
    path("effects/<uuid:ref>/take-off/", lines.take_off, {"model": OptionEffect}, name="take_effect_off"),
    path("me/decisions/", mine.my_decisions, name="my_decisions"),
    path("me/decisions/<uuid:ref>/", mine.my_decision, name="my_decision"),
    path("me/decisions/<uuid:ref>/again/", mine.ask_mine_again, name="ask_my_decision_again"),
]
