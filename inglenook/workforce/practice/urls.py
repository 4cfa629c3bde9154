from django.urls import path

from . import observing, own_scenarios, views

urlpatterns = [
    path("practice/", views.room, name="practice"),
    path("practice/team/", views.team, name="practice_team"),
    path("practice/observe/", observing.open_form, name="observe"),
    path("practice/observe/invite/", observing.invite, name="invite_observer"),
    path("practice/observations/<uuid:ref>/", observing.observation, name="observation"),
    path("practice/scenarios/", own_scenarios.scenarios, name="scenarios"),
    path("practice/scenarios/new/", own_scenarios.write, name="write_scenario"),
    path("practice/scenarios/template/", own_scenarios.template, name="scenario_template"),
    path("practice/scenarios/<uuid:ref>/", own_scenarios.write, name="own_scenario"),
    path("practice/scenarios/<uuid:ref>/withdraw/", own_scenarios.withdraw, name="withdraw_scenario"),
    path("practice/people/<slug:code>/", views.meet, name="meet"),
    path("practice/talks/<uuid:ref>/", views.talk, name="talk"),
    path("practice/talks/<uuid:ref>/back/", views.take_back, name="talk_back"),
    path("practice/talks/<uuid:ref>/feedback/", views.feedback, name="talk_feedback"),
    path("practice/talks/<uuid:ref>/remove/", views.remove, name="remove_talk"),
]
