from django.urls import path

from . import getting_ready, link_views

urlpatterns = [
    path("p/<str:token>/", link_views.pack_link, name="pack_link"),
    path("me/prepare/", getting_ready.mine, name="prepare"),
    path("me/prepare/leave/", getting_ready.leave, name="prepare_leave"),
    path("me/prepare/<uuid:ref>/", getting_ready.start, name="prepare_pack"),
    path("me/prepare/<uuid:ref>/results/", getting_ready.results, name="prepare_results"),
    path("me/prepare/<uuid:ref>/end/", getting_ready.end, name="prepare_end"),
    path("me/prepare/<uuid:ref>/done/", getting_ready.done, name="prepare_done"),
    path("me/prepare/<uuid:ref>/<slug:code>/", getting_ready.prompt, name="prepare_prompt"),
]
