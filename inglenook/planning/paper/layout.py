"""What a form asks one person, in the order in which it is printed and typed in."""

from dataclasses import asdict, dataclass, field, replace

from django.utils.translation import gettext as _

from inglenook.kit.words import translated
from inglenook.people.models.about import Prompt as AboutPrompt

from ..models import FollowUp, Goal, Pack, Plan
from ..plan.contents import contents_of
from ..plan.fields import HALF, LONG, SHORT
from ..plan.parts import ONE_A_LINE, PARTS
from ..plan.speaking import Spoken, Step, spoken
from ..preparation.prompts import Prompt, prompts
from ..preparation.rules import TEXT_LIMIT

NEW_GOALS, NEW_STEPS = 2, 3
UNWELL = ("triggers", "what_to_do", "contacts", "coping", "medicines", "statement")


@dataclass(frozen=True)
class Question:
    """One place to write or tick. `code` says where the answer is kept: "answer.matters", "goal.<ref>.wording".

    `kind` is text, ordered (one thing a line), tick (any of the options) or one (of them). `printed` is what the
    person said before, in their words.
    """

    code: str
    asks: str
    kind: str = "text"
    hint: str = ""
    printed: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    lines: int = 2
    limit: int = LONG


@dataclass(frozen=True)
class Part:
    title: str
    picture: str
    questions: list[Question]
    hint: str = ""


def layout(*, plan: Plan | None, pack: Pack | None) -> list[dict]:
    """The parts of a form, as JSON keeps them; each question has the number it is printed with."""
    parts = [*_preparation(pack), *_plan(plan), *_new(plan)]
    number, numbered = 0, []
    for part in parts:
        questions = [asdict(asked) | {"number": number + place} for place, asked in enumerate(part.questions, 1)]
        number += len(questions)
        numbered.append(asdict(part) | {"questions": questions})
    return numbered


def printed_words(parts: list[dict]) -> dict[str, str]:
    """What the person said before and is printed, by the question beside which it stands."""
    return {asked["code"]: asked["printed"] for part in parts for asked in part["questions"] if asked["printed"]}


def unprinted(parts: list[dict]) -> list[dict]:
    """The questions alone."""
    return [part | {"questions": [asked | {"printed": ""} for asked in part["questions"]]} for part in parts]


def _preparation(pack: Pack | None) -> list[Part]:
    if pack is None:
        return []
    asked = [question for prompt in prompts().values() for question in _prompt(prompt)]
    return [Part(_("Before we talk"), "talk", asked, _("There are no wrong answers. Leave out what you like."))]


def _prompt(prompt: Prompt) -> list[Question]:
    code = f"answer.{prompt.code}"
    if prompt.kind == "ordered":
        hint = _("One thing on each line. Put the most important first.")
        return [Question(f"{code}.ordered", translated(prompt.question), "ordered", hint, lines=4, limit=TEXT_LIMIT)]
    if not prompt.options:
        asks, hint = translated(prompt.question), translated(prompt.hint)
        return [Question(f"{code}.text", asks, "text", hint, lines=prompt.lines, limit=TEXT_LIMIT)]
    options = [(text, translated(text)) for text in prompt.options.values()]
    return [
        Question(f"{code}.choices", translated(prompt.question), "tick", translated(prompt.hint), options=options),
        Question(f"{code}.text", translated(prompt.own_words), lines=prompt.lines, limit=TEXT_LIMIT),
    ]


def _plan(plan: Plan | None) -> list[Part]:
    if plan is None:
        return []
    says = spoken(contents_of(plan))
    aims = [question for aim in says.aims for question in _goal(aim.ref, aim.wording)]
    steps = [question for step in says.steps for question in _step(step)]
    parts = [
        Part(_("My goals now"), "goal", aims, _("These are your goals in your plan. Are they still right?")),
        Part(_("What I do now"), "step", steps, _("These are the steps in your plan. How did they go?")),
    ]
    return [part for part in parts if part.questions]


def _goal(ref: str, wording: str) -> list[Question]:
    states = [
        (Goal.State.CURRENT.value, _("It is still right")),
        (Goal.State.REACHED.value, _("I have reached it")),
        (Goal.State.SET_ASIDE.value, _("I do not want it any more")),
    ]
    return [
        Question(f"goal.{ref}.state", _("Is this goal still right?"), "one", printed=wording, options=states),
        Question(f"goal.{ref}.wording", _("Do you want to say it in other words?")),
        _importance(f"goal.{ref}.importance"),
    ]


def _importance(code: str) -> Question:
    hint = _("1 is a little. 10 is very much.")
    return Question(code, _("How much does it matter to you?"), "one", hint, options=_scale(1, 10))


def _scale(low: int, high: int) -> list[tuple[str, str]]:
    return [(str(number), str(number)) for number in range(low, high + 1)]


def _step(step: Step) -> list[Question]:
    outcomes = [
        (FollowUp.Outcome.DONE.value, _("I did it")),
        (FollowUp.Outcome.SOME.value, _("I did some of it")),
        (FollowUp.Outcome.NOT_YET.value, _("Not yet")),
        (FollowUp.Outcome.CHANGED.value, _("I changed it so that it fits me")),
        (FollowUp.Outcome.STOP.value, _("I want to stop it")),
    ]
    return [
        Question(f"action.{step.ref}.outcome", _("How did it go?"), "one", printed=step.what, options=outcomes),
        Question(f"action.{step.ref}.words", _("Tell us more, if you like.")),
    ]


def _new(plan: Plan | None) -> list[Part]:
    says = spoken(contents_of(plan)) if plan else None
    goals = [question for place in range(1, NEW_GOALS + 1) for question in _new_goal(f"new_goal.{place}")]
    return [
        Part(_("About me"), "together", _about_me(), _("Leave it empty if nothing has changed.")),
        Part(_("What helps me, and what is hard"), "good", [_listed("strengths", says), _listed("needs", says)]),
        Part(_("What I want"), "star", goals, _("Something you want to be able to do.")),
        *(_new_step(place) for place in range(1, NEW_STEPS + 1)),
        Part(_("What can stop"), "stop", [_asked("about", "can_stop")]),
        Part(str(PARTS["unwell"].title), "unwell", [_asked("unwell", column) for column in UNWELL]),
    ]


def _about_me() -> list[Question]:
    """The prompts of the standard. What stands there is not printed: who sees the plan need not see it."""
    return [Question(f"about.{prompt.value}", str(prompt.label), limit=TEXT_LIMIT) for prompt in AboutPrompt]


def _listed(code: str, says: Spoken | None) -> Question:
    """What stands in the plan, and room for more, one on each line."""
    stands = "\n".join(entry.text for entry in getattr(says, code)) if says else ""
    return replace(_asked(code, "wording"), hint=str(ONE_A_LINE), printed=stands, lines=3)


def _asked(code: str, column: str) -> Question:
    """A question of the plan's own pages."""
    ask = next(ask for ask in PARTS[code].asks if ask.column == column)
    return Question(f"part.{code}.{column}", str(ask.label), hint=str(ask.hint), lines=2)


def _new_goal(code: str) -> list[Question]:
    return [Question(f"{code}.wording", _("I want to")), _importance(f"{code}.importance")]


def _new_step(place: int) -> Part:
    code, sure = f"new_action.{place}", _("0 is not at all. 10 is very sure.")
    asked = [
        Question(f"{code}.what", _("I will")),
        Question(f"{code}.when", _("When, and how often?"), lines=1, limit=SHORT),
        Question(f"{code}.where", _("Where?"), lines=1, limit=SHORT),
        Question(f"{code}.who_words", _("Who with?"), lines=1, limit=SHORT),
        Question(f"{code}.if_this", _("What could get in the way?"), lines=1, limit=HALF),
        Question(f"{code}.then_that", _("What will I do then?"), lines=1, limit=HALF),
        Question(f"{code}.confidence", _("How sure am I?"), "one", sure, options=_scale(0, 10)),
    ]
    return Part(_("What I will do: step %(number)s") % {"number": place}, "step", asked, _("Small steps work best."))
