from django.urls import path

from . import easy_views, my_views, views

urlpatterns = [
    path("plans/<uuid:ref>/", views.plan, name="plan"),
    path("plans/<uuid:ref>/near/", views.plan_near, name="plan_near"),
    path("plans/<uuid:ref>/versions/<int:number>/", views.plan_version, name="plan_version"),
    path("plans/<uuid:ref>.pdf", views.plan_on_paper, name="plan_pdf"),
    path("me/plan.pdf", my_views.my_plan_on_paper, name="my_plan_pdf"),
    path("people-i-care-for/<uuid:ref>/plan.pdf", my_views.their_plan_on_paper, name="their_plan_pdf"),
    path("me/plan/easy/", easy_views.my_easy_plan, name="my_easy_plan"),
    path("me/plan/easy.pdf", easy_views.my_easy_plan_on_paper, name="my_easy_plan_pdf"),
    path("me/plan/", my_views.my_plan, name="my_plan"),
    path("me/plan/versions/<int:number>/", my_views.my_plan_version, name="my_plan_version"),
    path("people-i-care-for/<uuid:ref>/plan/", my_views.their_plan, name="their_plan"),
    path(
        "people-i-care-for/<uuid:ref>/plan/versions/<int:number>/",
        my_views.their_plan_version,
        name="their_plan_version",
    ),
]
