"""A room's first migration, which makes all its tables in one go."""

from django.db import migrations
from django.db.migrations.operations import CreateModel


class AtOnce(migrations.Migration):
    """Models are drawn once, as they stand at the end, and a table made from each.

    Django draws anew whatever is related to a table after each single step. Where nearly all tables point to people
    and accounts that is all of them, hundreds of times: minutes in place of seconds. Of the steps, those that make a
    table are taken; what others add (columns, indexes, constraints) is part of the model by then, and references are
    made when all tables stand.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        project_state.__dict__.pop("apps", None)  # what is drawn already would be drawn again with every model added
        state = self.mutate_state(project_state, preserve=False)
        for step in self.operations:
            if isinstance(step, CreateModel):
                schema_editor.create_model(state.apps.get_model(self.app_label, step.name))
        return state
