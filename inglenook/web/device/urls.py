from django.urls import path

from . import views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("me/worker.js", views.worker, name="device_worker"),
    path("me/device.json", views.to_keep, name="device_keeps"),
    path("me/device/", views.on_this_device, name="my_device"),
    path("me/device/<uuid:ref>/", views.held, name="held_writing"),
    path("me/device/<uuid:ref>/remove/", views.remove_held, name="remove_held_writing"),
]
