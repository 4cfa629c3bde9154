"""Putting a person into a programme as agreed, and changing it as they wish."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from inglenook.core import access, clock
from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.messaging import api as messaging
from inglenook.people.models import Person
from inglenook.people.needs import language_of
from inglenook.planning.models import Action

from ..models import Enrolment, Programme
from ..programmes.api import programme_of
from ..rules import Programme as Rules
from ..sweep.actions import place

State = Enrolment.State
OPEN = (State.OFFERED, State.RUNNING, State.PAUSED)
LEAST_OFTEN = 4  # one in four occasions; who wants still less stops


class NotPossible(Exception):
    """The change cannot be made. The message is fit to be shown."""


@transaction.atomic
def enrol(
    *,
    person: Person,
    programme: Programme,
    owner: User,
    by: User,
    action: Action | None = None,
    carer: User | None = None,
    channel: str | None = None,
    at: time | None = None,
    started_on: date | None = None,
    thresholds: dict | None = None,
) -> Enrolment:
    """Put the person into the programme as they agreed; it begins on `started_on`, today unless said.

    Raises NotPossible for a programme that is not in use, is for carers and names none, or that they are in already.
    """
    rules = _offered(programme, carer)
    start = started_on or clock.today()
    point = messaging.reachable(person, carer)
    enrolment = Enrolment(
        person=person,
        programme=programme,
        action=action,
        carer=carer,
        owner=owner,
        started_on=start,
        ends_on=start + timedelta(days=rules.days),
        channel=channel or (point.channel if point else Channel.LETTER),
        contact_point=point if point and channel in (None, point.channel) else None,
        at=at,
        time_zone=_time_zone(person, carer),
        language=language_of(person),
        thresholds=thresholds or {},
        written_by=by,
    )
    _keep_new(enrolment)
    return _placed(enrolment)


def _offered(programme: Programme, carer: User | None) -> Rules:
    rules = programme_of(programme)
    if programme.state != Programme.State.ON:
        raise NotPossible("This programme is not in use.")
    if rules.for_carer and carer is None:
        raise NotPossible("This programme is for a carer. Choose which.")
    return rules


def _keep_new(enrolment: Enrolment) -> None:
    try:
        with transaction.atomic():
            enrolment.save(force_insert=True)
    except IntegrityError as error:
        raise NotPossible("They are in this programme already.") from error


def _time_zone(person: Person, carer: User | None) -> str:
    """Where they say they are; else where their practice is. Staff may not read people's accounts."""
    with access.working():
        user = carer or person.user
    return user.time_zone if user else person.practice.time_zone


def lessen(*, enrolment: Enrolment, by: User | None) -> Enrolment:
    """Half as often from now on. Raises NotPossible when it is as seldom as it goes."""
    if enrolment.every_nth * 2 > LEAST_OFTEN:
        raise NotPossible(_("It cannot be less often than it is now. You can stop it."))
    return _change(enrolment, by, every_nth=enrolment.every_nth * 2)


def as_often_as_planned(*, enrolment: Enrolment, by: User | None) -> Enrolment:
    """Back to every occasion."""
    return _change(enrolment, by, every_nth=1)


def pause(*, enrolment: Enrolment, by: User | None, until: date | None = None, because: str = "") -> Enrolment:
    """Rest until a day, or until somebody lets it go on. Raises NotPossible for a day that is not to come."""
    if until and until <= clock.today():
        raise NotPossible(_("Choose a day to come."))
    return _change(enrolment, by, state=State.PAUSED, paused_until=until, state_because=because)


def resume(*, enrolment: Enrolment, by: User | None) -> Enrolment:
    """Go on with the next occasion; what was due meanwhile is not made up for. What has ended does not go on."""
    return _change(enrolment, by, state=State.RUNNING, paused_until=None, state_because="", silent_for=0)


def move(*, enrolment: Enrolment, at: time | None, by: User | None) -> Enrolment:
    """At another time of day from now on; None is the programme's own."""
    return _change(enrolment, by, at=at)


def change_zone(*, enrolment: Enrolment, time_zone: str, by: User | None) -> Enrolment:
    """In another time zone from now on. Raises NotPossible for a zone that nobody knows."""
    try:
        ZoneInfo(time_zone)
    except (KeyError, ValueError) as error:
        raise NotPossible(_("There is no such time zone.")) from error
    return _change(enrolment, by, time_zone=time_zone)


def stop(*, enrolment: Enrolment, by: User | None, because: str = "") -> Enrolment:
    """No more of it. Stopping twice is stopping once."""
    if enrolment.state == State.STOPPED:
        return enrolment
    return _change(enrolment, by, state=State.STOPPED, state_because=because)


def finish(*, enrolment: Enrolment, by: User | None, because: str = "") -> Enrolment:
    """It has done what it was for."""
    return _change(enrolment, by, state=State.FINISHED, state_because=because)


@transaction.atomic
def _change(enrolment: Enrolment, by: User | None, **changes) -> Enrolment:
    """Make the changes to what is open, as the newest state of the row has it, and say anew what comes next."""
    kept = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if kept.state not in OPEN:
        raise NotPossible(_("This has ended."))
    for name, value in (changes | {"written_by": by, "next_at": None, "next_step": None}).items():
        setattr(kept, name, value)
        setattr(enrolment, name, value)
    kept.save()
    if kept.state == State.RUNNING or kept.state == State.PAUSED and kept.paused_until:
        _placed(enrolment)
    return enrolment


def _placed(enrolment: Enrolment) -> Enrolment:
    with access.working():
        place([enrolment])
    enrolment.refresh_from_db(fields=["next_at", "next_step", "practice"])
    return enrolment
