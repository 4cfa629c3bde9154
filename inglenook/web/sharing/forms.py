from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inglenook.core import clock
from inglenook.core.roles import ADULT_AT
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import today
from inglenook.people.caring import YOUNGEST, Question
from inglenook.people.models import Grant, Invitation, Representative
from inglenook.people.representing import evidence, kinds, latest_review, problems

from .words import CHOICES, HINTS, LASTING, WORDS


class SectionsField(choices.CheckboxesField):
    """What a carer may see, item by item."""

    def __init__(self):
        super().__init__(label=_("What they may see"), subject=_("what they may see"), choices=CHOICES, hints=HINTS)


class TermsForm(PageForm):
    """What somebody may see, whether they may write too, and for how long."""

    sections = SectionsField()
    may_write = choices.CheckboxField(
        label=_("They may also write for me there, for example answer questions"), required=False
    )
    days = choices.RadiosField(label=_("For how long"), subject=_("for how long"), choices=LASTING, required=False)

    def clean_days(self) -> int | None:
        return int(self.cleaned_data["days"] or 0) or None


class InviteForm(TermsForm):
    """Ask somebody to be let in: who they are, how the link reaches them, and the terms."""

    name = fields.TextField(label=_("Their name"), subject=_("their name"), max_length=200)
    relationship = fields.TextField(
        label=_("Who they are to you"),
        hint=_("For example, my daughter"),
        subject=_("who they are to you"),
        max_length=100,
    )
    way = choices.RadiosField(
        label=_("How the link gets to them"),
        subject=_("how the link gets to them"),
        choices=[
            (Invitation.Way.EMAIL, _("We send it by email")),
            (Invitation.Way.TEXT, _("I send it by text from my own phone")),
            (Invitation.Way.PRINT, _("I print it or write it down")),
        ],
    )
    address = fields.EmailField(
        label=_("Their email address, if we send it by email"), subject=_("their email address"), required=False
    )
    field_order = ("name", "relationship", "sections", "may_write", "days", "way", "address")

    def clean(self):
        given = super().clean()
        if given.get("way") == Invitation.Way.EMAIL and not given.get("address") and "address" not in self.errors:
            self.add_error("address", self.fields["address"].error_messages["required"])
        if given.get("way") != Invitation.Way.EMAIL:
            given["address"] = ""
        return given


class ChangeForm(TermsForm):
    """The same for somebody who is let in: as it is, or otherwise."""

    KEEP = "keep"

    def __init__(self, *args, grant: Grant, **kwargs):
        super().__init__(*args, **kwargs)
        self.grant = grant
        self.initial = {"sections": grant.sections, "may_write": grant.may_write, "days": self.KEEP}
        self.fields["days"].choices = [(self.KEEP, _("Leave it as it is")), *LASTING]

    def clean_days(self):
        """Until when, as the grant keeps it."""
        asked = self.cleaned_data["days"]
        if asked == self.KEEP:
            return self.grant.until
        return clock.now() + timedelta(days=int(asked)) if asked else None


class AgeForm(PageForm):
    """Whether somebody is of age; if not, when they were born, so that more opens when they are."""

    adult = choices.RadiosField(
        label=_("Are you 18 or older?"),
        subject=_("if you are 18 or older"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
    )
    born_on = dates.DateField(
        label=_("If you are under 18: when were you born?"),
        subject=_("your date of birth"),
        latest=today,
        required=False,
    )

    def clean(self):
        given = super().clean()
        if given.get("adult") == "yes":
            given["born_on"] = None
        elif given.get("adult") == "no" and not given.get("born_on") and "born_on" not in self.errors:
            self.add_error("born_on", self.fields["born_on"].error_messages["required"])
        return given

    def age(self) -> int | None:
        """Whole years, when under 18; None for somebody of age."""
        born = self.cleaned_data["born_on"]
        on = clock.today()
        years = on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born else ADULT_AT
        return years if years < ADULT_AT else None

    def is_too_young(self) -> bool:
        return (self.age() or ADULT_AT) < YOUNGEST


class PasswordField(fields.TextField):
    """A new password. What was typed is not shown again."""

    def __init__(self, **kwargs):
        super().__init__(max_length=128, autocomplete="new-password", spellcheck=False, strip=False, **kwargs)

    def params(self, bound):
        return super().params(bound) | {"type": "password", "value": ""}


class JoinForm(AgeForm):
    """The same for somebody without an account: with a name, an address and a password."""

    name = fields.TextField(label=_("Your name"), subject=_("your name"), max_length=200, autocomplete="name")
    email = fields.EmailField(label=_("Your email address"), subject=_("your email address"))
    password = PasswordField(
        label=_("Choose a password"), hint=_("At least 10 letters or numbers"), subject=_("a password")
    )
    field_order = ("name", "email", "password", "adult", "born_on")

    def clean_password(self) -> str:
        try:
            validate_password(self.cleaned_data["password"])
        except ValidationError as weak:
            self.add_error("password", weak)
        return self.cleaned_data["password"]


class CarerCheckForm(PageForm):
    """How somebody who cares is themselves. Nothing has to be answered."""

    in_words = fields.TextareaField(
        label=_("What would help you?"), subject=_("what would help you"), required=False, rows=3, max_length=2000
    )
    wants_call = choices.CheckboxField(label=_("Please ring me about this"), required=False)

    def __init__(self, *args, asked: list[Question], can_ring: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        own = {question.code: _radios(question) for question in asked}
        self.fields = own | self.fields
        if not can_ring:
            del self.fields["wants_call"]

    def said(self) -> dict:
        """As `check_carer` takes it."""
        given = self.cleaned_data
        answers = {question.code: given[question.code] for question in self.asked if given[question.code]}
        return {"answers": answers, "in_words": given["in_words"], "wants_call": given.get("wants_call", False)}


def _radios(question: Question) -> choices.RadiosField:
    answers = [(code, _(answer.says)) for code, answer in question.answers.items()]
    asks = _(question.asks)
    return choices.RadiosField(label=asks, subject=str(asks), choices=answers, required=False)


class RepresentativeForm(PageForm):
    """Somebody decides for a person who cannot: who, by what right, and what a member of staff has seen of it."""

    name = fields.TextField(label="Their name", max_length=200)
    email = fields.EmailField(label="Their email address", hint="Their account opens with it")
    relationship = fields.TextField(label="Who they are to the person", max_length=100)
    kind = choices.RadiosField(
        label="By what right", subject="by what right", choices=lambda: [(c, k.name) for c, k in kinds().items()]
    )
    evidence = choices.RadiosField(
        label="What have you seen?", subject="what you have seen", choices=lambda: list(evidence().items())
    )
    document_number = fields.TextField(label="Number on the document", required=False, max_length=60)
    acts = choices.RadiosField(
        label="How they may act",
        subject="how they may act",
        choices=Representative.Acts.choices,
        initial=Representative.Acts.ALONE,
    )
    others = fields.TextField(
        label="The others, if there are any", subject="the others", required=False, max_length=300
    )
    capacity_on = dates.DateField(
        label="When was it assessed that the person cannot decide this?",
        subject="the day of the assessment",
        hint="Capacity is about one decision at one time",
        required=False,
    )
    capacity_by = fields.TextField(label="Who assessed it?", subject="who assessed it", required=False, max_length=200)
    decisions = fields.TextareaField(
        label="Which decisions, and what limits does the document set?", subject="the decisions", rows=3
    )
    sections = choices.CheckboxesField(
        label="What they may see and do for the person",
        subject="what they may see",
        choices=[(section.value, words) for section, (words, _) in WORDS.items()],
    )
    review_on = dates.DateField(
        label="When is it looked at again?",
        subject="the day of review",
        hint="At most a year ahead. On that day it ends by itself.",
    )

    def clean(self):
        given = super().clean()
        names = ("kind", "evidence", "sections", "review_on")
        if all(given.get(name) for name in names):
            asked = {name: given[name] for name in names}
            found = problems(**asked, capacity_on=given.get("capacity_on"), today=clock.today())
            for name, problem in found.items():
                self.add_error(name, problem)
        if given.get("acts") == Representative.Acts.TOGETHER and not given.get("others"):
            self.add_error("others", "Enter with whom they decide together")
        return given


class ReviewForm(PageForm):
    """Looked at again, until when it holds now."""

    review_on = dates.DateField(
        label="Look again on", subject="the day of review", latest=lambda: latest_review(today())
    )


class KnownForm(PageForm):
    """What a member of staff offered a young carer."""

    note = fields.TextareaField(
        label="What have you talked about, and who else knows?",
        hint="For example their school, a young carers’ service, children’s social care",
        subject="what you have talked about",
        rows=3,
    )
