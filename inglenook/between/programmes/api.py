"""Programmes for the other parts: the rules of a version, its words, and the text of what goes out."""

from inglenook.core.models import User
from inglenook.messaging.wordings import in_language
from inglenook.people.models import Person
from inglenook.people.needs import practice_number
from inglenook.planning.presenting import called

from ..help_lines import help_lines
from ..models import Programme
from ..rules import Programme as Rules
from ..rules import Question
from .building import build
from .loading import load_programmes

__all__ = ["load_programmes", "message_text", "programme_of", "text_of", "values_for"]

_known: dict[int, tuple[dict, Rules]] = {}


def programme_of(version: Programme) -> Rules:
    """What a version says; made once a process and version, anew when a draft was changed."""
    contents, rules = _known.get(version.pk, (None, None))
    if contents != version.contents:
        rules = build(version.contents)
        _known[version.pk] = (version.contents, rules)
    return rules


def text_of(programme: Rules, key: str, language: str, values: dict[str, str]) -> str:
    """What the programme says under a key, filled in. Raises KeyError for a key it does not have."""
    return in_language(programme.says[key], language).format_map(values)


def message_text(
    programme: Rules, key: str, language: str, values: dict[str, str], questions: tuple[Question, ...] = ()
) -> str:
    """The text that goes out: what is said, then what is asked, each question numbered when there are several."""
    asked = [in_language(question.asks, language).format_map(values) for question in questions]
    numbered = [f"{number}. {text}" for number, text in enumerate(asked, 1)] if len(asked) > 1 else asked
    return "\n".join([text_of(programme, key, language, values), *numbered])


def values_for(person: Person, carer: User | None = None) -> dict[str, str]:
    """What fills the gaps in a programme's words: whom it is for, their practice, and where to turn at once."""
    practice, lines = person.practice, help_lines()
    return {
        "name": carer.name.split(" ")[0] if carer else called(person),
        "practice": practice.name if practice else "",
        "phone": practice_number(person),
        "emergency": lines.emergency.call,
        "urgent": (lines.advice or lines.emergency).call,
        "crisis": lines.crisis[0].words,
    }
