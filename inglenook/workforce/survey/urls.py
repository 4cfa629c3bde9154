from django.urls import path

from . import answer_views as answering

urlpatterns = [
    path("s/<str:token>/", answering.answer, name="survey_answer"),
    path("s/<str:token>/check/", answering.check, name="survey_check"),
    path("s/<str:token>/left/", answering.left, name="survey_left"),
    path("s/<str:token>/else/", answering.somebody_else, name="survey_somebody_else"),
    path("s/<str:token>/back/<str:secret>/", answering.back, name="survey_back"),
    path("s/<str:token>/page/<str:page>/", answering.answer_page, name="survey_page"),
]
