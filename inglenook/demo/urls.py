"""Included only where INGLENOOK_DEMO is 1, which the command `inglenook demo` sets and no other."""

from django.urls import path

from . import phone, views

urlpatterns = [
    path("", views.choose, name="demo"),
    path("sign-in/<slug:code>/", views.sign_in, name="demo_sign_in"),
    path("phone/", phone.phones, name="demo_phones"),
    path("phone/mine/", phone.mine, name="demo_my_phone"),
    path("phone/link/<uuid:message>/", phone.follow_link, name="demo_link"),
    path("phone/<uuid:ref>/", phone.phone, name="demo_phone"),
    path("phone/<uuid:ref>/carer/<int:carer>/", phone.phone, name="demo_carer_phone"),
]
