"""Included only where INGLENOOK_DEMO is 1, which the command `inglenook demo` sets and no other."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.choose, name="demo"),
    path("sign-in/<slug:code>/", views.sign_in, name="demo_sign_in"),
]
