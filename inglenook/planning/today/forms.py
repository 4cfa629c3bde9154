from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.people.measures import MEASURES, is_plausible

from ..models import FollowUp
from .rules import FOLLOW_UP_WITHIN


class NoteForm(PageForm):
    """Close a task; what is urgent asks for a note."""

    note = fields.TextareaField(label="What happened", subject="what happened", rows=3, required=False)


class UrgentForm(PageForm):
    """A professional has seen an urgent value."""

    note = fields.TextareaField(
        label="What did you do, or what will you do?",
        hint="The value shows on the person’s own pages once you have said so.",
        subject="what you did or will do",
        rows=3,
    )


class HandOverForm(PageForm):
    """Somebody else takes it."""

    to = choices.SelectField(label="Hand over to", subject="who takes it over", choices=[])

    def __init__(self, *args, colleagues=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose…"), *((str(user.pk), user.name) for user in colleagues)]


class SnoozeForm(PageForm):
    """Put off, with the reason."""

    days = choices.SelectField(
        label="Put off until",
        subject="how long",
        choices=[("1", "tomorrow"), ("3", "in 3 days"), ("7", "in a week"), ("14", "in two weeks")],
    )
    because = fields.TextField(label="Why", subject="why", max_length=200)

    def until(self):
        return clock.today() + timedelta(days=int(self.cleaned_data["days"]))


class FollowUpForm(PageForm):
    """How an action went, without blame, and what comes next."""

    outcome = choices.RadiosField(label=_("How did it go?"), subject=_("how it went"), choices=FollowUp.Outcome.choices)
    their_words = fields.TextareaField(
        label=_("In their own words"), subject=_("their words"), rows=3, required=False, max_length=5000
    )
    next_step = choices.RadiosField(
        label=_("What next?"),
        subject=_("what comes next"),
        choices=[
            ("keep", _("Keep going")),
            ("smaller", _("Make it smaller")),
            ("done", _("It is done, or part of life now")),
            ("stop", _("Stop it")),
        ],
    )
    smaller = fields.TextField(
        label=_("What would be small enough?"),
        hint=_("Only if you make it smaller."),
        subject=_("what would be small enough"),
        required=False,
        max_length=1000,
    )
    next_on = dates.DateField(
        label=_("When shall we ask again?"),
        hint=_("Within two weeks."),
        subject=_("when to ask again"),
        required=False,
        earliest=clock.today,
        latest=lambda: clock.today() + FOLLOW_UP_WITHIN,
    )

    def clean(self):
        given = super().clean()
        if given.get("next_step") == "smaller" and not given.get("smaller", "").strip():
            self.add_error("smaller", _("Enter what would be small enough"))
        return given


class MyFollowUpForm(FollowUpForm):
    """The same, worded to the person."""

    their_words = fields.TextareaField(
        label=_("Do you want to say more?"), subject=_("what you want to say"), rows=3, required=False, max_length=5000
    )
    outcome = choices.RadiosField(
        label=_("How did it go?"),
        subject=_("how it went"),
        choices=[
            ("done", _("I did it")),
            ("some", _("I did some of it")),
            ("not_yet", _("Not yet")),
            ("changed", _("I changed it to fit better")),
            ("stop", _("I do not want to go on with it")),
        ],
    )
    field_order = ["outcome", "their_words", "next_step", "smaller", "next_on"]


class ReviewForm(PageForm):
    """Closing a review."""

    note = fields.TextareaField(label="Anything to remember for next time", subject="a note", rows=3, required=False)


class TargetForm(PageForm):
    """A range of the person's own for one measure; one end may stay open."""

    measure = choices.SelectField(
        label="Which result",
        subject="which result",
        choices=[
            ("", "Choose…"),
            *((m.code, f"{m.name} ({m.unit})") for m in MEASURES.values() if m.change and not m.parts),
        ],
    )
    low = fields.DecimalField(label="From", subject="the lower end", required=False, width=5)
    high = fields.DecimalField(label="To", subject="the upper end", required=False, width=5)

    def clean(self):
        given = super().clean()
        ends = [float(given[end]) for end in ("low", "high") if given.get(end) is not None]
        if not ends and not self.errors:
            self.add_error("high", "Enter the lower end, the upper end, or both")
        if ends != sorted(ends):
            self.add_error("high", "The upper end must be the same as or above the lower end")
        if any(not is_plausible(given.get("measure", ""), end) for end in ends):
            self.add_error("measure", "That is not a value this result can have: check the unit")
        return given


class SearchForm(PageForm):
    """Find a person."""

    q = fields.TextField(
        label="Name, NHS number or date of birth",
        hint="For example, Hussain, 999 123 4567 or 4/6/1960",
        subject="a name, NHS number or date of birth",
        max_length=200,
    )
