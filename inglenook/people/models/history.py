"""History of every row: a trigger keeps the row as it was before each change or removal."""

import pghistory


def follow(model):
    """Keep every former state of this model's rows in `<Model>History`; the row itself is the newest state."""
    tracked = pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old),
        pghistory.DeleteEvent("removed", row=pghistory.Old),
        context_field=None,
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
        model_name=f"{model.__name__}History",
    )
    return tracked(model)
