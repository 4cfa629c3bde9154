"""The one note form, and the small ones beside it on the page of a referral."""

from datetime import datetime, time

from django.utils import timezone

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.measures.api import instruments

from ..models import Introduction, Referral, Visit
from . import rules

AT = time(9)
ASKED = ("ons4", "ucla3", "lonely")


class NoteForm(PageForm):
    """A contact and all that follows from it, typed once."""

    way = choices.RadiosField(label="How", subject="how you met", choices=Visit.Way.choices, small=True)
    minutes = fields.IntegerField(label="Minutes", required=False, min_value=0, max_value=480, width=3)
    discussed = fields.TextareaField(label="What was discussed", rows=3, required=False)
    agreed = fields.TextareaField(label="What was agreed", rows=2, required=False)
    next_on = dates.DateField(label="Next contact", required=False, earliest=clock.today, latest=clock.furthest)
    over = fields.TextField(
        label="You are at your limit. Over my limit because…",
        hint="Only if you take this one all the same.",
        required=False,
        max_length=300,
    )
    then = choices.SelectField(label="And now the referral is", subject="what it is now", required=False, choices=[])
    concern = fields.TextareaField(
        label="A safeguarding concern",
        hint="A nurse or GP is told at once, and it stays open until somebody closes it.",
        rows=2,
        required=False,
    )

    def __init__(self, *args, referral: Referral, is_full: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_full:
            del self.fields["over"]
        self.fields["then"].choices = [("", f"As it is: {rules.states()[referral.state].title}"), *following(referral)]
        self.questions = _questions(referral)
        self.fields.update({name: field for _, fields_ in self.questions for name, field in fields_})

    @property
    def measures(self):
        """Each instrument with its fields as they stand on the page."""
        return [(known, [self[name] for name, _ in fields_]) for known, fields_ in self.questions]

    def given(self) -> dict:
        """As `notes.note` takes it."""
        data = self.cleaned_data
        to, _, because = data["then"].partition(":")
        next_at = data["next_on"] and timezone.make_aware(datetime.combine(data["next_on"], AT))
        said = {name: data[name] for name in ("way", "minutes", "discussed", "agreed", "concern")}
        following = {"to": to, "because": because, "next_at": next_at, "over": data.get("over", "")}
        return said | following | {"answers": self._answers()}

    def _answers(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for known, fields_ in self.questions:
            said = {name.partition("-")[2]: self.cleaned_data[name] for name, _ in fields_}
            if given := {code: int(value) for code, value in said.items() if value}:
                found[known.code] = given
        return found


def following(referral: Referral) -> list[tuple[str, str]]:
    """The states that may follow, each with its reasons: "closed:done" and "Closed: Got what they hoped for"."""
    found = []
    for state in rules.may_follow(referral.state):
        reasons = rules.reasons_for(state.code)
        found += [(f"{state.code}:{one.code}", f"{state.title}: {one.title}") for one in reasons]
        found += [] if reasons else [(state.code, state.title)]
    return [(code, title) for code, title in found if code != "told"]


def _questions(referral: Referral) -> list:
    """(instrument, [(name, field)]); none before it is known whom the referral is about."""
    if referral.person_id is None:
        return []
    known = [instruments()[code] for code in ASKED]
    return [(one, [(f"{one.code}-{q.code}", _select(q)) for q in one.questions]) for one in known]


def _select(question) -> choices.SelectField:
    given = [("", "Not asked"), *((str(value), words) for value, words in question.answers.items())]
    return choices.SelectField(label=question.asks, required=False, choices=given)


class IntroduceForm(PageForm):
    """A service is asked to take the person."""

    service = choices.RadiosField(
        label="Which", hint="“You” is where they live.", subject="the service", choices=[], small=True
    )
    need = fields.TextareaField(label="What they would like", subject="what they would like", rows=2, max_length=1000)
    contact = fields.TextField(label="How the service reaches them", required=False, max_length=254)
    access = fields.TextField(label="What makes it easier for them", required=False, max_length=500)
    safety = fields.TextField(label="What keeps everybody safe", required=False, max_length=500)
    with_somebody = choices.CheckboxField(label="I go along the first time", required=False)
    only_told = choices.CheckboxField(label="I told the person; they ask the service themselves", required=False)

    def __init__(self, *args, suggestions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.services = {str(one.service.ref): one.service for one in suggestions}
        self.fields["service"].choices = [(ref, service.name) for ref, service in self.services.items()]
        self.fields["service"].hints = {str(one.service.ref): _why(one) for one in suggestions}

    def given(self) -> dict:
        """As `introductions.introduce` takes it."""
        data = dict(self.cleaned_data)
        return data | {"service": self.services[data["service"]], "asked": not data.pop("only_told")}


def _why(suggestion) -> str:
    place = suggestion.site.name or suggestion.site.postcode if suggestion.site else ""
    parts = [", ".join(suggestion.why), ", ".join(suggestion.when), place, suggestion.phone]
    return " · ".join(part for part in parts if part)


class HearForm(PageForm):
    """What a service without an account said on the phone."""

    introduction = fields.HiddenField()
    state = choices.SelectField(
        label="What they said",
        subject="what they said",
        choices=[("", "Choose…"), *(c for c in Introduction.State.choices if c[0] != "asked")],
    )
    because = choices.SelectField(
        label="If they have not come, why",
        required=False,
        choices=[("", ""), *((one.code, one.title) for one in rules.reasons_for("not_attended"))],
    )
    words = fields.TextField(label="In their words", required=False, max_length=1000)

    def clean(self):
        found = super().clean()
        if found.get("state") == Introduction.State.DID_NOT_COME and not found.get("because"):
            self.add_error("because", "Choose why they have not come")
        return found


class AllowForm(PageForm):
    """A manager lets a link worker have more people for a time."""

    worker = choices.SelectField(label="Link worker", subject="the link worker", choices=[])
    slots = fields.IntegerField(label="How many more", subject="how many more", min_value=1, max_value=60, width=3)
    until = dates.DateField(label="Until", subject="the day", earliest=clock.today, latest=clock.furthest)
    because = fields.TextField(label="Because", hint="Name nobody.", subject="why", max_length=300)

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", "Choose…"), *choices]
