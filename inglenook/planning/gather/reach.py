"""How to reach a person: what they say wins over what the record says. Plain words for the call list."""

from dataclasses import dataclass

from inglenook.core.channels import Channel
from inglenook.people.models import Person
from inglenook.people.needs import needs_of, number_to_ring, refuses, wishes_of


@dataclass(frozen=True)
class Reach:
    """The person's own channel with its number or address, and what to mind."""

    channel: Channel | None
    detail: str
    mind: list[str]


def reach(person: Person) -> Reach:
    """The channel the person chose; without one that has an address, the first that has one."""
    addresses, needs = _addresses(person), needs_of(person)
    ways = [way for way in [*wishes_of(person), *addresses] if not refuses(needs, way)]
    channel = next((way for way in ways if addresses[way]), None)
    return Reach(channel and Channel(channel), addresses.get(channel, ""), needs.words)


def _addresses(person: Person) -> dict[str, str]:
    return {
        Channel.PHONE: number_to_ring(person, person.mobile or person.phone),
        Channel.TEXT: person.mobile,
        Channel.EMAIL: person.email,
        Channel.WEB: person.email,
        Channel.LETTER: ", ".join(part for part in (person.address, person.postcode) if part),
    }
