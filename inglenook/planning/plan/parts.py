"""The parts of the plan that people write: what each is called, what is asked, and how its answers are read.

The words are the person's own point of view; professionals write the same parts on the same forms.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from inglenook.core.refs import is_ref
from inglenook.core.shapes import shape_of

from ..models import Action, ContingencyPlan, Formulation, Goal, Need, Plan, StageGoal, Strength, SupportPlan
from .fields import HALF, LONG, Field, NotSaved, day, day_gone, lines, one_of, scale, shown, shows_lines, text
from .saving import ACTION_NEEDED, GOAL_NEEDED

TEXT, LINE, LINES, SCALE, CHOICE, NEED = "text", "line", "lines", "scale", "choice", "need"
DAY, DAY_GONE = DAYS = "day", "day gone"


@dataclass(frozen=True)
class Ask:
    """One question of a part: its column, its label and hint, and by what control it is answered."""

    column: str
    label: str
    control: str = TEXT
    hint: str = ""
    needed: str = ""
    choices: tuple = ()
    folded: bool = False  # for the record: seldom asked, and folded away


@dataclass(frozen=True)
class Part:
    """A part of the plan: its code in addresses, its rows, and what is asked of each. `under` names a row's parent."""

    code: str
    model: type[models.Model]
    title: str
    add: str
    asks: tuple[Ask, ...]
    why: str = ""
    under: str = ""

    def field_of(self, ask: Ask) -> Field:
        """How an answer is read, joined and shown."""
        return READS[ask.control](self.model, ask)


def _lines(model, ask: Ask) -> Field:
    shape = shape_of(model._meta.get_field(ask.column))
    return Field(ask.label, lines(ask.column, needed=ask.needed), show=shows_lines(shape))


def _need(raw: str, goal: Goal) -> Need | None:
    """The need of the same plan with this ref; nothing means none."""
    found = Need.objects.filter(plan=goal.plan_id, ref=raw).first() if is_ref(raw) else None
    if raw and found is None:
        raise NotSaved(_("Choose one of the list."))
    return found


def _limit(model, ask: Ask) -> int:
    return min(model._meta.get_field(ask.column).max_length or HALF, HALF)


READS: dict[str, Callable[[type[models.Model], Ask], Field]] = {
    TEXT: lambda model, ask: Field(ask.label, text(LONG, needed=ask.needed)),
    LINE: lambda model, ask: Field(ask.label, text(_limit(model, ask), needed=ask.needed)),
    LINES: _lines,
    DAY: lambda model, ask: Field(ask.label, day, joins=False),
    DAY_GONE: lambda model, ask: Field(ask.label, day_gone, joins=False),
    SCALE: lambda model, ask: Field(ask.label, scale(ask.column), joins=False),
    CHOICE: lambda model, ask: Field(ask.label, one_of([code for code, _label in ask.choices]), joins=False),
    NEED: lambda model, ask: Field(ask.label, _need, joins=False, show=lambda need: shown(need and need.ref)),
}

ONE_A_LINE = _("Write one on each line.")
WHO_LINE = _("Their name, who they are, and a number. For example: Joy Mensah, nurse, 01632 960001")
LOOK_AGAIN = Ask("review_on", _("When do we look at this again?"), DAY)
REVIEWERS = Ask("reviewers", _("Who sees that we look at it again?"), LINES, WHO_LINE, folded=True)
MADE_BY = Ask("made_by", _("Who made it?"), LINES, WHO_LINE, folded=True)
COMPLETED_BY = Ask("completed_by", _("Who wrote it down?"), LINES, WHO_LINE, folded=True)
PLACES = Ask("places", _("Where was it made?"), LINES, folded=True)
PREPARED = (MADE_BY, COMPLETED_BY, PLACES)

PARTS: dict[str, Part] = {
    part.code: part
    for part in (
        Part(
            "strengths", Strength, _("What I am good at, and what helps me"), _("Add something that helps"),
            (Ask("wording", _("What are you good at, or what helps you?"), needed=_("Write what helps you.")),),
            _("What you can do, who stands by you, what you enjoy."),
        ),
        Part(
            "needs", Need, _("What is hard for me"), _("Add something that is hard"),
            (Ask("wording", _("What is hard, or what worries you?"), needed=_("Write what is hard.")),),
            _("Anything that gets in the way of the life you want."),
        ),
        Part(
            "goals", Goal, _("What I want"), _("Add something I want"),
            (
                Ask("wording", _("What do you want to be able to do?"), needed=GOAL_NEEDED),
                Ask("importance", _("How much does it matter to you?"), SCALE),
                Ask("need", _("Which hard thing is it for?"), NEED),
                Ask("outcomes", _("What has come of it so far?"), LINES, ONE_A_LINE),
            ),
        ),
        Part(
            "actions", Action, _("What I will do"), _("Add something I will do"),
            (
                Ask("what", _("What will be done?"), needed=ACTION_NEEDED),
                Ask("how_much", _("How much?"), LINE),
                Ask("how_often", _("How often?"), LINE),
                Ask("when", _("When?"), LINE),
                Ask("where", _("Where?"), LINE),
                Ask("who", _("Who does it?"), CHOICE, choices=(
                    ("person", _("Me")), ("professional", _("Someone in the team")), ("other", _("Somebody else")),
                )),
                Ask("who_words", _("Who, or with whom?"), LINE),
                Ask("who_role", _("What are they?"), LINE, _("For example, a nurse or a neighbour"), folded=True),
                Ask("who_team", _("Which team are they in?"), LINE, folded=True),
                Ask("who_contact", _("How do you reach them?"), LINE, folded=True),
                Ask("if_this", _("What could get in the way?"), LINE),
                Ask("then_that", _("What will you do then?"), LINE),
                Ask("confidence", _("How sure are you that it will happen?"), SCALE),
                LOOK_AGAIN,
                Ask("state_words", _("How does it stand?"), LINE, folded=True),
            ),
            under="goal",
        ),
        Part(
            "small-goals", StageGoal, _("Small goals on the way"), _("Add a small goal"),
            (
                Ask("wording", _("What is the small goal?"), needed=_("Write what the small goal is.")),
                Ask("outcome", _("What came of it?")),
            ),
            under="action",
        ),
        Part(
            "story", Formulation, _("How it came to be"), _("Add how it came to be"),
            (
                Ask(
                    "wording", _("How did it come to be like this?"),
                    hint=_("What happened, what makes it better or worse, and what you both make of it."),
                    needed=_("Write how it came to be."),
                ),
                Ask("made_on", _("When did you work this out?"), DAY_GONE),
                *PREPARED,
            ),
            _("An account that you and a professional worked out together."),
        ),
        Part(
            "support", SupportPlan, _("Plans for one thing"), _("Add a plan for one thing"),
            (
                Ask("name", _("What is the plan for?"), LINE, _("For example: eating, a wound, going home"),
                    needed=_("Write what the plan is for.")),
                Ask("wording", _("What does it say?")),
                LOOK_AGAIN, REVIEWERS, *PREPARED,
            ),
        ),
        Part(
            "unwell", ContingencyPlan, _("If I become unwell"), _("Make a plan for when I become unwell"),
            (
                Ask("name", _("What is this plan for?"), LINE, _("For example: my breathing")),
                Ask(
                    "triggers", _("What shows that it is getting worse?"), LINES, ONE_A_LINE,
                    needed=_("Write at least one sign. Without it nobody knows when to use this plan."),
                ),
                Ask("early_signs", _("What do you notice first, days before?"), LINES, ONE_A_LINE),
                Ask(
                    "what_to_do", _("What should happen then?"), LINES,
                    _("Write one thing on each line. For example: If my ankles swell, I ring the nurse"),
                ),
                Ask("contacts", _("Whom should we ring?"), LINES, _(
                    "One person on each line: their name, who they are, and their number. "
                    "For example: Sara, my daughter, 07700 900123"
                )),
                Ask("coping", _("What helps you to get through it?"), LINES, ONE_A_LINE),
                Ask("medicines", _("Which medicines or equipment do you have ready, and where?"), LINES, ONE_A_LINE),
                Ask(
                    "statement", _("If you cannot speak for yourself, what should people know?"),
                    hint=_("Your wishes and what you believe in. This is called an advance statement."),
                ),
                Ask("statement_on", _("When did you say so?"), DAY_GONE, folded=True),
                Ask("statement_at", _("Where are your wishes written down?"), LINE),
                Ask("agreed_with", _("Who has agreed to this plan?"), LINES, WHO_LINE, folded=True),
                LOOK_AGAIN, REVIEWERS, *PREPARED,
            ),
            _("What to look out for, what to do and whom to ring."),
        ),
        Part(
            "about", Plan, _("About this plan"), "",
            (
                Ask("can_stop", _("What can stop?"), hint=_("Tablets, tests or visits that you no longer need.")),
                LOOK_AGAIN, REVIEWERS,
                Ask("funding", _("Who pays for the help?")),
                Ask("documents", _("Which other plans and papers are there?"), LINES, _(
                    "One on each line, with where it is kept and its date."
                )),
                *PREPARED,
            ),
        ),
    )
}  # fmt: skip
