"""What people do to the directory: edit, flag, decide on doubles, have it read again.

The directory's tables are written by background work alone, so each action steps into its place once it has been
decided here that it may.
"""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.api import memberships_of

from ..models import Double, Edit, Feed, Flag, Service, Site
from . import columns
from .hooks import changed
from .merging import composed, merged
from .reading import take_away

KEEPERS = {"link_worker", "manager", "administrator"}


class NotAllowed(Exception):
    """This user keeps no directory, and the service is not their own organisation's."""


def may_keep(user: User) -> bool:
    """Whether the user is one of the staff who keep the directory."""
    return any(membership.role in KEEPERS for membership in memberships_of(user))


def may_edit(user: User, service: Service) -> bool:
    """Staff who keep the directory may edit every service; a charity those of its own provider."""
    own = service.provider.organisation_id
    return may_keep(user) or any(own and own == m.organisation_id for m in memberships_of(user))


@transaction.atomic
def edit(*, service: Service, patch: dict[str, Any], by: User) -> Service:
    """Change what is shown of a service, by a JSON merge patch (RFC 7396) on its document in HSDS's names.

    The next refresh of its feed keeps it. None of a field takes the field away. Raises NotAllowed.
    """
    if not may_edit(by, service):
        raise NotAllowed
    with access.working():
        row = Service.objects.select_for_update().get(pk=service.pk)
        Edit.objects.create(service=row, patch=patch, before=row.edits, by=by, at=clock.now())
        _write(row, composed(row.edits, patch), columns.service)
    changed.send(None)
    return row


@transaction.atomic
def follow_feed(*, service: Service, field: str, by: User) -> Service:
    """Show of a field what the feed says again."""
    if not may_edit(by, service):
        raise NotAllowed
    with access.working():
        row = Service.objects.select_for_update().get(pk=service.pk)
        patch = {field: row.document.get(field)}
        Edit.objects.create(service=row, patch=patch, before=row.edits, by=by, at=clock.now())
        _write(row, {name: value for name, value in row.edits.items() if name != field}, columns.service)
    changed.send(None)
    return row


@transaction.atomic
def say_room(
    *, service: Service, by: User, takes_people: bool, places_free: int | None, waiting: int | None
) -> Service:
    """What room a service has now. One that is full, or takes nobody, is suggested to nobody from this moment."""
    if not may_edit(by, service):
        raise NotAllowed
    room = {"takes_people": takes_people, "places_free": places_free, "waiting": waiting}
    with access.working():
        row = Service.objects.select_for_update().get(pk=service.pk)
        before = {name: getattr(row, name) for name in Edit.ROOM}
        if room != before:
            Edit.objects.create(service=row, patch=room, before=before, by=by, at=clock.now())
        Service.objects.filter(pk=row.pk).update(**room, capacity_at=clock.now(), edited_at=timezone.now())
    changed.send(None)
    return row


@transaction.atomic
def undo(*, service: Service, by: User) -> None:
    """Take the newest change back; done again, that is taken back in turn. Where a place moved, it is not undone."""
    if not may_edit(by, service):
        raise NotAllowed
    last = service.changes.first()
    if last is None or not may_undo(last):
        return
    if set(last.patch) <= set(Edit.ROOM):
        say_room(service=service, by=by, **last.before)
        return
    with access.working():
        row = Service.objects.select_for_update().get(pk=service.pk)
        shown = merged(row.document, last.before)
        patch = {name: shown.get(name) for name in last.patch}
        Edit.objects.create(service=row, patch=patch, before=row.edits, by=by, at=clock.now())
        _write(row, last.before, columns.service)
    changed.send(None)


def may_undo(change: Edit) -> bool:
    return "location" not in change.patch


@transaction.atomic
def move(*, service: Service, site: Site, lines: str, postcode: str, by: User) -> Site:
    """Say that a place has moved. Where it now lies follows from its postcode, so the old coordinates go."""
    if not may_edit(by, service):
        raise NotAllowed
    with access.working():
        row = Site.objects.select_for_update().get(pk=site.pk)
        known = next(iter(merged(row.document, row.edits).get("addresses", [])), {})
        kept = {name: value for name, value in known.items() if name not in (*columns.LINES, "postal_code")}
        new = {"id": str(uuid.uuid4()), "address_type": "physical", "city": "", "state_province": "", "country": "GB"}
        address = new | kept | {"address_1": lines, "postal_code": columns.postcode(postcode)}
        patch = {"addresses": [address], "latitude": None, "longitude": None}
        _write(row, composed(row.edits, patch), columns.site)
        Edit.objects.create(service=service, patch={"location": {str(row.ref): patch}}, by=by, at=clock.now())
    changed.send(None)
    return row


def _write(row: Service | Site, edits: dict, made) -> None:
    for name, value in made(merged(row.document, edits)).items():
        setattr(row, name, value)
    row.edits, row.changed_at = edits, timezone.now()
    if isinstance(row, Service):
        row.edited_at = row.changed_at
    row.save()


@transaction.atomic
def flag(*, service: Service, kind: str) -> Flag:
    """Note that somebody says a service is not as shown. Said again it is one flag, said more often."""
    with access.working():
        row, is_new = Flag.objects.get_or_create(
            service=service, kind=Flag.Kind(kind), closed_at=None, defaults={"first_at": clock.now()}
        )
        if not is_new:
            Flag.objects.filter(pk=row.pk).update(times=F("times") + 1, last_at=clock.now())
    return row


@transaction.atomic
def close_flag(*, flag: Flag, outcome: str, by: User) -> Flag:
    """Say what came of a flag. A service rightly said to be closed or full is no longer shown as open or free."""
    if not may_keep(by):
        raise NotAllowed
    mended = Flag.Outcome(outcome) == Flag.Outcome.MENDED
    if mended and flag.kind == Flag.Kind.CLOSED:
        edit(service=flag.service, patch={"status": Service.Status.CLOSED.value}, by=by)
    if mended and flag.kind == Flag.Kind.FULL:
        _say_places(flag.service, 0)
    return _set_flag(flag, closed_at=clock.now(), closed_by=by, outcome=outcome)


@transaction.atomic
def reopen_flag(*, flag: Flag, by: User) -> Flag:
    """Take back that a flag was closed, with what that did."""
    if not may_keep(by):
        raise NotAllowed
    mended = flag.outcome == Flag.Outcome.MENDED
    if mended and flag.kind == Flag.Kind.CLOSED:
        follow_feed(service=flag.service, field="status", by=by)
    if mended and flag.kind == Flag.Kind.FULL:
        _say_places(flag.service, None)
    return _set_flag(flag, closed_at=None, closed_by=None, outcome="")


def _say_places(service: Service, free: int | None) -> None:
    with access.working():
        values = {"places_free": free, "capacity_at": clock.now(), "edited_at": timezone.now()}
        Service.objects.filter(pk=service.pk).update(**values)
    changed.send(None)


def _set_flag(flag: Flag, **values) -> Flag:
    with access.working():
        for name, value in values.items():
            setattr(flag, name, value)
        flag.save()
    return flag


@transaction.atomic
def decide(*, double: Double, keep: Service | None, by: User) -> Double:
    """Say that two are one service, shown as `keep`; or, with none, that they are two."""
    if not may_keep(by):
        raise NotAllowed
    with access.working():
        row = Double.objects.select_for_update().get(pk=double.pk)
        if keep is not None:
            other = row.second_id if keep.pk == row.first_id else row.first_id
            Service.objects.filter(pk=other).update(same_as=keep.same_as_id or keep.pk, edited_at=timezone.now())
        row.state = Double.State.SAME if keep else Double.State.DIFFERENT
        row.decided_by, row.decided_at = by, clock.now()
        row.save()
    changed.send(None)
    return row


@transaction.atomic
def undo_decision(*, double: Double, by: User) -> Double:
    """Take a decision back: both are shown again, and the pair waits for a decision."""
    if not may_keep(by):
        raise NotAllowed
    with access.working():
        row = Double.objects.select_for_update().get(pk=double.pk)
        if row.state == Double.State.SAME:
            both = Service.objects.filter(pk__in=[row.first_id, row.second_id], same_as__isnull=False)
            both.update(same_as=None, edited_at=timezone.now())
        row.state, row.decided_by, row.decided_at = Double.State.PROPOSED, None, None
        row.save()
    changed.send(None)
    return row


def stop(*, feed: Feed, by: User) -> None:
    """Show nothing of a feed any more and read it no more. Raises BeingRead."""
    if not may_keep(by):
        raise NotAllowed
    take_away(feed)


def start(*, feed: Feed, every_hours: int | None, by: User) -> None:
    """Have a feed that was stopped read now, in the background, and again every so many hours."""
    if not may_keep(by):
        raise NotAllowed
    with access.working():
        Feed.objects.filter(pk=feed.pk).update(every_hours=every_hours)
    refresh(feed=feed, by=by)


def refresh(*, feed: Feed, by: User) -> None:
    """Have a feed read now, in the background."""
    if not may_keep(by):
        raise NotAllowed
    from .tasks import read_again

    read_again(feed)
