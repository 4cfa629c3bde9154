from django.urls import path

from . import browsers, callbacks, limits, views

urlpatterns = [
    path("messages/", views.ledger, name="messages"),
    path("messages/templates/", views.templates_page, name="message_templates"),
    path("messages/limits/", limits.all_limits, name="message_limits"),
    path("messages/limits/<uuid:ref>/", limits.practice_limits, name="practice_limits"),
    path("people/<uuid:ref>/messages/", views.person_messages, name="person_messages"),
    path("me/messages/", views.my_messages, name="my_messages"),
    path("me/messages/when/", limits.my_limits, name="my_limits"),
    path("me/messages/browser/", browsers.add_browser, name="add_browser"),
    path("notices.js", browsers.worker, name="notices_worker"),
    path("gateways/<slug:name>/status/", callbacks.status, name="gateway_status"),
    path("gateways/<slug:name>/inbound/", callbacks.inbound, name="gateway_inbound"),
]
