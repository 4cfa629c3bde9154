from django.urls import path

from . import easy_views, getting_ready, link_views, staff

urlpatterns = [
    path("p/<str:token>/", link_views.pack_link, name="pack_link"),
    path("P/<str:token>/", link_views.pack_link),  # as QR codes have it: in capitals they are smaller
    path("me/prepare/", getting_ready.mine, name="prepare"),
    path("me/prepare/leave/", getting_ready.leave, name="prepare_leave"),
    path("me/prepare/<uuid:ref>/", getting_ready.start, name="prepare_pack"),
    path("me/prepare/<uuid:ref>/easy/", easy_views.page, name="prepare_easy"),
    path("me/prepare/<uuid:ref>/easy.pdf", easy_views.paper, name="prepare_easy_pdf"),
    path("me/prepare/<uuid:ref>/results/", getting_ready.results, name="prepare_results"),
    path("me/prepare/<uuid:ref>/end/", getting_ready.end, name="prepare_end"),
    path("me/prepare/<uuid:ref>/done/", getting_ready.done, name="prepare_done"),
    path("me/prepare/<uuid:ref>/<slug:code>/", getting_ready.prompt, name="prepare_prompt"),
    path("packs/", staff.ledger, name="packs"),
    path("packs/make/", staff.make, name="make_packs"),
    path("packs/send/", staff.send, name="send_packs"),
    path("packs/<uuid:ref>/", staff.pack, name="pack"),
    path("packs/<uuid:ref>/letter.pdf", staff.letter_pdf, name="pack_letter"),
    path("packs/<uuid:ref>/answers/", staff.enter_answers, name="enter_answers"),
    path("packs/<uuid:ref>/seen/", staff.acknowledge, name="acknowledge_pack"),
    path("packs/<uuid:ref>/way/", staff.change_way, name="change_way"),
    path("packs/<uuid:ref>/not-answered/", staff.close, name="close_pack"),
    path("print-runs/", staff.runs, name="print_runs"),
    path("print-runs/<uuid:ref>/", staff.run, name="print_run"),
    path("print-runs/<uuid:ref>/letters.pdf", staff.run_file, name="print_run_file"),
    path("print-runs/<uuid:ref>/posted/", staff.posted, name="print_run_posted"),
]
