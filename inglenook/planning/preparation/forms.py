"""Forms of preparation: a prompt, a date of birth, answers typed in by staff."""

from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import number, today

from ..models import Answer
from .prompts import Prompt
from .rules import TEXT_LIMIT, TOPIC_LIMIT

TOO_LONG = "What you wrote is longer than {limit} characters. We kept the first {limit}."


def plain_text(typed: str | None) -> str:
    """Line breaks as one character, and without the one character that PostgreSQL cannot keep."""
    return (typed or "").replace("\r\n", "\n").replace("\0", "")


class KeptText(fields.TextareaField):
    """Text of any length: what goes past the limit is cut off and the rest is kept."""

    def __init__(self, *, limit: int = TEXT_LIMIT, **kwargs):
        super().__init__(required=False, **kwargs)
        self.limit, self.validators = limit, []

    def to_python(self, value):
        return super().to_python(self.kept(value))

    def bound_data(self, data, initial):
        return self.kept(data)

    def kept(self, typed: str | None) -> str:
        return plain_text(typed)[: self.limit]

    def was_cut(self, typed: str | None) -> bool:
        return len(plain_text(typed)) > self.limit


class AnswerForm(PageForm):
    """What a person says to one prompt. `answer()` gives what can be kept, even when something was cut off."""

    def __init__(self, prompt: Prompt, *args, answer: Answer | None = None, **kwargs):
        self.prompt = prompt
        super().__init__(*args, initial=self.told(answer) if answer else None, **kwargs)

    @staticmethod
    def told(answer: Answer) -> dict:
        """An answer as the form shows it."""
        return {"text": answer.text, "choices": answer.choices}

    def answer(self) -> dict:
        """The answer as `actions.save_answer` takes it."""
        return {"text": self.kept("text"), "choices": self.kept("choices") or []}

    def kept(self, name: str):
        if name not in self.fields:
            return ""
        return self.fields[name].kept(self.data.get(name)) if name == "text" else self.cleaned_data.get(name)

    def say_what_was_cut(self) -> bool:
        """Put an error beside a text that was too long; whether there was one."""
        cut = "text" in self.fields and self.fields["text"].was_cut(self.data.get("text"))
        if cut:
            self.add_error("text", TOO_LONG.format(limit=number(self.fields["text"].limit)))
        return cut


def answer_form(prompt: Prompt, data=None, *, answer: Answer | None = None, prefix=None) -> AnswerForm:
    """The form for a prompt of the kinds that are answered by writing or choosing."""
    form = AnswerForm(prompt, data, answer=answer, prefix=prefix)
    if prompt.options:
        form.fields["choices"] = choices.CheckboxesField(
            label=prompt.question,
            hint=prompt.hint,
            heading=True,
            choices=[(text, text) for text in prompt.options.values()],
            required=False,
        )
    worded = {"label": prompt.own_words} if prompt.options else {"label": prompt.question, "hint": prompt.hint}
    form.fields["text"] = KeptText(heading=not prompt.options, size=None if prompt.options else "l", rows=6, **worded)
    return form


class TopicForm(PageForm):
    """One more thing to talk about."""

    topic = KeptText(
        label="Add something in your own words", subject="what you want to talk about", limit=TOPIC_LIMIT, rows=2
    )


class BirthDateForm(PageForm):
    birth_date = dates.DateField(
        label="What is your date of birth?",
        hint="For example, 31 3 1960. We ask so that only you can open this page.",
        subject="your date of birth",
        latest=today,
        size="m",
    )
