from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm


class HandOverForm(PageForm):
    """Some of the people of the list go to somebody else."""

    to = choices.SelectField(label="Hand the chosen people over to", subject="who takes them over", choices=[])
    note = fields.TextField(label="What they should know", subject="a note", required=False, max_length=400)

    def __init__(self, *args, coworkers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose…"), *((str(user.pk), user.name) for user in coworkers)]
