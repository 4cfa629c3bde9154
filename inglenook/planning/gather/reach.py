"""How to reach a person: what they say wins over what the record says. Plain words for the call list."""

from dataclasses import dataclass

from inglenook.core.channels import Channel
from inglenook.people.models import Person, Preferences


@dataclass(frozen=True)
class Reach:
    """The person's own channel with its number or address, and what to mind."""

    channel: Channel | None
    detail: str
    mind: list[str]


def reach(person: Person) -> Reach:
    """The channel the person chose; without one that has an address, the first that has one."""
    said = _said(person)
    addresses = _addresses(person)
    wanted = Channel(said.channel or person.preferred_channel or Channel.PHONE)
    channel = wanted if addresses.get(wanted) else next((one for one, text in addresses.items() if text), None)
    return Reach(channel, addresses[channel] if channel else "", _mind(person, said))


def _said(person: Person) -> Preferences:
    return getattr(person, "preferences", None) or Preferences()


def _addresses(person: Person) -> dict[Channel, str]:
    letter = ", ".join(part for part in (person.address, person.postcode) if part)
    phone = person.mobile or person.phone
    return {
        Channel.PHONE: phone,
        Channel.TEXT: person.mobile,
        Channel.EMAIL: person.email,
        Channel.WEB: person.email,
        Channel.LETTER: letter,
    }


def _mind(person: Person, said: Preferences) -> list[str]:
    interpreter = person.needs_interpreter if said.needs_interpreter is None else said.needs_interpreter
    large_print = person.wants_large_print if said.wants_large_print is None else said.wants_large_print
    language = said.language or person.language
    return [
        *([f"Language: {language}"] if language and not language.startswith("en") else []),
        *(["Needs an interpreter"] if interpreter else []),
        *(["Large print"] if large_print else []),
        *(["Shares this telephone with others: leave no details"] if said.shares_phone else []),
        *([f"Best time: {said.best_time}"] if said.best_time else []),
    ]
