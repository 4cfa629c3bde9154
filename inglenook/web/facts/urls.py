"""Addresses of one's own pages, and of the same pages of somebody whom one helps."""

from django.urls import path

from . import views
from .kinds import KINDS

ROWS = {kind.rows: kind for kind in KINDS.values()}  # kinds that share a table share its addresses


def _of_kinds():
    for kind in KINDS.values():
        given = {"kind": kind}
        yield path(f"me/facts/add/{kind.code}/", views.add, given, name=f"add_my_{kind.code}")
        yield path(f"people/<uuid:ref>/facts/add/{kind.code}/", views.add, given, name=f"add_their_{kind.code}")


def _of_rows():
    for rows, kind in ROWS.items():
        mine, theirs = f"me/{rows}/<uuid:ref>/", f"people/<uuid:ref>/{rows}/<uuid:{kind.argument}>/"
        for at, whose in ((mine, "my"), (theirs, "their")):
            yield path(at, views.change, {"kind": kind}, name=f"{whose}_{kind.argument}")
            yield path(f"{at}remove/", views.remove, {"kind": kind}, name=f"remove_{whose}_{kind.argument}")
            yield path(f"{at}undo/", views.undo, {"kind": kind}, name=f"undo_{whose}_{kind.argument}")


urlpatterns = [
    path("me/facts/", views.facts, name="my_facts"),
    path("me/readings/add/<slug:measure>/", views.add_reading, name="add_my_reading"),
    path("people/<uuid:ref>/facts/", views.facts, name="person_facts"),
    path("people/<uuid:ref>/readings/add/<slug:measure>/", views.add_reading, name="add_their_reading"),
    *_of_kinds(),
    *_of_rows(),
]
