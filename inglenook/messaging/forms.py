from datetime import datetime, time

from django.utils import timezone

from inglenook.kit import choices, dates
from inglenook.kit.forms import PageForm
from inglenook.kit.words import today

from .models import Pause


class PauseForm(PageForm):
    """Why nothing is to be sent, and until when (open when not known)."""

    kind = choices.RadiosField(label="Why", subject="why", choices=Pause.Kind.choices)
    until = dates.DateField(
        label="Until", hint="Leave empty if you do not know", subject="the day", required=False, earliest=today
    )

    @property
    def ends_at(self) -> datetime | None:
        """The beginning of the day on which messages may come again."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time())) if day else None
