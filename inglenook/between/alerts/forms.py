from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm


class AcknowledgeForm(PageForm):
    """I have seen it."""

    note = fields.TextareaField(
        label="What will you do?",
        hint="It is yours from now on, and goes to nobody else by itself.",
        subject="what you will do",
        rows=2,
        max_length=2000,
    )


class CloseForm(PageForm):
    """It is seen to."""

    note = fields.TextareaField(label="How did it end?", subject="how it ended", rows=2, max_length=2000)


class HandOverForm(PageForm):
    """Somebody else takes it."""

    to = choices.SelectField(label="Hand over to", subject="who takes it over", choices=[])
    note = fields.TextField(label="What they should know", subject="a note", required=False, max_length=500)

    def __init__(self, *args, colleagues=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose…"), *((str(user.pk), user.name) for user in colleagues)]
