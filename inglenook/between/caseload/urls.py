from django.urls import path

from . import views

urlpatterns = [
    path("caseload/", views.caseload, name="caseload"),
    path("people/<uuid:ref>/between/", views.person_between, name="person_between"),
]
