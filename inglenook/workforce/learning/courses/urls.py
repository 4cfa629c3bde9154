from django.urls import path

from . import views

urlpatterns = [
    path("courses/", views.courses, name="courses"),
    path("courses/<uuid:ref>/", views.course, name="course"),
    path("courses/<uuid:ref>/modules/<int:number>/", views.module, name="course_module"),
    path("courses/<uuid:ref>/modules/<int:number>/<int:n>/", views.step, name="course_step"),
    path("courses/<uuid:ref>/certificate.pdf", views.certificate, name="certificate"),
    path("courses/<uuid:ref>/scorm.zip", views.scorm, name="course_scorm"),
    path("learning/again/", views.again, name="again"),
    path("learning/again/e-mail/", views.choose_email, name="choose_recall_email"),
    path("learning/again/<uuid:ref>/", views.again_one, name="again_one"),
    path("learning/stop/<uuid:ref>/", views.stop_email, name="stop_recall_email"),
    path("learning/team/", views.team, name="learning_team"),
]
