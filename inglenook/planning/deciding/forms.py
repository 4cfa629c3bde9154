"""Forms of a shared decision, for the person and for professionals."""

from django.utils.translation import gettext as _

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import translated

from ..models import OptionEffect, SharedDecision

NOT_YET = ""


class MineForm(PageForm):
    """What the person says of a decision. Fields left empty say nothing."""

    def __init__(self, *args, decision: SharedDecision, options: list, **kwargs):
        super().__init__(*args, initial=_said(decision), **kwargs)
        ways = [(str(option.ref), translated(option.name)) for option in options]
        self.fields["matters"] = fields.TextareaField(label=_("What matters to me in this"), rows=3, required=False)
        self.fields["questions"] = fields.TextareaField(label=_("What I want to ask"), rows=3, required=False)
        self.fields["leaning"] = choices.RadiosField(
            label=_("Which way I lean"), choices=[*ways, (NOT_YET, _("I do not know yet"))], required=False
        )
        self.fields["sure"] = choices.SelectField(label=_("How sure I am"), choices=_marks(decision), required=False)
        self.fields["other"] = fields.TextField(label=_("Something else I could do"), required=False, max_length=300)


def _said(decision: SharedDecision) -> dict:
    return {
        "matters": decision.matters,
        "questions": decision.questions,
        "leaning": str(decision.leaning.ref) if decision.leaning else NOT_YET,
        "sure": "" if decision.sure is None else str(decision.sure),
    }


def _marks(decision: SharedDecision) -> list[tuple[str, str]]:
    low, high = decision.sure_from, decision.sure_to
    words = {low: _("{number}, not sure at all"), high: _("{number}, very sure")}
    marks = [(str(mark), words.get(mark, "{number}").format(number=mark)) for mark in range(low, high + 1)]
    return [("", _("I would rather not say")), *marks]


class BeginForm(PageForm):
    """Something of one's own to decide."""

    def __init__(self, *args, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"] = fields.TextField(label=label, max_length=300)
        self.fields["ref"] = fields.HiddenField(label="Ref", required=False)


class TalkForm(MineForm):
    """The same, filled in together or by a professional, with what the professional brings."""

    def __init__(self, *args, decision: SharedDecision, options: list, called: str, **kwargs):
        super().__init__(*args, decision=decision, options=options, **kwargs)
        self.initial |= {"to_explain": decision.to_explain, "prepared_with": decision.prepared_with}
        labels = {
            "matters": f"What matters to {called} in this",
            "questions": f"What {called} wants to ask",
            "leaning": f"Which way {called} leans",
            "sure": f"How sure {called} is",
            "other": "One more option",
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["to_explain"] = fields.TextareaField(label="What I want to go through", rows=2, required=False)
        self.fields["prepared_with"] = fields.TextareaField(
            label="What they were given to read or watch before", rows=2, required=False
        )
        if decision.in_own_hand:
            for name in ("matters", "questions"):
                if getattr(decision, name):
                    del self.fields[name]
        self.order_fields(["to_explain", "prepared_with", "matters", "questions", "leaning", "sure", "other"])


class EffectForm(PageForm):
    """What speaks for or against an option, with its source."""

    option = choices.SelectField(label="For which option", subject="the option", choices=[])
    kind = choices.RadiosField(
        label="What is it?", subject="benefit or harm", choices=OptionEffect.Kind.choices, inline=True
    )
    words = fields.TextareaField(label="In plain words", subject="what it is, in plain words", rows=2, max_length=1000)
    of_100 = fields.IntegerField(
        label="Of 100 people, how many", subject="how many of 100 people", required=False, min_value=0, max_value=100,
        width=3,
    )  # fmt: skip
    source = fields.TextField(label="Where this is from", subject="where this is from", max_length=300)
    ref = fields.HiddenField(label="Ref", required=False)

    def __init__(self, *args, options: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [(str(option.ref), option.name) for option in options]


class DecideForm(PageForm):
    """What both agreed."""

    choice = choices.RadiosField(label="What we decided", subject="what you decided", choices=[])
    words = fields.TextareaField(label="In their words, or more about it", rows=2, required=False)
    with_whom = fields.TextField(label="Who decided together with them", required=False, max_length=200)
    review_on = dates.DateField(
        label="When we look at it again", subject="when you look at it again", required=False, earliest=clock.today
    )

    def __init__(self, *args, options: list, decision: SharedDecision, **kwargs):
        leaning = str(decision.leaning.ref) if decision.leaning else None
        super().__init__(*args, initial={"choice": leaning, "words": decision.decided}, **kwargs)
        self.fields["choice"].choices = [(str(option.ref), option.name) for option in options]
