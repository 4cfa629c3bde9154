"""Verbs of the resource centre: contribute, ask for review, publish, send back, withdraw; keep in a list."""

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import Organisation, User

from ...models import ReadingList, Resource

State = Resource.State
MOST_IN_LIST = 100


class Refused(Exception):
    """What was asked cannot be done. The message is fit to be shown."""


@transaction.atomic
def contribute(*, by: User, organisation: Organisation, **said) -> Resource:
    """A draft, seen by its author alone."""
    return Resource.objects.create(author=by, organisation=organisation, state=State.DRAFT, **said)


@transaction.atomic
def revise(*, resource: Resource, by: User, **said) -> None:
    """The author changes it. What was published is a draft again until somebody has looked at the change."""
    _require_author(resource, by)
    for name, value in said.items():
        setattr(resource, name, value)
    resource.state, resource.written_at = State.DRAFT, clock.now()
    resource.save()


@transaction.atomic
def ask_for_review(*, resource: Resource, by: User) -> None:
    """Another member of the team is to look at it. Raises Refused for a film without captions and transcript."""
    _require_author(resource, by)
    _require_readable(resource)
    resource.state = State.IN_REVIEW
    resource.save(update_fields=["state"])


@transaction.atomic
def publish(*, resource: Resource, by: User) -> None:
    """Everybody may read it now. Raises Refused to its own author, and for a film without captions and transcript."""
    if resource.author_id == by.pk:
        raise Refused("Somebody else than its author publishes it.")
    if resource.state != State.IN_REVIEW:
        raise Refused("It does not wait for review.")
    _require_readable(resource)
    resource.state, resource.reviewer, resource.comment = State.PUBLISHED, by, ""
    resource.reviewed_on = clock.today()
    resource.save()


@transaction.atomic
def send_back(*, resource: Resource, by: User, comment: str) -> None:
    """The author is asked for changes."""
    if resource.state != State.IN_REVIEW:
        raise Refused("It does not wait for review.")
    resource.state, resource.comment = State.DRAFT, comment
    resource.save(update_fields=["state", "comment"])


@transaction.atomic
def withdraw(*, resource: Resource, by: User) -> None:
    """It is read no more; it can be put back."""
    resource.state = State.WITHDRAWN
    resource.save(update_fields=["state"])


@transaction.atomic
def put_back(*, resource: Resource, by: User) -> None:
    """What was withdrawn is as it was: published if somebody had reviewed it, else a draft."""
    resource.state = State.PUBLISHED if resource.reviewer_id else State.DRAFT
    resource.save(update_fields=["state"])


@transaction.atomic
def look_again(*, resource: Resource, by: User) -> None:
    """Somebody went through it and it still holds. Raises Refused to its own author."""
    if resource.author_id == by.pk:
        raise Refused("Somebody else than its author reviews it.")
    resource.reviewer, resource.reviewed_on = by, clock.today()
    resource.save(update_fields=["reviewer", "reviewed_on"])


def _require_author(resource: Resource, by: User) -> None:
    if resource.author_id != by.pk:
        raise Refused("Its author alone changes it.")


def _require_readable(resource: Resource) -> None:
    if resource.kind == Resource.Kind.VIDEO and not (resource.video and resource.captions and resource.transcript):
        raise Refused("A film needs captions and a transcript before anybody else sees it.")


@transaction.atomic
def keep_in_list(*, resource: Resource, by: User, reading: ReadingList | None = None, title: str = "") -> ReadingList:
    """Put it at the end of a list, or of a new one. Twice is once."""
    reading = reading or ReadingList.objects.create(owner=by, title=title)
    if resource.ref not in reading.resources:
        if len(reading.resources) >= MOST_IN_LIST:
            raise Refused(f"A list holds at most {MOST_IN_LIST}.")
        _write(reading, [*reading.resources, resource.ref])
    return reading


@transaction.atomic
def take_out(*, reading: ReadingList, ref, by: User) -> None:
    _write(reading, [kept for kept in reading.resources if kept != ref])


@transaction.atomic
def move_up(*, reading: ReadingList, ref, by: User) -> None:
    """One place nearer to the beginning."""
    order = list(reading.resources)
    at = order.index(ref) if ref in order else 0
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
        _write(reading, order)


@transaction.atomic
def share(*, reading: ReadingList, organisation: Organisation | None, by: User) -> None:
    """Everybody at the organisation may read the list; None takes that back."""
    reading.shared_with = organisation
    reading.save(update_fields=["shared_with"])


def _write(reading: ReadingList, resources: list) -> None:
    reading.resources, reading.changed_at = resources, clock.now()
    reading.save(update_fields=["resources", "changed_at"])
