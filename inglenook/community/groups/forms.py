from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm

from ..models import Group


class GroupForm(PageForm):
    """A group and the times it meets: the first, and how many weeks in a row."""

    title = fields.TextField(label="What it is called", subject="what it is called", max_length=200)
    kind = choices.RadiosField(label="What it is", subject="what it is", choices=Group.Kind.choices)
    about = fields.TextareaField(label="What happens there", subject="about", rows=3, required=False, max_length=3000)
    on = dates.DateField(label="First day", subject="the first day", earliest=clock.today, latest=clock.furthest)
    at = fields.TimeField(label="Time", subject="the time")
    minutes = fields.IntegerField(label="Minutes", subject="how many minutes", initial=90, min_value=10, max_value=480)
    weeks = fields.IntegerField(
        label="How many weeks", hint="Once a week.", subject="how many weeks", initial=6, min_value=1, max_value=60
    )
    places = fields.IntegerField(label="Places", subject="how many places", initial=12, min_value=1, max_value=500)
    venue = fields.TextField(label="Where", subject="where", required=False, max_length=300)
    access = fields.TextField(
        label="Getting in and around",
        hint="Steps, toilets, hearing loop, parking.",
        subject="getting in",
        required=False,
        max_length=500,
    )
    transport = fields.TextField(label="Getting there", subject="getting there", required=False, max_length=500)
    online = fields.TextField(
        label="Address of the online room",
        hint="Begins with https://",
        subject="address",
        required=False,
        max_length=200,
    )
    is_open = choices.RadiosField(
        label="May people take a place themselves?",
        subject="whether people may take a place themselves",
        choices=[("yes", "Yes"), ("no", "No, only through us")],
        initial="yes",
    )

    def clean_online(self):
        said = self.cleaned_data["online"]
        if said and not said.startswith("https://"):
            raise fields.ValidationError("The address of the online room begins with https://")
        return said

    def opened(self) -> dict:
        """The form's values as `actions.open_group` takes them."""
        given = dict(self.cleaned_data)
        day, time, weeks = (given.pop(name) for name in ("on", "at", "weeks"))
        first = datetime.combine(day, time)
        times = [timezone.make_aware(first + timedelta(weeks=week)) for week in range(weeks)]
        return given | {"meetings": times, "is_open": given["is_open"] == "yes"}


class JoinForm(PageForm):
    """What helps somebody to take part."""

    needs = fields.TextField(
        label=_("Is there anything that would help you take part?"),
        hint=_("A chair with arms, a seat near the door, somebody to meet you. The group’s leader reads this."),
        subject=_("what would help"),
        required=False,
        max_length=500,
    )
    lift = choices.RadiosField(
        label=_("Do you need help to get there?"),
        subject=_("whether you need help to get there"),
        choices=[("no", _("No")), ("yes", _("Yes, please"))],
        initial="no",
    )


class OutcomeForm(PageForm):
    words = fields.TextareaField(
        label=_("What did the group do for you?"), subject=_("what it did for you"), rows=3, max_length=2000
    )
