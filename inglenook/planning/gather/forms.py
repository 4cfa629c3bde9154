"""The form that notes an attempt to reach somebody."""

from datetime import datetime

from django.utils import timezone

from inglenook.core.channels import Channel
from inglenook.kit import fields
from inglenook.kit.choices import RadiosField, SelectField
from inglenook.kit.dates import DateField
from inglenook.kit.forms import PageForm
from inglenook.kit.words import today

from ..models import Contact, TestNeeded


class ContactForm(PageForm):
    """How the attempt went; a booked visit has a day and a time."""

    outcome = RadiosField(
        label="How did it go?",
        subject="how it went",
        choices=Contact.Outcome.choices,
        small=True,
    )
    visit_on = DateField(
        label="Day of the visit, if booked", subject="the day of the visit", earliest=today, required=False
    )
    visit_time = fields.TimeField(
        label="Time of the visit, if booked",
        subject="the time of the visit",
        hint="Like 10:20",
        width=5,
        required=False,
    )
    channel = SelectField(label="How you tried", choices=Channel.choices)
    note = fields.TextareaField(label="Note", hint="The person can read this.", max_length=1000, rows=2, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == Contact.Outcome.BOOKED:
            for name in ("visit_on", "visit_time"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    @property
    def visit_at(self) -> datetime | None:
        """The moment of the visit in the user's time zone; None unless one was booked."""
        on, at = self.cleaned_data["visit_on"], self.cleaned_data["visit_time"]
        return timezone.make_aware(datetime.combine(on, at)) if on and at else None


def states_from(posted, tests: list[TestNeeded]) -> dict[str, str]:
    """The state asked for each test, by its check's code; "all_done" asks for done throughout."""
    if "all_done" in posted:
        return {test.check_code: TestNeeded.State.DONE.value for test in tests}
    asked = {test.check_code: posted.get(f"test-{test.check_code}") for test in tests}
    return {code: state for code, state in asked.items() if state in TestNeeded.State.values}
