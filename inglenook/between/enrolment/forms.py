"""Offering a programme, and changing one."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from inglenook.core import clock
from inglenook.kit import dates, fields
from inglenook.kit.forms import PageForm

from ..models import Enrolment
from . import actions


def _tomorrow():
    return clock.today() + timedelta(days=1)


class RestForm(PageForm):
    """Until when to rest; open when nothing is said."""

    until = dates.DateField(
        label=_("Rest until"), subject=_("the day you want to go on"), required=False, earliest=_tomorrow, size="s"
    )


class MoveForm(PageForm):
    """Another time of day."""

    at = fields.TimeField(label=_("Time of day"), hint=_("For example, 10:00 or 6.30pm"), subject=_("a time"), size="s")


def change(enrolment: Enrolment, sent, by) -> PageForm | None:
    """Make the change whose button was pressed; the form with its errors when what was typed is no day or time."""
    do = sent.get("do", "")
    if do in SIMPLE:
        SIMPLE[do](enrolment=enrolment, by=by)
        return None
    form = (RestForm if do == "pause" else MoveForm)(sent)
    if not form.is_valid():
        return form
    if do == "pause":
        actions.pause(enrolment=enrolment, by=by, until=form.cleaned_data["until"])
    else:
        actions.move(enrolment=enrolment, by=by, at=form.cleaned_data["at"])
    return None


SIMPLE = {
    "lessen": actions.lessen,
    "as_planned": actions.as_often_as_planned,
    "resume": actions.resume,
    "stop": actions.stop,
}
SAID = {
    "lessen": _("You will hear from us half as often."),
    "as_planned": _("You will hear from us as often as planned."),
    "resume": _("It goes on."),
    "stop": _("It has stopped. You can begin again whenever you like."),
    "pause": _("You will not hear from us while you rest."),
    "move": _("You will hear from us at the new time."),
}
