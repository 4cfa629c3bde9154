"""What a person decides about being met and being seen, and what staff register for one who cannot decide."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inglenook.core import access, clock
from inglenook.core.actions import account_for
from inglenook.core.models import User
from inglenook.core.tokens import digest, token_for

from .models import CarerCheck, Demographics, Grant, Invitation, Person, Preferences, Representative, YoungCarer

UNDO_FOR = timedelta(hours=24)
OPEN_FOR = timedelta(days=14)  # long enough for a letter, short enough that a lost one is soon worth nothing
INVITATION = "invitation"


class TooLate(Exception):
    """The time in which this can be undone is over. The message is fit to be shown."""


class Closed(Exception):
    """An invitation that opens nothing any more; its `state` says why."""

    def __init__(self, state: str):
        self.state = state
        super().__init__(state)


@transaction.atomic
def prefer(*, person: Person, by: User, **wishes) -> Preferences:
    """Keep how the person wants to be met; a newer wish replaces the older, which stays in the history."""
    kept, _ = Preferences.objects.update_or_create(person=person, defaults={**wishes, "written_by": by})
    return kept


@transaction.atomic
def tell_details(*, person: Person, by: User, known_as: str, **said) -> Demographics:
    """Keep what the person says of who they are; what it said before is in the history, and the record stays."""
    prefer(person=person, by=by, known_as=known_as)
    return Demographics.objects.update_or_create(person=person, defaults=said | {"written_by": by})[0]


@transaction.atomic
def share(*, person: Person, name: str, email: str, by: User, **terms) -> Grant:
    """Let a carer see sections from now on, as `grant` does.

    The carer's account is made when there is none; it opens by the link for a forgotten password.
    """
    return grant(person=person, carer=account_for(email=email, name=name), by=by, **terms)


@transaction.atomic
def grant(*, person: Person, carer: User, by: User | None, **terms) -> Grant:
    """Open sections to a carer from now on; what stands for the same carer is replaced.

    `terms` are relationship, sections, may_write, until and carer_born_on.
    """
    Grant.objects.filter(person=person, carer=carer, ended_at=None).update(ended_at=clock.now(), written_by=by)
    return Grant.objects.create(person=person, carer=carer, written_by=by, **terms)


@transaction.atomic
def invite(*, person: Person, by: User, **terms) -> Invitation:
    """Ask somebody to be let in. `terms` are name, relationship, way, address, sections, may_write and days."""
    invitation = Invitation(person=person, expires_at=clock.now() + OPEN_FOR, written_by=by, **terms)
    invitation.token_digest = digest(secret_of(invitation))
    invitation.save()
    return invitation


def secret_of(invitation: Invitation) -> str:
    """What opens the invitation, to be sent or shown to the person who made it."""
    return token_for(INVITATION, invitation.ref)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """The link opens nothing from now on; what was taken up already stays as it is."""
    invitation.withdrawn_at, invitation.written_by = clock.now(), by
    invitation.save(update_fields=["withdrawn_at", "written_by", "written_at"])


@transaction.atomic
def take_up(*, invitation: Invitation, carer: User, born_on: date | None = None) -> Grant:
    """The carer is let in as the person asked, once. Raises Closed. Of age, `born_on` is not kept.

    Runs as background work: who comes by the link sees nothing of the person yet.
    """
    with access.working():
        held = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if held.state != "open":
            raise Closed(held.state)
        terms = {"relationship": held.relationship, "sections": held.sections, "may_write": held.may_write}
        until = clock.now() + timedelta(days=held.days) if held.days else None
        given = grant(person=held.person, carer=carer, by=held.written_by, until=until, carer_born_on=born_on, **terms)
        if given.is_young:
            YoungCarer.objects.create(person=held.person, grant=given)
        held.used_at, held.grant = clock.now(), given
        held.save(update_fields=["used_at", "grant", "written_at"])
    return given


@transaction.atomic
def change_terms(*, grant: Grant, sections: list[str], may_write: bool, until: datetime | None, by: User) -> None:
    """From now on the carer sees these sections and no others, may write there or not, and until then."""
    grant.sections, grant.may_write, grant.until, grant.written_by = sections, may_write, until, by
    grant.save(update_fields=["sections", "may_write", "until", "written_by", "written_at"])


@transaction.atomic
def end_grant(*, grant: Grant, by: User) -> None:
    """Stop sharing at once."""
    grant.ended_at, grant.written_by = clock.now(), by
    grant.save(update_fields=["ended_at", "written_by", "written_at"])


@transaction.atomic
def undo_end_grant(*, grant: Grant, by: User) -> None:
    """Share again as before, within a day. Raises TooLate after that."""
    again = Grant.objects.filter(person=grant.person_id, carer=grant.carer_id, ended_at=None)
    if not grant.ended_at or clock.now() - grant.ended_at > UNDO_FOR or again.exists():
        raise TooLate(_("It is too long ago to undo. You can ask them again below."))
    grant.ended_at, grant.written_by = None, by
    grant.save(update_fields=["ended_at", "written_by", "written_at"])


@transaction.atomic
def register_representative(
    *, person: Person, carer: User, relationship: str, sections: list[str], review_on: date, by: User, **seen
) -> Representative:
    """Let somebody act for a person who cannot decide, on evidence that `by` has seen, until the day of review.

    `seen` are kind, acts, others, evidence, document_number, capacity_on, capacity_by and decisions.
    """
    terms = {"relationship": relationship, "sections": sections, "may_write": True, "until": end_of(review_on)}
    given = grant(person=person, carer=carer, by=by, **terms)
    about = {"seen_by": by, "seen_on": clock.today(), "review_on": review_on, "written_by": by}
    return Representative.objects.create(person=person, grant=given, **about, **seen)


@transaction.atomic
def review_representative(*, representative: Representative, review_on: date, by: User) -> None:
    """Looked at again and still right: it holds until the next day of review."""
    representative.review_on, representative.written_by = review_on, by
    representative.save(update_fields=["review_on", "written_by", "written_at"])
    held = representative.grant
    held.until, held.written_by = end_of(review_on), by
    held.save(update_fields=["until", "written_by", "written_at"])


def end_of(day: date) -> datetime:
    """The end of that day where the reader is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


@transaction.atomic
def know_young_carer(*, young_carer: YoungCarer, note: str, by: User) -> None:
    """A member of staff has spoken with somebody under 18 who cares, and from now on is who knows."""
    young_carer.known_to, young_carer.known_on, young_carer.note = by, clock.today(), note
    young_carer.written_by = by
    young_carer.save()


@transaction.atomic
def begin_record(*, user: User, **said) -> Person:
    """A record of the user's own, on no practice's list and theirs alone until they share it; the one there is when
    they have one.

    `said` are given_name, family_name and birth_date; where names are not said, the account's stands. Runs as
    background work: nobody sees a person who is not there yet.
    """
    given, _between, family = user.name.partition(" ")
    known = {"given_name": given, "family_name": family, "email": user.email}
    with access.working():
        person = Person.objects.get_or_create(user=user, defaults=known | said)[0]
    user.__dict__.pop("_own_person", None)
    return person


@transaction.atomic
def check_carer(*, person: Person, answers: dict[str, str], in_words: str, wants_call: bool, by: User) -> CarerCheck:
    """Keep how somebody who cares says they are themselves."""
    said = {"answers": answers, "in_words": in_words, "wants_call": wants_call}
    return CarerCheck.objects.create(person=person, written_by=by, **said)
