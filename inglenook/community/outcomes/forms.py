"""The questions as fields, in the published words; every one may be left out."""

from inglenook.kit import choices
from inglenook.kit.forms import PageForm
from inglenook.measures.instruments import Question, instruments
from inglenook.measures.models import Administration

from . import rules

BY_STAFF = ("phone", "paper", "in_person")


class AnswersForm(PageForm):
    """All questions on one short page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.update({_name(code): _field(one) for code, one in rules.questions().items()})

    @property
    def parts(self):
        """Each instrument with its fields as they stand on the page."""
        found = {code: [] for code in rules.asked()}
        for code in rules.questions():
            found[code.partition(":")[0]].append(self[_name(code)])
        return [(instruments()[code], fields) for code, fields in found.items()]

    def answers(self) -> dict[str, int]:
        """What was answered, as `actions.answer` takes it."""
        given = {code: self.cleaned_data[_name(code)] for code in rules.questions()}
        return {code: int(value) for code, value in given.items() if value}


class StaffAnswersForm(AnswersForm):
    """The same, typed in from paper or the phone."""

    way = choices.RadiosField(
        label="How they answered",
        subject="how they answered",
        choices=[(way, label) for way, label in Administration.Way.choices if way in BY_STAFF],
    )


def _name(code: str) -> str:
    return code.replace(":", "-")


def _field(one: Question):
    given = [(str(value), words) for value, words in one.answers.items()]
    if one.is_number:
        return choices.SelectField(label=one.asks, required=False, choices=[("", ""), *given])
    return choices.RadiosField(label=one.asks, required=False, choices=given)
