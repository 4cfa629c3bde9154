"""The form of one page of a survey, made from its questions. Works without scripts, on any phone."""

from typing import Any

from django import forms

from inglenook.kit.choices import CheckboxesField, RadiosField, SelectField
from inglenook.kit.fields import IntegerField, TextareaField, TextField
from inglenook.kit.forms import PageForm

from .rules import NONE, OTHER, Answers, Kind, Option, Question, in_order, said
from .wording import wording

LONGEST = 2000  # characters of free text
HIGHEST = 10**6


def field_name(item: str) -> str:
    """The name of an item's field: ids of a page may hold no dots and colons."""
    return item.replace(".", "__").replace(":", "__")


class AnswerForm(PageForm):
    """One page's questions with what was answered before. `answers()` gives what to keep.

    Nothing is required here: what a survey needs is asked for again before sending, and may wait until then.
    """

    def __init__(self, data=None, *, questions, answers: Answers, language: str, seed: int, **kwargs):
        super().__init__(data, **kwargs)
        self.questions, self.kept, self.language, self.seed = list(questions), answers, language, seed
        self.words, self.shown = wording(language), {question.code: [] for question in self.questions}
        for question in self.questions:
            getattr(self, f"_add_{question.kind.value}")(question)

    def names_of(self, question: Question) -> list[str]:
        """The fields of a question that stand on the page by themselves; "something else" stands within its own."""
        return self.shown[question.code]

    def _add(self, name: str, field: forms.Field, initial: Any) -> None:
        self.fields[field_name(name)] = field
        if not name.endswith(f":{OTHER}"):
            self.shown[name.split(".")[0]].append(field_name(name))
        self.initial[field_name(name)] = initial

    def _asked(self, question: Question, **more) -> dict[str, Any]:
        label = said(question.asks, self.language)
        needed = f" ({self.words['needed']})" if question.required else ""
        return {
            "label": label + needed,
            "hint": said(question.hint, self.language),
            "required": False,
            "size": "m",
        } | more

    def _options(self, question: Question, options: tuple[Option, ...]) -> list[tuple[str, str]]:
        return [(one.code, said(one.says, self.language)) for one in in_order(options, question, self.seed)]

    def _made(self, question: Question) -> list[tuple[str, str]]:
        """The options that a question makes itself stand last, whatever is shuffled."""
        return [(one.code, said(one.says, self.language)) for one in question.choices if one.code in (OTHER, NONE)]

    def _other(self, question: Question) -> str:
        """The field for the words of "something else"; its name."""
        name = f"{question.code}:{OTHER}"
        label = f"{said(question.other, self.language)}: {self.words['words_of_other']}"
        field = TextField(label=label, max_length=LONGEST, required=False)
        self._add(name, field, "".join(self.kept.get(name, ())))
        return field_name(name)

    def _add_one(self, question: Question) -> None:
        choices = self._options(question, question.options) + self._made(question)
        field = RadiosField(choices=choices, **self._asked(question))
        self._add(question.code, field, "".join(self.kept.get(question.code, ())))
        if question.other:  # not within its radio button: what that would need, screen readers do not know there
            self.shown[question.code].append(self._other(question))

    def _add_many(self, question: Question) -> None:
        choices = self._options(question, question.options) + self._made(question)
        reveals = {OTHER: self._other(question)} if question.other else {}
        field = ManyField(choices=choices, reveals=reveals, divider=self.words["or"], **self._asked(question))
        self._add(question.code, field, self.kept.get(question.code, []))

    def _add_matrix(self, question: Question) -> None:
        for row in in_order(question.rows, question, self.seed):
            choices = [(one.code, said(one.says, self.language)) for one in question.options]
            asked = self._asked(question, label=said(row.says, self.language), hint="", size="s", inline=True)
            name = f"{question.code}.{row.code}"
            self._add(name, RadiosField(choices=choices, **asked), "".join(self.kept.get(name, ())))

    def _add_number(self, question: Question) -> None:
        low, high = question.lowest or 0, question.highest or HIGHEST
        field = IntegerField(
            min_value=low,
            max_value=high,
            error_messages={
                "invalid": self.words["number"],
                **dict.fromkeys(("min_value", "max_value"), self.words["bounds"].format(lowest=low, highest=high)),
            },
            **self._asked(question),
        )
        self._add(question.code, field, "".join(self.kept.get(question.code, ())))

    def _add_rank(self, question: Question) -> None:
        kept = self.kept.get(question.code, [])
        places = [("", self.words["place"])] + [(str(n), str(n)) for n in range(1, len(question.options) + 1)]
        for code, text in self._options(question, question.options):
            initial = str(kept.index(code) + 1) if code in kept else ""
            field = SelectField(label=text, choices=places, required=False)
            self._add(f"{question.code}.{code}", field, initial)

    def _add_words(self, question: Question) -> None:
        field = TextareaField(max_length=LONGEST, rows=4, **self._asked(question))
        self._add(question.code, field, "".join(self.kept.get(question.code, ())))

    def clean(self):
        for question in self.questions:
            if question.kind is Kind.MANY:
                self._check_many(question)
            elif question.kind is Kind.RANK:
                self._check_rank(question)

    def _check_many(self, question: Question) -> None:
        chosen = self.cleaned_data.get(field_name(question.code), [])
        if NONE in chosen and len(chosen) > 1:
            text = self.words["choose"].format(none=said(question.none, self.language))
            self.add_error(field_name(question.code), text)
        elif question.most and len(chosen) > question.most:
            self.add_error(field_name(question.code), self.words["most"].format(most=question.most))

    def _check_rank(self, question: Question) -> None:
        names = [field_name(f"{question.code}.{one.code}") for one in question.options]
        places = [self.cleaned_data.get(name, "") for name in names]
        if any(places) and len(set(places)) < len(places):
            twice = [name for name, place in zip(names, places, strict=True) if places.count(place) > 1 or not place]
            self.add_error(twice[0], self.words["rank"])

    def answers(self) -> Answers:
        """What this page said, by item; a question that was passed over says nothing."""
        found: Answers = {}
        for question in self.questions:
            found |= self._answer(question)
        return found

    def _answer(self, question: Question) -> Answers:
        said = self.cleaned_data
        if question.kind is Kind.RANK:
            placed = {one.code: said[field_name(f"{question.code}.{one.code}")] for one in question.options}
            return {
                question.code: sorted((code for code, place in placed.items() if place), key=lambda c: int(placed[c]))
            }
        if question.kind is Kind.MATRIX:
            return {
                code: _listed(said[field_name(code)]) for code in (f"{question.code}.{r.code}" for r in question.rows)
            }
        found = {question.code: _listed(said[field_name(question.code)])}
        if question.other:
            words = said[field_name(f"{question.code}:{OTHER}")]
            if words and not found[question.code]:  # whoever writes what else it is need not choose it, too
                found[question.code] = [OTHER]
            found[f"{question.code}:{OTHER}"] = _listed(words) if OTHER in found[question.code] else []
        return found


class ManyField(CheckboxesField):
    """Checkboxes of which "none of these" stands apart and unticks the others where scripts run."""

    def __init__(self, *, divider: str, **kwargs):
        self.divider = divider
        super().__init__(**kwargs)

    def items(self, bound):
        items = super().items(bound)
        for at, item in enumerate(items):
            if item["value"] == NONE:
                item["exclusive"] = True
                items.insert(at, {"divider": self.divider})
                break
        return items


def _listed(value) -> list[str]:
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [str(value)]
