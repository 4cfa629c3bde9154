"""A manager's verbs: make a survey, change it, open it, invite, remind, close."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from inglenook.core import access, clock, tokens
from inglenook.core.models import Organisation, User
from inglenook.core.schema import contents_of
from inglenook.messaging.notices import write_to
from inglenook.messaging.tasks import defer_once

from ..models import Draft, Invitation, Survey, Tally
from .answering import HALF_WAY, kept_of
from .laying import settle
from .rules import Questionnaire
from .tasks import write_survey_letters

MOST_REMINDERS = 3
BETWEEN = timedelta(days=2)  # nobody is reminded sooner than this after they were last written to
INVITED = 5000


class Refused(Exception):
    """Why it cannot be done, fit to be shown."""


@transaction.atomic
def make_survey(*, organisation: Organisation, questionnaire: Questionnaire, title: str, by: User, **more) -> Survey:
    """A survey in the making. `more`: mode, remind_after, repeats."""
    survey = Survey.objects.create(
        organisation=organisation, title=title, asks=contents_of(questionnaire), made_by=by, **more
    )
    with access.working():
        Tally.objects.create(survey=survey)
    return survey


def change(*, survey: Survey, by: User, questionnaire: Questionnaire | None = None, **fields) -> None:
    """Change what is asked, or how. Raises Refused once it has been opened: answers belong to what was asked."""
    if survey.state != "making":
        raise Refused("This survey has been opened. Copy it to ask something else.")
    if questionnaire:
        fields["asks"] = contents_of(questionnaire)
    for name, value in fields.items():
        setattr(survey, name, value)
    survey.save(update_fields=list(fields))


def invite(*, survey: Survey, addresses: Iterable[str], by: User) -> int:
    """Put addresses on the list, each once; how many are new. They are written to when the survey opens."""
    if survey.state not in ("making", "waiting", "open"):
        raise Refused("This survey has closed.")
    wanted = [Invitation(survey=survey, address=address.lower()) for address in addresses]
    with access.working():
        before = survey.invitations.count()
        Invitation.objects.bulk_create(wanted[: INVITED - before], ignore_conflicts=True)
        added = survey.invitations.count() - before
    defer_once(write_survey_letters)
    return added


@transaction.atomic
def open_survey(*, survey: Survey, opens_on: date, closes_on: date, by: User) -> None:
    """Let answers in from the beginning of one day to the end of another. Raises Refused."""
    if survey.state != "making":
        raise Refused("This survey has been opened already.")
    if closes_on < opens_on or closes_on < clock.today():
        raise Refused("The last day must come after the first, and not be over.")
    if survey.mode == Survey.Mode.INVITED and not invited(survey):
        raise Refused("Invite somebody first.")
    survey.opens_at = clock.now() if opens_on <= clock.today() else _start(opens_on)
    survey.closes_at = _start(closes_on + timedelta(days=1))
    survey.link = tokens.make_token() if survey.mode == Survey.Mode.OPEN else ""
    survey.save(update_fields=["opens_at", "closes_at", "link"])
    defer_once(write_survey_letters)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def close(*, survey: Survey, by: User) -> None:
    """Close now. Whoever is half-way may still end within a day; with nobody half-way it is counted at once."""
    if survey.state not in ("open", "waiting"):
        raise Refused("This survey is not open.")
    survey.closes_at = max(clock.now(), survey.opens_at)
    survey.save(update_fields=["closes_at"])
    if not half_way(survey):
        settle(survey)
        survey.refresh_from_db()


def reopen(*, survey: Survey, closes_on: date, by: User) -> None:
    """Undo a closing, or move the last day. Raises Refused once results may be seen: later answers would stand out."""
    if survey.counted_at or survey.opens_at is None:
        raise Refused("The results of this survey can be seen already, so no more answers may come in.")
    if closes_on < clock.today():
        raise Refused("The last day is over already.")
    survey.closes_at = _start(closes_on + timedelta(days=1))
    survey.save(update_fields=["closes_at"])


def half_way(survey: Survey) -> bool:
    with access.working():
        return Draft.objects.filter(survey=survey, touched_on__gte=clock.today() - HALF_WAY).exists()


def invited(survey: Survey) -> int:
    with access.working():
        return survey.invitations.count()


def write_due() -> None:
    """Invite whom nobody has written to, and remind whom the survey's rhythm says. Every morning, and when asked."""
    with access.working():
        running = Survey.objects.filter(mode=Survey.Mode.INVITED, opens_at__lte=clock.now(), closes_at__gt=clock.now())
        for survey in running.select_related("organisation"):
            _write(survey, survey.invitations.filter(asked_on=None))
            if survey.remind_after:
                remind(survey, after=timedelta(days=survey.remind_after))


def remind(survey: Survey, *, after: timedelta = BETWEEN) -> None:
    """Write to everybody who was invited and has not answered. Nobody is told to how many, or to whom."""
    with access.working():
        quiet = survey.invitations.filter(is_used=False, asked_on__lte=clock.today() - after)
        _write(survey, quiet.filter(reminders__lt=MOST_REMINDERS), is_reminder=True)


@transaction.atomic
def _write(survey: Survey, found, *, is_reminder: bool = False) -> None:
    """One e-mail each with a link of its own. Only the digest is kept, so a reminder carries a new link to the same."""
    Tally.objects.select_for_update().get(survey=survey)  # nothing is laid anew meanwhile
    for invitation in found:
        token = tokens.make_token()
        invitation.digests = [*invitation.digests, kept_of(token, "invitation")]
        invitation.asked_on = clock.today()
        invitation.reminders += is_reminder
        invitation.save(update_fields=["digests", "asked_on", "reminders"])
        key = f"survey:{survey.ref}:{invitation.pk}:{invitation.reminders}"
        write_to(key=key, address=invitation.address, **_letter(survey, token, is_reminder))


def _letter(survey: Survey, token: str, is_reminder: bool) -> dict[str, str]:
    ends = f"{survey.last_day:%-d %B %Y}"
    again = "If you have begun, the link in our first email opens what you typed.\n\n" if is_reminder else ""
    text = (
        f"{survey.organisation.name} asks its team: {survey.title}.\n\n"
        f"{address_of(token)}\n\n{again}"
        f"The link is yours and answers once, until {ends}. It is not kept with your answers: nobody can see who said"
        " what, or who has answered. Answering is your choice. You can stop half-way and come back by the same link."
    )
    return {"subject": ("Reminder: " if is_reminder else "") + survey.title, "text": text}


def address_of(token: str) -> str:
    """The whole address of the page that a link opens."""
    return f"{settings.SITE_URL}{reverse('survey_answer', args=[token])}"
