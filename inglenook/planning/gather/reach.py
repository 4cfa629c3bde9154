"""How to reach a person: what they say wins over what the record says. Plain words for the call list."""

from dataclasses import dataclass

from inglenook.core.channels import Channel
from inglenook.people.models import Person
from inglenook.people.needs import access_needs


@dataclass(frozen=True)
class Reach:
    """The person's own channel with its number or address, and what to mind."""

    channel: Channel | None
    detail: str
    mind: list[str]


def reach(person: Person) -> Reach:
    """The channel the person chose; without one that has an address, the first that has one."""
    said = getattr(person, "preferences", None)
    addresses = _addresses(person)
    wanted = (said and said.channel) or person.preferred_channel
    channel = next((one for one in [wanted, *addresses] if addresses.get(one)), None)
    return Reach(channel and Channel(channel), addresses.get(channel, ""), access_needs(person))


def _addresses(person: Person) -> dict[str, str]:
    return {
        Channel.PHONE: person.mobile or person.phone,
        Channel.TEXT: person.mobile,
        Channel.EMAIL: person.email,
        Channel.WEB: person.email,
        Channel.LETTER: ", ".join(part for part in (person.address, person.postcode) if part),
    }
