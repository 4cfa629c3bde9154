from django.urls import path

from . import answer_views as answering
from . import results_views as results
from . import views

urlpatterns = [
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/new/", views.new, name="survey_new"),
    path("surveys/<uuid:ref>/", views.survey, name="survey"),
    path("surveys/<uuid:ref>/preview/", views.preview, name="survey_preview"),
    path("surveys/<uuid:ref>/file/", views.text, name="survey_text"),
    path("surveys/<uuid:ref>/questions.yaml", views.export, name="survey_export"),
    path("surveys/<uuid:ref>/undo/", views.undo, name="survey_undo"),
    path("surveys/<uuid:ref>/invite/", views.invite, name="survey_invite"),
    path("surveys/<uuid:ref>/open/", views.open_survey, name="survey_open"),
    path("surveys/<uuid:ref>/run/", views.run, name="survey_run"),
    path("surveys/<uuid:ref>/pages/", views.add_page, name="survey_add_page"),
    path("surveys/<uuid:ref>/pages/<str:page_code>/", views.question, name="survey_new_question"),
    path("surveys/<uuid:ref>/pages/<str:page_code>/<str:code>/", views.question, name="survey_question"),
    path(
        "surveys/<uuid:ref>/pages/<str:page_code>/<str:code>/change/",
        views.change_question,
        name="survey_change_question",
    ),
    path("surveys/<uuid:ref>/results/", results.results, name="survey_results"),
    path("surveys/<uuid:ref>/by-group/", results.by_group, name="survey_broken"),
    path("surveys/<uuid:ref>/compared/", results.compared, name="survey_compared"),
    path("surveys/<uuid:ref>/changed/", results.changed, name="survey_changed"),
    path("surveys/<uuid:ref>/plan/", results.plan, name="survey_plan"),
    path("surveys/<uuid:ref>/cherries/", results.cherries, name="survey_cherries"),
    path("surveys/<uuid:ref>/report.pdf", results.report, name="survey_report"),
    path("surveys/<uuid:ref>/figures.csv", results.data, name="survey_data"),
    path("surveys/<uuid:ref>/dictionary.csv", results.dictionary, name="survey_dictionary"),
    path("surveys/steps/<uuid:ref>/", results.step, name="survey_step"),
    path("s/<str:token>/", answering.answer, name="survey_answer"),
    path("s/<str:token>/check/", answering.check, name="survey_check"),
    path("s/<str:token>/left/", answering.left, name="survey_left"),
    path("s/<str:token>/else/", answering.somebody_else, name="survey_somebody_else"),
    path("s/<str:token>/back/<str:secret>/", answering.back, name="survey_back"),
    path("s/<str:token>/page/<str:page>/", answering.answer_page, name="survey_page"),
]
