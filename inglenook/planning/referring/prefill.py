"""What a referral says already when it is opened: what the person said in preparation and in their plan."""

from inglenook.people.models import Person
from inglenook.people.needs import access_needs

from ..models import Action, Answer, Goal
from ..preparation.prompts import prompts

IN_THE_WAY, MATTERS = "in_the_way", "matters"


def prefilled(person: Person, action: Action | None = None) -> dict:
    """Initial values of the form: two statements."""
    answers = {row.prompt: row for row in _answers(person)}
    goals = Goal.objects.filter(person=person, state=Goal.State.CURRENT).values_list("wording", flat=True)
    said = [answers[MATTERS].text] if MATTERS in answers else []
    return {
        "reason": action.what if action else "",
        "hopes": "\n".join(text for text in [*goals, *said] if text),
        "barriers": _codes(answers[IN_THE_WAY].choices) if IN_THE_WAY in answers else [],
        "adjustments": "\n".join(access_needs(person)),
    }


def _answers(person: Person):
    """The newest answer to each of the two questions."""
    found = Answer.objects.filter(person=person, prompt__in=(IN_THE_WAY, MATTERS))
    return found.order_by("prompt", "-answered_at").distinct("prompt")


def _codes(ticked: list[str]) -> list[str]:
    options = prompts()[IN_THE_WAY].options
    return [code for code, text in options.items() if text in ticked]
