"""What makes it easier for a person to be met: what they say of themselves wins over what the record says."""

from django.utils.translation import get_language_info

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


def language_of(person: Person) -> str:
    """The language to speak and write to them in (BCP 47)."""
    own = getattr(person, "preferences", None)
    return (own and own.language) or person.language or "en"


def access_needs(person: Person) -> list[str]:
    """Each need as a few words: "Needs an interpreter", "Speaks Urdu", "Large print"."""
    own = getattr(person, "preferences", None)
    language = language_of(person)
    said = {
        "Needs an interpreter": _wish(own, person, "needs_interpreter"),
        f"Speaks {language_name(language)}": not language.startswith("en"),
        "Large print": _wish(own, person, "wants_large_print"),
        "Others use the phone: leave no details": own and own.shares_phone,
        f"Best time: {own and own.best_time}": own and own.best_time,
    }
    return [words for words, holds in said.items() if holds]


def _wish(own, person: Person, name: str) -> bool:
    said = getattr(own, name, None)
    return getattr(person, name) if said is None else said


def language_name(code: str) -> str:
    """The language in English ("ur": Urdu); a code that is not known stays as it is."""
    code = code.lower()
    try:
        return OTHER_LANGUAGES.get(code.split("-")[0]) or get_language_info(code)["name"]
    except KeyError:
        return code
