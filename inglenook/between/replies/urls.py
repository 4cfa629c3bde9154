from django.urls import path

from . import views

urlpatterns = [
    path("me/check-ins/<uuid:ref>/", views.my_check_in, name="my_check_in"),
    path("me/check-ins/<uuid:ref>/done/", views.my_check_in_done, name="my_check_in_done"),
    path("people/<uuid:ref>/check-ins/<uuid:check_in>/", views.enter_check_in, name="enter_check_in"),
]
