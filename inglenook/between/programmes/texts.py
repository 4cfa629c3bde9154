"""The texts of programmes as the outbox asks for them: `programme:<version>:<key>`."""

from collections.abc import Iterator

from inglenook.kit.words import spaced
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from ..models import Programme
from ..rules import Programme as Rules
from ..rules import Question
from .api import message_text, programme_of, values_for

PREFIX = "programme"
LONGEST = {
    "name": "Christopher-James",
    "practice": "Riverside and Brookside Surgery",
    "phone": "01632 960 1234",
    "emergency": "999",
    "urgent": "111",
    "crisis": "Samaritans, 116 123, free, day and night",
}


def render(message: Message) -> Text:
    """What the step says, with what it asks. Raises LookupError for a version or key that is not there."""
    _, version, key = message.template.split(":")
    programme = programme_of(Programme.objects.get(pk=version))
    check_in = getattr(message, "check_in", None)
    questions = _asked(programme, check_in.step.code) if check_in else ()
    values = values_for(message.person, message.carer)
    return Text(_subject(message), message_text(programme, key, message.language, values, questions))


def _subject(message: Message) -> str:
    practice = message.person.practice
    return f"A message from {practice.name}" if practice else "A message from your practice"


def _asked(programme: Rules, step_code: str) -> tuple[Question, ...]:
    wanted = next(step.questions for step in programme.steps if step.code == step_code)
    return tuple(question for code in wanted for question in programme.questions if question.code == code)


def catalogue() -> Iterator[Sample]:
    """Every text of the programmes in use, in each of its languages, with the longest names."""
    for version in Programme.objects.filter(state=Programme.State.ON):
        yield from catalogue_of(version, programme_of(version))


def catalogue_of(version: Programme, programme: Rules) -> Iterator[Sample]:
    for key, questions in texts_of(programme):
        about = f"{version.title}: {_when_sent(programme, key)}"
        for language in programme.languages:
            body = message_text(programme, key, language, LONGEST, questions)
            yield Sample(f"{PREFIX}:{version.pk}:{key}", about, language, Text("", body))


def _when_sent(programme: Rules, key: str) -> str:
    """The day of the step that says it, else the rule that answers with it."""
    days = [step.first_day for step in programme.steps if key in (step.says, *step.choices)]
    if days:
        return f"from day {min(days) + 1}"
    return next((rule.title.lower() for rule in programme.rules if rule.says == key), spaced(key))


def texts_of(programme: Rules) -> list[tuple[str, tuple[Question, ...]]]:
    """Every key of what is said with what is asked along with it."""
    asked = {
        key: _asked(programme, step.code)
        for step in programme.steps
        for key in (*step.choices, step.says)
        if step.questions
    }
    return [(key, asked.get(key, ())) for key in programme.says]
