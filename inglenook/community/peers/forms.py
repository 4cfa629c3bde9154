from django.utils.translation import get_language_info

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.people.models import ConditionGroup

from ..models import PeerSupporter
from .rules import said

LANGUAGES = ("en", "cy", "pl", "ur", "pa", "bn")


def _languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name"]) for code in LANGUAGES]


def _times() -> list[tuple[str, str]]:
    return list(said()["availability"].items())


def _conditions() -> list[tuple[str, str]]:
    return list(ConditionGroup.objects.filter(kind="ltc").values_list("code", "plain_name"))


class RegisterForm(PageForm):
    """Somebody who wants to be a peer supporter."""

    name = fields.TextField(label="Name", subject="name", max_length=200)
    email = fields.EmailField(label="E-mail", hint="They sign in with it.", subject="e-mail")


class PeerForm(PageForm):
    """What is known of a volunteer."""

    state = choices.RadiosField(label="State", subject="state", choices=PeerSupporter.State.choices, small=True)
    dbs_on = dates.DateField(label="DBS check seen on", subject="DBS check", latest=clock.today, required=False)
    references_on = dates.DateField(
        label="Two references seen on", subject="references", latest=clock.today, required=False
    )
    agreed_on = dates.DateField(
        label="Boundaries and safeguarding agreed on", subject="agreement", latest=clock.today, required=False
    )
    trained_on = dates.DateField(label="Training finished on", subject="training", latest=clock.today, required=False)
    availability = choices.CheckboxesField(
        label="When they can", subject="when they can", choices=[], required=False, small=True
    )
    languages = choices.CheckboxesField(label="Languages", subject="languages", choices=[], small=True)
    lived_with = choices.CheckboxesField(
        label="What they have lived with, as far as they want it known",
        subject="what they have lived with",
        choices=[],
        required=False,
        small=True,
    )
    interests = fields.TextField(label="What they like", subject="what they like", required=False, max_length=500)
    outward_code = fields.TextField(
        label="First half of their postcode", subject="postcode", required=False, max_length=5
    )
    most = fields.IntegerField(label="People at once, at most", subject="how many people", min_value=1, max_value=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, found in (("availability", _times), ("languages", _languages), ("lived_with", _conditions)):
            self.fields[name].choices = found()


class WishForm(PageForm):
    """What the person would like of somebody."""

    conditions = choices.CheckboxesField(
        label="Would they like somebody who has lived with the same?",
        hint="Only what they want a volunteer to know.",
        subject="conditions",
        choices=[],
        required=False,
        small=True,
    )
    availability = choices.CheckboxesField(
        label="When suits them", subject="when suits them", choices=[], required=False, small=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conditions"].choices, self.fields["availability"].choices = _conditions(), _times()


class ProposeForm(PageForm):
    """What the volunteer is told, as the person agreed."""

    first_name = fields.TextField(label="First name", subject="first name", max_length=100)
    contact = fields.TextField(label="How to reach them", subject="how to reach them", max_length=254)
    hopes = fields.TextareaField(
        label="What they hope for, in their words", subject="what they hope for", rows=2, max_length=2000
    )


class ContactForm(PageForm):
    """One contact of a volunteer, in a line or two."""

    note = fields.TextareaField(label="How was it? A line is enough.", subject="how it was", rows=2, max_length=2000)
    minutes = fields.IntegerField(label="Minutes, about", subject="minutes", required=False, min_value=0, max_value=480)
    worry = fields.TextareaField(
        label="Is there anything you are worried about?",
        hint="A coordinator reads it today. If somebody is in danger now, call 999 first.",
        subject="worry",
        rows=2,
        required=False,
        max_length=2000,
    )


class EndForm(PageForm):
    because = fields.TextField(label="Why does it end?", subject="why", required=False, max_length=500)


class SupervisionForm(PageForm):
    """A talk with the volunteer."""

    on = dates.DateField(label="Day of the talk", subject="the day", latest=clock.today)
    note = fields.TextareaField(label="How is it going for them?", subject="note", rows=3, max_length=5000)
    next_on = dates.DateField(
        label="Next talk", subject="next talk", earliest=clock.today, latest=clock.furthest, required=False
    )
