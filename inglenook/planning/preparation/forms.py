"""Forms of preparation: a prompt, a date of birth, answers typed in by staff."""

import json
from hashlib import blake2s

from django.utils.translation import gettext_lazy as _

from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import number, today, translated

from ..models import Answer
from .prompts import Prompt, prompts
from .rules import TEXT_LIMIT, TOPIC_LIMIT, TOPICS

NOTHING_TYPED = "Type at least one answer. If the form came back empty, choose “Came back unanswered” instead."
ANSWERED_MEANWHILE = "Meanwhile this was answered: “{words}”. Put both together here, then save again."
TOO_LONG = _("What you wrote is longer than {limit} characters. We kept the first {limit}.")


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
            label=translated(prompt.question),
            hint=translated(prompt.hint),
            heading=True,
            choices=[(text, translated(text)) for text in prompt.options.values()],
            required=False,
        )
    worded = {"label": prompt.own_words} if prompt.options else {"label": prompt.question, "hint": prompt.hint}
    worded = {name: translated(words) for name, words in worded.items()}
    form.fields["text"] = KeptText(heading=not prompt.options, size=None if prompt.options else "l", rows=6, **worded)
    return form


class TopicForm(PageForm):
    """One more thing to talk about."""

    topic = KeptText(
        label=_("Add something in your own words"), subject=_("what you want to talk about"), limit=TOPIC_LIMIT, rows=2
    )


class BirthDateForm(PageForm):
    birth_date = dates.DateField(
        label=_("What is your date of birth?"),
        hint=_("For example, 31 3 1960. We ask so that only you can open this page."),
        subject=_("your date of birth"),
        latest=today,
        size="m",
    )


def mark(said: dict) -> str:
    """What tells one answer from another without repeating it."""
    return blake2s(json.dumps([said["text"], said["choices"]]).encode(), digest_size=8).hexdigest()


class PaperForm(PageForm):
    """All answers on one page, as staff type them from paper or hear them on the phone.

    The page brings back the `marks` of the answers that it showed, so what the person says meanwhile is not lost to a
    page that was open all along.
    """

    way = choices.RadiosField(
        label="How did the answers come?",
        subject="how the answers came",
        choices=[(way.value, way.label) for way in (Answer.Way.PAPER, Answer.Way.PHONE, Answer.Way.IN_PERSON)],
        initial=Answer.Way.PAPER.value,
        inline=True,
    )
    said_by = fields.TextField(
        label="Who answered, if not the person alone", subject="who answered", required=False, max_length=200
    )

    def __init__(self, *args, answers: dict[str, Answer], **kwargs):
        super().__init__(*args, **kwargs)
        self.answers = answers
        for prompt in prompts().values():
            self._ask(prompt, answers.get(prompt.code) or Answer(prompt=prompt.code, text=""))
        self.marks = {code: self.data.get(f"mark_{code}") or mark(self._stands(code)) for code in prompts()}

    def _ask(self, prompt: Prompt, answer: Answer) -> None:
        if prompt.options:
            self.fields[f"{prompt.code}_choices"] = choices.CheckboxesField(
                label=prompt.question,
                choices=[(text, text) for text in prompt.options.values()],
                required=False,
                small=True,
                initial=answer.choices,
            )
        ordered = prompt.kind == "ordered"
        self.fields[prompt.code] = KeptText(
            label=prompt.own_words or prompt.question,
            hint="One on each line, the most important first" if ordered else "",
            size="m" if not prompt.options else None,
            rows=3,
            initial="\n".join(answer.choices) if ordered else answer.text,
        )

    def clean(self) -> None:
        """Refuse a page with nothing on it, and ask what to do with an answer that came while the page was open."""
        changed = self.changed()
        if not changed and not self.answers:
            self.add_error(next(iter(prompts())), NOTHING_TYPED)
        for code in changed:
            stands = self._stands(code)
            if self.marks[code] != mark(stands):
                self.marks[code] = mark(stands)
                words = stands["text"] or ", ".join(stands["choices"])
                self.add_error(code, ANSWERED_MEANWHILE.format(words=words))

    def changed(self) -> dict[str, dict]:
        """By prompt, what was typed and differs from what stands and from what the page had shown: as
        `actions.save_answer` takes it."""
        said = {code: self._said(prompt) for code, prompt in prompts().items()}
        return {code: one for code, one in said.items() if one != self._stands(code) and mark(one) != self.marks[code]}

    def _said(self, prompt: Prompt) -> dict:
        typed = self.fields[prompt.code].kept(self.data.get(prompt.code)).strip()
        if prompt.kind == "ordered":
            topics = [" ".join(line.split())[:TOPIC_LIMIT] for line in typed.splitlines()]
            return {"text": "", "choices": [topic for topic in topics if topic][:TOPICS]}
        return {"text": typed, "choices": self.cleaned_data.get(f"{prompt.code}_choices") or []}

    def _stands(self, code: str) -> dict:
        answer = self.answers.get(code)
        return {"text": answer.text, "choices": answer.choices} if answer else {"text": "", "choices": []}

    def say_what_was_cut(self) -> bool:
        """Put an error beside each text that was too long; whether there was one. What was kept now stands."""
        self.marks |= {code: mark(one) for code, one in self.changed().items()}
        for code in prompts():
            if self.fields[code].was_cut(self.data.get(code)):
                self.add_error(code, TOO_LONG.format(limit=number(self.fields[code].limit)))
        return bool(self.errors)
