from django.urls import path

from . import caring, staff, taking_up, views

urlpatterns = [
    path("me/sharing/", views.sharing, name="my_sharing"),
    path("me/sharing/ask/", views.ask, name="ask_to_help"),
    path("me/grants/<uuid:ref>/", views.change, name="change_grant"),
    path("me/grants/<uuid:ref>/end/", views.end_grant, name="end_grant"),
    path("me/grants/<uuid:ref>/undo/", views.undo_end_grant, name="undo_end_grant"),
    path("me/invitations/<uuid:ref>/", views.invitation, name="my_invitation"),
    path("me/invitations/<uuid:ref>/withdraw/", views.withdraw, name="withdraw_invitation"),
    path("let-in/<str:token>/", taking_up.let_in, name="let_in"),
    path("people-i-care-for/", caring.people_i_care_for, name="people_i_care_for"),
    path("people-i-care-for/<uuid:ref>/", caring.their_pages, name="their_pages"),
    path("how-am-i/", caring.how_am_i, name="how_am_i"),
    path("how-am-i/said/", caring.how_am_i_said, name="how_am_i_said"),
    path("people/<uuid:ref>/carers/", staff.person_carers, name="person_carers"),
    path("people/<uuid:ref>/carers/register/", staff.register, name="register_representative"),
    path("representatives/<uuid:ref>/", staff.representative, name="representative"),
    path("representatives/<uuid:ref>/end/", staff.end_representative, name="end_representative"),
    path("young-carers/<uuid:ref>/", staff.young_carer, name="young_carer"),
]
