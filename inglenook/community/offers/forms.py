from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm


class AnswerForm(PageForm):
    """What a service says about somebody."""

    to = choices.RadiosField(label="Your answer", subject="your answer", choices=[])
    words = fields.TextareaField(
        label="Anything the link worker should know",
        hint="When they can come, whom to ask for, how it went. The person can read this.",
        subject="note",
        rows=3,
        required=False,
        max_length=2000,
    )

    def __init__(self, *args, answers=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = list((answers or {}).items())


class RoomForm(PageForm):
    """What room a service has now."""

    takes = choices.RadiosField(
        label="Do you take people who are sent by link workers?",
        subject="whether you take people",
        choices=[("yes", "Yes"), ("no", "Not at the moment")],
    )
    places_free = fields.IntegerField(
        label="Free places now",
        hint="0 when you are full. Leave it empty when you do not count places.",
        subject="free places",
        required=False,
        min_value=0,
        max_value=5000,
    )
    waiting = fields.IntegerField(
        label="People waiting", subject="people waiting", required=False, min_value=0, max_value=5000
    )

    def room(self) -> dict:
        """The form's values as `actions.say_room` takes them."""
        said = self.cleaned_data
        return {"takes_people": said["takes"] == "yes", "places_free": said["places_free"], "waiting": said["waiting"]}
