from django.urls import path

from . import agency_views, own_views, views

urlpatterns = [
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/overview/", views.referrals_overview, name="referrals_overview"),
    path("referrals/<uuid:ref>/", views.referral, name="referral"),
    path("referrals/<uuid:ref>/match/", views.match_referral, name="match_referral"),
    path("refer/", agency_views.refer_somebody, name="refer_somebody"),
    path("refer/sent/", agency_views.refer_sent, name="refer_sent"),
    path("me/referrals/", own_views.my_referrals, name="my_referrals"),
    path("people/<uuid:ref>/referrals/", own_views.their_referrals, name="their_referrals"),
]
