from dateutil.relativedelta import relativedelta

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm

from ..models import Reflection
from ..practice.rating import SCALE, SKILLS_RATED

Kind = Reflection.Kind
TEXTS = ("happened", "tried", "next")
KINDS = [(Kind.REFLECTION, "Something at work"), (Kind.SUPERVISION, "Supervision")]


class ReflectionForm(PageForm):
    """What happened, what I tried, what next."""

    kind = choices.RadiosField(
        label="What is it about?",
        subject="what it is about",
        choices=KINDS,
        initial=Kind.REFLECTION,
        size="s",
    )
    with_whom = fields.TextField(label="For supervision: with whom?", subject="with whom", required=False, max_length=200)
    happened = fields.TextareaField(
        label="What happened?", subject="what happened", hint="No names, no dates of birth.", rows=5, max_length=8000
    )
    tried = fields.TextareaField(
        label="What did I try?", subject="what you tried", rows=4, required=False, max_length=8000
    )
    next = fields.TextareaField(label="What next?", subject="what next", rows=3, required=False, max_length=8000)
    on = dates.DateField(label="When was it?", subject="the day", latest=clock.today, size="s")
    minutes = fields.IntegerField(
        label="Minutes for your CPD record", subject="minutes", required=False, min_value=1, max_value=1440
    )
    skills = choices.CheckboxesField(
        label="Which skills is it about?",
        subject="skills",
        choices=[(s.code, s.title) for s in SKILLS_RATED.values()],
        required=False,
        small=True,
        size="s",
    )

    def texts(self) -> list[str]:
        return [self.cleaned_data[name] for name in (*TEXTS, "with_whom")]


class SupervisorForm(PageForm):
    """Whom to show an entry to."""

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        listed = [("", "Choose…")] + [(str(one.pk), one.name) for one in colleagues]
        self.fields["to"] = choices.SelectField(
            label="Show this entry to one supervisor", subject="a supervisor", choices=listed
        )


class RatingForm(PageForm):
    """How sure somebody is of each skill."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scale = [(str(n), str(n)) for n in SCALE]
        for skill in SKILLS_RATED.values():
            self.fields[skill.code] = choices.RadiosField(
                label=skill.title, hint=skill.level, choices=scale, small=True, inline=True, size="s"
            )

    def scores(self) -> dict[str, int]:
        return {code: int(value) for code, value in self.cleaned_data.items()}


class PeriodForm(PageForm):
    """The days of a CPD record."""

    first = dates.DateField(label="From", subject="the first day", size="s")
    last = dates.DateField(label="To", subject="the last day", latest=clock.today, size="s")

    def clean(self):
        given = super().clean()
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", "The last day must be the first or after it")
        return given


def last_year() -> dict:
    """The year that ends today, as the period to begin with."""
    return {"first": clock.today() - relativedelta(years=1), "last": clock.today()}
