from django.urls import path

from inglenook.kit import views

app_name = "kit"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("person/", views.person_sample, name="person"),
    path("staff/", views.staff_sample, name="staff"),
]
