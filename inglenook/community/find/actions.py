"""What finding help does: send a person their own list."""

from django.db import transaction

from inglenook.core import clock
from inglenook.core.channels import Channel
from inglenook.messaging.api import ask_to_send, reachable
from inglenook.people.models import Person

from .texts import PREFIX


class NoNumber(Exception):
    """The person has no number to which texts go."""


@transaction.atomic
def text_list(*, person: Person, codes: str, link: str) -> None:
    """Text a person their list: to their own number alone, and the same list once a day.

    Raises NoNumber when they have none.
    """
    point = reachable(person, channel=Channel.TEXT)
    if point is None:
        raise NoNumber
    key = f"help:{person.pk}:{clock.today()}:{codes}"
    values = {"link": link}
    ask_to_send(
        person=person,
        key=key,
        kind="reply",
        template=f"{PREFIX}:list",
        values=values,
        channel=Channel.TEXT,
        contact_point=point,
    )
