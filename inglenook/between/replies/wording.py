"""What the person is told when they have answered: `data/replies.yaml`, filled in. Plain Python."""

from datetime import date

from inglenook.messaging.wordings import in_language
from inglenook.people.measures import MEASURES

from ..help_lines import help_lines
from ..rules import Kind, Question
from .heard import Understood
from .spoken import data

LONGEST = {
    "what": "200/120",
    "question": "Please send the two numbers, such as 130/80.",
    "day": "Wednesday 30 September",
    "example": "7.2 mmol",
    "lowest": 0,
    "highest": 10,
    "title": "How is your step going",
    "time": "10:30am",
}
EXAMPLES = {"blood_pressure": "142/85", "weight": "81.5 kg", "glucose": "7.2 mmol", "oxygen_saturation": "97%"}


def says(key: str, language: str, **values) -> str:
    """One sentence in the person's language, else in English, the numbers of the country's lines filled in."""
    languages = data("replies")["languages"]
    ours = languages.get(language) or languages.get(language.split("-")[0]) or {}
    return (ours.get(key) or languages["en"][key]).format(**numbers(), **values)


def problem(why: str, question: Question) -> str:
    """The same beside a question on a page, where nobody is thanked for an error."""
    return says(why, "en", **about(question)).removeprefix("Thank you. ")


def numbers() -> dict[str, str]:
    """The numbers of this country's lines, by the gap that they fill."""
    lines = help_lines()
    urgent = lines.advice or lines.emergency
    return {"emergency": lines.emergency.call, "urgent": urgent.call, "crisis": lines.crisis[0].words}


def day(moment: date, language: str) -> str:
    """ "Thursday 4 June"; in other languages "4/6", which everybody reads."""
    if language.startswith("en"):
        return f"{moment:%A} {moment.day} {moment:%B}"
    return f"{moment.day}/{moment.month}"


def about(question: Question) -> dict[str, object]:
    """What fills the words about an answer to this question that could not be read."""
    return {
        "lowest": question.lowest,
        "highest": question.highest,
        "example": EXAMPLES.get(question.measure, "72"),
    }


def shown(question: Question, heard: Understood, language: str = "en") -> str:
    """An answer as people read it back: "142/85", "81.5 kg", "yes", "7", an option's own words."""
    if question.kind == Kind.READING:
        return ", ".join(_reading(question.measure, taken.numbers) for taken in heard.readings)
    if question.kind == Kind.CHOICE:
        option = next(one for one in question.options if one.code == heard.value)
        return in_language(option.says, language)
    return says("yes" if heard.value else "no", language) if isinstance(heard.value, bool) else str(heard.value)


def _reading(code: str, numbers: tuple[float, ...]) -> str:
    measure = MEASURES[code]
    parts = [MEASURES[part] for part in measure.parts] or [measure]
    shown = "/".join(part.shown(number) for part, number in zip(parts, numbers, strict=True))
    return shown if measure.parts else f"{shown} {measure.unit}"
