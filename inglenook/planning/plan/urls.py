from django.urls import path

from . import easy_views, my_views, part_views, unwell_views, views
from .parts import PARTS

LISTED = [code for code in PARTS if code not in ("about", "unwell")]

urlpatterns = [
    path("plans/<uuid:ref>/", views.plan, name="plan"),
    path("plans/<uuid:ref>/near/", views.plan_near, name="plan_near"),
    path("plans/<uuid:ref>/left-out/", views.plan_leave_out, name="plan_leave_out"),
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

urlpatterns += [
    path("me/unwell/", unwell_views.my_unwell, name="unwell"),
    path("me/unwell/new/", part_views.my_part, {"code": "unwell"}, name="my_new_unwell"),
    path("me/unwell/<uuid:ref>/", part_views.my_part, {"code": "unwell"}, name="my_unwell"),
    path("me/unwell.pdf", unwell_views.my_unwell_on_paper, name="unwell_pdf"),
    path("me/unwell-card.pdf", unwell_views.my_unwell_card, name="unwell_card"),
    path("people-i-care-for/<uuid:ref>/unwell/", unwell_views.their_unwell, name="their_unwell"),
    path("people-i-care-for/<uuid:ref>/unwell.pdf", unwell_views.their_unwell_on_paper, name="their_unwell_pdf"),
    path("plans/<uuid:ref>/unwell.pdf", unwell_views.unwell_on_paper, name="plan_unwell_pdf"),
    path("me/plan/about/", part_views.my_part, {"code": "about"}, name="my_plan_about"),
    path("plans/about/<uuid:ref>/", part_views.plan_part, {"code": "about"}, name="plan_about"),
]
for code in LISTED:
    about = {"code": code}
    urlpatterns += [
        path(f"me/plan/{code}/new/", part_views.my_part, about, name=f"my_new_{code}"),
        path(f"me/plan/{code}/<uuid:ref>/", part_views.my_part, about, name=f"my_{code}"),
    ]
for code in [*LISTED, "unwell"]:
    about = {"code": code}
    urlpatterns += [
        path(f"plans/<uuid:ref>/{code}/new/", part_views.new_plan_part, about, name=f"new_{code}"),
        path(f"plans/{code}/<uuid:ref>/", part_views.plan_part, about, name=f"plan_{code}"),
    ]
