from django.urls import path

from . import callbacks, views

urlpatterns = [
    path("messages/", views.ledger, name="messages"),
    path("people/<uuid:ref>/messages/", views.person_messages, name="person_messages"),
    path("me/messages/", views.my_messages, name="my_messages"),
    path("gateways/<slug:name>/status/", callbacks.status, name="gateway_status"),
    path("gateways/<slug:name>/inbound/", callbacks.inbound, name="gateway_inbound"),
]
