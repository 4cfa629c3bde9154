"""A manager's forms: make a survey, change a question, invite, open."""

import re
from datetime import timedelta

from django import forms
from django.core.validators import validate_email

from inglenook.core import clock
from inglenook.kit.choices import CheckboxField, RadiosField, SelectField
from inglenook.kit.dates import DateField
from inglenook.kit.fields import HiddenField, IntegerField, TextareaField, TextField
from inglenook.kit.forms import PageForm

from ..models import Survey
from .reading import shipped
from .rules import Kind, Option, Question, Questionnaire, When, said

LONGEST_TEXT = 300_000  # characters of a questionnaire
KINDS = {
    Kind.ONE: "One answer of several",
    Kind.MANY: "Any number of several",
    Kind.MATRIX: "The same scale for several statements",
    Kind.NUMBER: "A number",
    Kind.RANK: "Put in order",
    Kind.WORDS: "Own words",
}
OWN = "own"


class NewForm(PageForm):
    """What to ask, of whom, and how."""

    asks = RadiosField(label="What do you want to ask?", choices=(), size="m")
    title = TextField(label="What people see as its name", max_length=200, required=False, size="m",
                      hint="Leave empty to use the questionnaire’s own title")  # fmt: skip
    mode = RadiosField(
        label="How do people come to it?",
        size="m",
        choices=Survey.Mode.choices,
        initial=Survey.Mode.INVITED,
        hints={
            Survey.Mode.INVITED: "Each answers once and is reminded. Nobody can see who has answered, or what.",
            Survey.Mode.OPEN: "To put into a chat or on a notice board. Somebody could answer twice.",
        },
    )

    def __init__(self, *args, earlier=(), **kwargs):
        super().__init__(*args, **kwargs)
        ready = [(one.code, said(one.title, "en")) for one in shipped().values()]
        again = [(str(one.ref), f"Again: {one.title} ({one.closes_at:%B %Y})") for one in earlier]
        self.fields["asks"].choices = ready + again + [(OWN, "Questions of my own")]
        self.fields["asks"].hints = {OWN: "Start with an empty page, or bring in a file"}


class QuestionForm(PageForm):
    """One question as a manager writes it, in English. Other languages come with the file."""

    asks = TextareaField(label="Question", rows=2, max_length=500, size="m")
    hint = TextField(label="Help under the question", required=False)
    kind = RadiosField(label="Kind of answer", choices=[(kind.value, text) for kind, text in KINDS.items()], size="m")
    options = TextareaField(label="Answers to choose from", hint="One a line. For a scale: its points.", required=False)
    rows = TextareaField(label="Statements", hint="One a line, for a scale under several statements.", required=False)
    other = CheckboxField(label="Also “Something else”, with room for words", required=False)
    none = CheckboxField(label="Also “None of these” (any number of several)", required=False)
    shuffle = CheckboxField(label="Show the answers to each person in another order", required=False)
    required = CheckboxField(label="An answer is needed before sending", required=False)
    when = SelectField(label="Ask only whoever answered", required=False, choices=())

    def __init__(self, *args, earlier: list[Question], question: Question | None, **kwargs):
        super().__init__(*args, initial=_initial(question) if question else {"kind": Kind.ONE}, **kwargs)
        self.question = question
        routes = [(f"{one.code}={choice.code}", f"{said(one.asks, 'en')}: {said(choice.says, 'en')}")
                  for one in earlier if one.kind in (Kind.ONE, Kind.MANY) for choice in one.choices]  # fmt: skip
        self.fields["when"].choices = [("", "Everybody"), *routes]

    def clean(self):
        kind, options, rows = (self.cleaned_data.get(name) for name in ("kind", "options", "rows"))
        needs = kind in (Kind.ONE, Kind.MANY, Kind.MATRIX, Kind.RANK)
        if needs and len(_lines(options)) < 2:
            self.add_error("options", "Write at least two answers, one a line")
        if kind == Kind.MATRIX and not _lines(rows):
            self.add_error("rows", "Write at least one statement")

    def made(self, code: str) -> Question:
        """The question that was written. Options keep their codes, so that a repeated survey can be compared."""
        given, kind = self.cleaned_data, Kind(self.cleaned_data["kind"])
        known = self.question
        asked, _, answer = given["when"].partition("=")
        listed = kind in (Kind.ONE, Kind.MANY, Kind.MATRIX, Kind.RANK)
        return Question(
            code=code,
            kind=kind,
            asks={"en": given["asks"]},
            hint={"en": given["hint"]} if given["hint"] else {},
            options=_options(given["options"], known.options if known else ()) if listed else (),
            rows=_options(given["rows"], known.rows if known else ()) if kind is Kind.MATRIX else (),
            other={"en": "Something else"} if given["other"] and kind in (Kind.ONE, Kind.MANY) else {},
            none={"en": "None of these"} if given["none"] and kind is Kind.MANY else {},
            required=given["required"],
            shuffle=given["shuffle"],
            when=When(asked, (answer,)) if asked else None,
        )


def _initial(question: Question) -> dict:
    when = question.when
    return {
        "asks": said(question.asks, "en"),
        "hint": said(question.hint, "en"),
        "kind": question.kind.value,
        "options": "\n".join(said(one.says, "en") for one in question.options),
        "rows": "\n".join(said(one.says, "en") for one in question.rows),
        "other": bool(question.other),
        "none": bool(question.none),
        "shuffle": question.shuffle,
        "required": question.required,
        "when": f"{when.question}={when.answers[0]}" if when else "",
    }


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _options(text: str, known: tuple[Option, ...]) -> tuple[Option, ...]:
    """An option for each line; one that says what it said before stays as it was."""
    before = {said(one.says, "en"): one for one in known}
    made: dict[str, Option] = {}
    for line in dict.fromkeys(_lines(text)):
        option = before.get(line) or Option(_code(line, made.keys() | {one.code for one in known}), {"en": line})
        made[option.code] = option
    return tuple(made.values())


def _code(text: str, taken) -> str:
    """A code made of the first words, which nothing else has."""
    short = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:30] or "option"
    short = f"{short}_" if short in ("none", "other") else short
    return next(code for n in range(1, 1000) if (code := short if n == 1 else f"{short}_{n}") not in taken)


def question_code(text: str, questionnaire: Questionnaire) -> str:
    """A code for a new question."""
    return _code(text, {one.code for one in questionnaire.questions})


class PageTitleForm(PageForm):
    """A page of questions on one topic."""

    title = TextField(label="New page: its topic", max_length=100)


class TextForm(PageForm):
    """A whole questionnaire as YAML."""

    text = TextareaField(
        label="The questionnaire as YAML", max_length=LONGEST_TEXT, rows=24, spellcheck=False, size="m"
    )


class InviteForm(PageForm):
    """Who is invited: the organisation's staff, and any addresses."""

    staff = CheckboxField(label="Everybody who works here and can sign in", required=False)
    addresses = TextareaField(
        label="Email addresses", hint="One a line, or with commas between them", required=False, rows=6
    )

    def clean_addresses(self) -> list[str]:
        found = [one for one in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if one]
        for one in found:
            try:
                validate_email(one)
            except forms.ValidationError:
                raise forms.ValidationError(f"“{one}” is no email address") from None
        return found


class OpenForm(PageForm):
    """From when until when."""

    opens_on = DateField(label="First day", subject="the first day", size="s")
    closes_on = DateField(label="Last day", subject="the last day", size="s")
    remind_after = IntegerField(
        label="Remind those who have not answered every so many days", subject="the days",
        hint="0 for never; three reminders at most", min_value=0, max_value=60, width=3, size="s",
    )  # fmt: skip

    def __init__(self, *args, survey: Survey, **kwargs):
        today = clock.today()
        dates = {"opens_on": today, "closes_on": today + timedelta(days=21), "remind_after": survey.remind_after}
        super().__init__(*args, initial=dates, **kwargs)
        if survey.mode == Survey.Mode.OPEN:
            del self.fields["remind_after"]


class LastDayForm(PageForm):
    """Until when it is open after all."""

    closes_on = DateField(label="Last day", subject="the last day", size="s")


class StepForm(PageForm):
    """Who learns a thing, by when."""

    what = TextField(label="What we do", max_length=300)
    who = TextField(label="Who sees to it", max_length=100, required=False)
    by_on = DateField(label="By", subject="the day", required=False, size="s")
    item = HiddenField()
    option = HiddenField()


class CherriesForm(PageForm):
    """What only the manager can say for the CHERRIES appendix."""

    def __init__(self, *args, items: list[dict], kept: dict[str, str], **kwargs):
        super().__init__(*args, initial=kept, **kwargs)
        for item in items:
            self.fields[item["code"]] = TextareaField(
                label=item["title"], hint=item["asks"], required=False, rows=3, max_length=2000
            )
