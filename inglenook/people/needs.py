"""What makes it easier for a person to be met: recorded once, what they say of themselves winning over the record."""

from dataclasses import dataclass

from django.utils.translation import get_language_info

from inglenook.core.channels import Channel

from .models import Person

# Spoken by many in England (census of 2021), and without a name in Django.
OTHER_LANGUAGES = {
    "bfi": "British Sign Language",
    "gu": "Gujarati",
    "ps": "Pashto",
    "so": "Somali",
    "yo": "Yoruba",
    "yue": "Cantonese",
    "zh": "Chinese",
}

# Relay UK: whoever uses it dials the first before the number of somebody who hears; the other way round, the second.
RELAY_TO_HEARING, RELAY_TO_USER = "18001", "18002"


@dataclass(frozen=True)
class Needs:
    """How one person is to be met. `language` is its name in English, nothing when that is English itself."""

    large_print: bool = False
    easy_read: bool = False
    audio: bool = False
    interpreter: bool = False
    text_relay: bool = False
    longer_appointment: bool = False
    no_letters: bool = False
    shared_phone: bool = False
    language: str = ""
    best_time: str = ""

    @property
    def words(self) -> list[str]:
        """Each need as a few words, fit to be read by the person too: "Needs an interpreter", "Large print"."""
        said = {
            "Needs an interpreter": self.interpreter,
            f"Speaks {self.language}": self.language,
            "Longer appointment": self.longer_appointment,
            "Large print": self.large_print,
            "Easy Read": self.easy_read,
            "Hears rather than reads: ring, or read it out": self.audio,
            f"Uses text relay: dial {RELAY_TO_USER} first": self.text_relay,
            "No letters": self.no_letters,
            "Others use the phone: leave no details": self.shared_phone,
            f"Best time: {self.best_time}": self.best_time,
        }
        return [words for words, holds in said.items() if holds]

    @property
    def codes(self) -> list[str]:
        """Those that decide how somebody is spoken to, by name."""
        return [code for code in ("interpreter", "large_print", "shared_phone") if getattr(self, code)]


def needs_of(person: Person) -> Needs:
    """The person's needs. They bring their preferences, if they have any."""
    own = getattr(person, "preferences", None)
    language = language_of(person)
    recorded = {
        "large_print": _own_or_recorded(own, person, "wants_large_print"),
        "interpreter": _own_or_recorded(own, person, "needs_interpreter"),
        "language": "" if language.startswith("en") else language_name(language),
    }
    return Needs(**recorded, **_said(own)) if own else Needs(**recorded)


def _said(own) -> dict:
    """What only the person says."""
    return {
        "easy_read": own.wants_easy_read,
        "audio": own.wants_audio,
        "text_relay": own.uses_text_relay,
        "longer_appointment": own.needs_longer_appointment,
        "no_letters": own.wants_no_letters,
        "shared_phone": own.shares_phone,
        "best_time": own.best_time,
    }


def _own_or_recorded(own, person: Person, name: str) -> bool:
    said = getattr(own, name, None)
    return getattr(person, name) if said is None else said


def language_of(person: Person) -> str:
    """The language to speak and write to them in (BCP 47)."""
    own = getattr(person, "preferences", None)
    return (own and own.language) or person.language or "en"


def access_needs(person: Person) -> list[str]:
    """Each need as a few words: "Needs an interpreter", "Speaks Urdu", "Large print"."""
    return needs_of(person).words


def wishes_of(person: Person) -> list[str]:
    """The ways the person asked for, the first first; none of those they do not want. Who hears is rung."""
    own = getattr(person, "preferences", None)
    asked = (own and own.channel) or person.preferred_channel
    needs = needs_of(person)
    wishes = [asked] if asked else [Channel.PHONE] if needs.audio else []
    return [way for way in wishes if not refuses(needs, way)]


def refuses(needs: Needs, way: str) -> bool:
    return needs.no_letters and way == Channel.LETTER


def number_to_ring(person: Person, number: str) -> str:
    """A number of the person, as staff dial it."""
    return f"{RELAY_TO_USER} {number}" if number and needs_of(person).text_relay else number


def practice_number(person: Person) -> str:
    """The number of the person's practice, as they dial it; nothing where there is none."""
    number = person.practice.phone if person.practice else ""
    return f"{RELAY_TO_HEARING} {number}" if number and needs_of(person).text_relay else number


def language_name(code: str) -> str:
    """The language in English ("ur": Urdu); a code that is not known stays as it is."""
    code = code.lower()
    try:
        return OTHER_LANGUAGES.get(code.split("-")[0]) or get_language_info(code)["name"]
    except KeyError:
        return code
