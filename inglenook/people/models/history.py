"""History of every row: a trigger keeps the row as it was before each change or removal."""

from functools import partial

import pghistory


def follow(model, *, but: tuple[str, ...] = ()):
    """Keep every former state of this model's rows in `<Model>History`; the row itself is the newest state.

    A change of nothing `but` these fields makes no former state.
    """
    changed = {"condition": pghistory.AnyChange(exclude=list(but))} if but else {}
    tracked = pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old, **changed),
        pghistory.DeleteEvent("removed", row=pghistory.Old),
        context_field=None,
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history", db_index=True),
        model_name=f"{model.__name__}History",
    )
    return tracked(model)


def follow_but(*fields: str):
    """As `follow`, for a model some of whose fields a background pass writes over and over."""
    return partial(follow, but=fields)
