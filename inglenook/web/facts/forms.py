"""What is asked for each kind of thing that people add. `said()` gives it as the model keeps it."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inglenook.core import clock
from inglenook.kit import choices, fields
from inglenook.kit.dates import DateField
from inglenook.kit.forms import PageForm
from inglenook.kit.words import translated
from inglenook.people.measures import MEASURES, Measure, is_plausible
from inglenook.people.models import ConditionGroup, PersonalContact

LINE = 300


class OwnForm(PageForm):
    """A form for a row that a person adds or puts right."""

    once = fields.HiddenField(required=False, max_length=64)

    def said(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    @classmethod
    def initial_of(cls, row) -> dict:
        return {name: getattr(row, name, None) for name in cls.base_fields if name != "once"}


def _what(label, subject, hint="") -> fields.TextField:
    return fields.TextField(label=label, hint=hint, subject=subject, max_length=LINE)


def _detail(label, subject, max_length: int = 1000) -> fields.TextareaField:
    return fields.TextareaField(label=label, subject=subject, required=False, max_length=max_length, rows=3)


def _since() -> fields.TextField:
    return fields.TextField(
        label=gettext_lazy("Since when?"),
        hint=gettext_lazy("For example, 2015, or last spring"),
        subject=gettext_lazy("since when"),
        required=False,
        max_length=100,
    )


def _name() -> fields.TextField:
    return fields.TextField(
        label=gettext_lazy("What is their name?"), subject=gettext_lazy("their name"), max_length=200
    )


def _phone() -> fields.TextField:
    return fields.TextField(
        label=gettext_lazy("Phone"), subject=gettext_lazy("their phone number"), required=False, max_length=40, width=20
    )


def _other_ways() -> fields.TextField:
    return fields.TextField(
        label=gettext_lazy("Other ways to reach them"),
        subject=gettext_lazy("how to reach them"),
        required=False,
        max_length=500,
    )


class ConditionForm(OwnForm):
    what = _what(
        gettext_lazy("What is it called?"),
        gettext_lazy("what it is called"),
        gettext_lazy("In your own words, or as it was told to you."),
    )
    group = choices.SelectField(
        label=gettext_lazy("Is it one of these?"),
        hint=gettext_lazy("We use this to show you what your results mean. Leave it if you are not sure."),
        subject=gettext_lazy("which it is"),
        required=False,
    )
    since = _since()
    detail = _detail(gettext_lazy("Anything else about it?"), gettext_lazy("what else there is"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = ConditionGroup.objects.values_list("code", "plain_name")
        named = sorted(((code, translated(name)) for code, name in groups), key=lambda group: group[1])
        self.fields["group"].choices = [("", _("Not sure, or none of these")), *named]

    def said(self) -> dict:
        said = super().said()
        return said | {"group_id": said.pop("group") or None}

    @classmethod
    def initial_of(cls, row) -> dict:
        return super().initial_of(row) | {"group": row.group_id or ""}


class MedicineForm(OwnForm):
    what = _what(
        gettext_lazy("What is it called?"),
        gettext_lazy("what it is called"),
        gettext_lazy("Look on the box. Things you buy without a prescription count too."),
    )
    detail = _detail(gettext_lazy("How much do you take, and when?"), gettext_lazy("how much and when"))
    since = _since()


class AllergyForm(OwnForm):
    what = _what(gettext_lazy("What are you allergic to?"), gettext_lazy("what it is"))
    detail = _detail(gettext_lazy("What happens?"), gettext_lazy("what happens"))


class AppointmentForm(OwnForm):
    what = _what(gettext_lazy("What is it for?"), gettext_lazy("what it is for"))
    on = DateField(label=gettext_lazy("What day is it?"), subject=gettext_lazy("the day"))
    time = fields.TimeField(label=gettext_lazy("What time is it?"), subject=gettext_lazy("the time"), required=False)
    place = fields.TextField(
        label=gettext_lazy("Where is it?"), subject=gettext_lazy("where it is"), required=False, max_length=LINE
    )
    with_whom = fields.TextField(
        label=gettext_lazy("Who will you see?"),
        subject=gettext_lazy("who you will see"),
        required=False,
        max_length=200,
    )
    note = _detail(gettext_lazy("What do you want to take or to ask?"), gettext_lazy("what to take or ask"), 2000)

    def said(self) -> dict:
        said = super().said()
        moment = datetime.combine(said.pop("on"), said.pop("time") or time())
        return said | {"at": timezone.make_aware(moment)}

    @classmethod
    def initial_of(cls, row) -> dict:
        at = timezone.localtime(row.at)
        return super().initial_of(row) | {"on": at.date(), "time": at.time() if at.time() != time() else None}


class ContactForm(OwnForm):
    name = _name()
    relationship = fields.TextField(
        label=gettext_lazy("Who are they to you?"),
        hint=gettext_lazy("For example, my daughter, or my neighbour"),
        subject=gettext_lazy("who they are to you"),
        required=False,
        max_length=100,
    )
    roles = choices.CheckboxesField(
        label=gettext_lazy("Are they any of these?"),
        subject=gettext_lazy("what they are"),
        choices=PersonalContact.Role.choices,
        required=False,
    )
    phone = _phone()
    contact_details = _other_ways()
    comments = _detail(gettext_lazy("What should we know about them?"), gettext_lazy("what we should know"), 2000)


class ProfessionalForm(OwnForm):
    name = _name()
    role = fields.TextField(
        label=gettext_lazy("What do they do?"),
        hint=gettext_lazy("For example, heart nurse, or social worker"),
        subject=gettext_lazy("what they do"),
        required=False,
        max_length=200,
    )
    organisation = fields.TextField(
        label=gettext_lazy("Where do they work?"),
        subject=gettext_lazy("where they work"),
        required=False,
        max_length=200,
    )
    team = fields.TextField(
        label=gettext_lazy("Which team?"), subject=gettext_lazy("which team"), required=False, max_length=200
    )
    phone = _phone()
    contact_details = _other_ways()
    is_key_worker = choices.CheckboxField(
        label=gettext_lazy("They are the one I turn to first"),
        subject=gettext_lazy("whether you turn to them first"),
        required=False,
    )


class ReadingForm(PageForm):
    """One reading of one measure, in its own unit."""

    once = fields.HiddenField(required=False, max_length=64)

    def __init__(self, *args, measure: Measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = measure.parts or (measure.code,)
        for code in self.codes:
            self.fields[code] = fields.DecimalField(
                label=translated(MEASURES[code].name),
                subject=_("the number"),
                suffix=measure.unit or None,
                max_digits=7,
                decimal_places=3,
            )
        self.fields["on"] = DateField(
            label=_("What day was it?"), subject=_("the day"), latest=clock.today, initial=clock.today()
        )
        self.fields["time"] = fields.TimeField(label=_("What time was it?"), subject=_("the time"), required=False)

    def clean(self):
        """What no living adult could have is a mistake of typing."""
        for code in self.codes:
            number = self.cleaned_data.get(code)
            if number is not None and not is_plausible(code, float(number)):
                self.add_error(code, _("Look at this number again: it does not seem right"))
        if not self.errors and self.taken_at > clock.now():
            self.add_error("time", _("The time must be now or earlier"))
        return self.cleaned_data

    @property
    def numbers(self) -> list[float]:
        return [float(self.cleaned_data[code]) for code in self.codes]

    @property
    def taken_at(self) -> datetime:
        """Without a time said: now for today, else noon."""
        day, at = self.cleaned_data["on"], self.cleaned_data.get("time")
        if not at and day == clock.today():
            return clock.now()
        return timezone.make_aware(datetime.combine(day, at or time(12)))
