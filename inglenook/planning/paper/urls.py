from django.urls import path

from . import my_views, views

urlpatterns = [
    path("forms/", views.find, name="paper_forms"),
    path("F/<str:form_number>/", views.by_code, name="form_by_code"),  # in capitals, as its code has it
    path("forms/<uuid:ref>/", views.enter, name="paper_form"),
    path("forms/<uuid:ref>.pdf", views.paper, name="paper_form_pdf"),
    path("people/<uuid:ref>/forms/", views.theirs, name="their_forms"),
    path("me/forms/", my_views.mine, name="my_forms"),
    path("me/forms/<uuid:ref>.pdf", my_views.paper, name="my_form_pdf"),
]
