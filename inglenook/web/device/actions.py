"""Taking what a device sends: once, and never thrown away because it came too late."""

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import DeviceWriting

KNOWN_FOR = timedelta(days=90)  # a device that was away longer may send something twice
NOT_WRITTEN = {"csrfmiddlewaretoken"}
Held = DeviceWriting.State.HELD


def receive(*, ref: uuid.UUID, address: str, written_at: datetime, by: User) -> DeviceWriting | None:
    """Note that this has come; None when it came before. Whoever sends the same at the same time waits here."""
    by.device_writings.filter(received_at__lt=clock.now() - KNOWN_FOR).exclude(state=Held).delete()
    try:
        with transaction.atomic():
            return DeviceWriting.objects.create(writer=by, ref=ref, address=address, written_at=written_at)
    except IntegrityError:
        return None


@transaction.atomic
def hold(*, writing: DeviceWriting, fields: dict[str, list[str]], answer: int) -> None:
    """Keep the words that the page did not take as they are, until their writer has looked at them again."""
    writing.state, writing.answer = Held, answer
    writing.fields = {name: values for name, values in fields.items() if name not in NOT_WRITTEN}
    writing.save(update_fields=["state", "answer", "fields"])


def open_again(*, writing: DeviceWriting) -> None:
    """Its writer looks at it again: what they send to the same page next takes its place."""
    DeviceWriting.objects.filter(pk=writing.pk).update(opened_at=clock.now())


def settle(*, address: str, by: User) -> None:
    """The page has taken what its writer sent after looking again."""
    _let_go(by.device_writings.filter(state=Held, address=address, opened_at__isnull=False))


def remove(*, writing: DeviceWriting) -> None:
    """Its writer does not want it any more."""
    _let_go(DeviceWriting.objects.filter(pk=writing.pk))


def _let_go(writings) -> None:
    writings.update(state=DeviceWriting.State.DONE, fields={})
