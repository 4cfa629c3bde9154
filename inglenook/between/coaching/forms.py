from datetime import datetime

from django.utils import timezone

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm

from ..models import Booking, Session


class OfferForm(PageForm):
    """A time that the coach gives."""

    kind = choices.RadiosField(label="How", subject="how you meet", choices=Session.Kind.choices)
    title = fields.TextField(label="What it is called", subject="what it is called", max_length=200)
    on = dates.DateField(label="Day", subject="the day", earliest=clock.today)
    at = fields.TimeField(label="Time", subject="the time")
    minutes = fields.IntegerField(label="Minutes", subject="how many minutes", initial=30, min_value=5, max_value=480)
    place = fields.TextField(label="Place", hint="Not for calls.", subject="place", required=False, max_length=300)
    places = fields.IntegerField(
        label="Places", hint="For groups.", subject="how many places", initial=10, min_value=1, max_value=200
    )

    def offered(self) -> dict:
        """The form's values as `actions.offer` takes them."""
        given = dict(self.cleaned_data)
        day, time = given.pop("on"), given.pop("at")
        return given | {"starts_at": timezone.make_aware(datetime.combine(day, time))}


class BookForm(PageForm):
    """Somebody of the caseload gets a place."""

    person = choices.SelectField(label="Give a place to", subject="who gets the place", choices=[])

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose…"), *((str(one.ref), one.name) for one in people)]


class RecordForm(PageForm):
    """Who came, and what came of it."""

    state = choices.RadiosField(
        label="Did they come?",
        subject="whether they came",
        choices=[(Booking.State.ATTENDED, "Yes"), (Booking.State.MISSED, "No")],
    )
    note = fields.TextareaField(label="Note", subject="note", rows=2, required=False, max_length=5000)
    outcome = fields.TextareaField(
        label="What you agreed", subject="what you agreed", rows=2, required=False, max_length=2000
    )
    confidence = fields.IntegerField(
        label="How sure are they, from 0 to 10?", subject="how sure", required=False, min_value=0, max_value=10
    )
