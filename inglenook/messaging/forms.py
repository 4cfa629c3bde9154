from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import today

from .models import Pause


class PauseForm(PageForm):
    """Why nothing is to be sent, and until when (open when not known)."""

    kind = choices.RadiosField(label=_("Why"), subject=_("why"), choices=choices.spoken(Pause.Kind.choices))
    until = dates.DateField(
        label=_("Until"), hint=_("Leave empty if you do not know"), subject=_("the day"), required=False, earliest=today
    )

    @property
    def ends_at(self) -> datetime | None:
        """The beginning of the day on which messages may come again."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time())) if day else None


class LimitsForm(PageForm):
    """When messages keep quiet and how many there may be."""

    quiet_from = fields.TimeField(
        label=_("Nothing after"), hint=_("For example, 21:00 or 9pm"), subject=_("the time in the evening")
    )
    quiet_until = fields.TimeField(
        label=_("And nothing before"), hint=_("For example, 08:00 or 8am"), subject=_("the time in the morning")
    )
    per_day = fields.IntegerField(
        label=_("Most messages in one day"), subject=_("messages in one day"), min_value=1, max_value=10, width=2
    )
    per_week = fields.IntegerField(
        label=_("Most messages in seven days"), subject=_("messages in seven days"), min_value=1, max_value=50, width=2
    )

    def clean(self):
        given = super().clean()
        if given.get("quiet_from") and given.get("quiet_from") == given.get("quiet_until"):
            self.add_error("quiet_until", _("The two times must be different"))
        if given.get("per_day") and given.get("per_week") and given["per_week"] < given["per_day"]:
            self.add_error("per_week", _("Messages in seven days must be as many as in one day, or more"))
        return given
