from django import forms

from inglenook.core import clock
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm

from ...models import Resource
from .. import text
from ..vocabulary import vocabulary
from . import media

Kind = Resource.Kind


class ResourceForm(PageForm):
    """One contribution. What a kind needs beside the rest is asked for when it is missing."""

    kind = choices.RadiosField(label="What is it?", subject="what it is", choices=Kind.choices)
    title = fields.TextField(label="Title", subject="the title", max_length=200)
    about = fields.TextareaField(
        label="What it is for", hint="One or two sentences.", subject="what it is for", rows=2, max_length=400
    )
    audience = choices.CheckboxesField(label="Who it is for", subject="who it is for", choices=[], small=True)
    topics = choices.CheckboxesField(label="What it is about", subject="what it is about", choices=[], small=True)
    minutes = fields.IntegerField(
        label="How many minutes it takes", subject="how many minutes it takes", min_value=1, max_value=600
    )
    body = fields.TextareaField(
        label="The text",
        hint="For an article, guide or case study. Write ## before a heading and - before a point. No names of people.",
        subject="the text",
        rows=14,
        required=False,
    )
    link = fields.TextField(
        label="Address",
        hint="For a link; it begins with https://",
        subject="the address",
        required=False,
        max_length=500,
    )
    opened = choices.CheckboxesField(
        label="Have you opened the link today?",
        subject="whether you opened it",
        choices=[("yes", "Yes, it leads there")],
        required=False,
        small=True,
    )
    film = fields.FileField(
        label="Film",
        hint="MP4 or WebM, smaller than 100 MB.",
        subject="the film",
        required=False,
        most_bytes=media.MOST_VIDEO,
    )
    subtitles = fields.FileField(
        label="Captions",
        hint="A WebVTT file. A film without captions cannot be published.",
        subject="the captions",
        required=False,
        most_bytes=media.MOST_CAPTIONS,
    )
    transcript = fields.TextareaField(
        label="Transcript",
        hint="Everything that is said and shown, in words. A film without it cannot be published.",
        subject="the transcript",
        required=False,
    )
    sources = fields.TextareaField(
        label="Where its facts are from", hint="One in each line.", subject="sources", rows=3, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = list(vocabulary().audiences.items())
        self.fields["topics"].choices = list(vocabulary().topics.items())

    def clean_body(self):
        said = self.cleaned_data["body"]
        if faults := list(text.faults("Line", said)):
            raise forms.ValidationError(f"Line {faults[0].line}: {faults[0].what} {faults[0].mend}")
        return said

    def clean_link(self):
        said = self.cleaned_data["link"]
        if said and not said.startswith(("https://", "http://")):
            raise forms.ValidationError("The address begins with https://")
        return said

    def clean_film(self):
        if file := self.cleaned_data["film"]:
            media.kind_of(file)
        return file

    def clean_subtitles(self):
        file = self.cleaned_data["subtitles"]
        return media.captions_in(file) if file else ""

    def clean(self):
        said = super().clean()
        needed, what = {Kind.LINK: ("link", "the address")}.get(said.get("kind"), ("body", "the text"))
        if said.get("kind") != Kind.VIDEO and not said.get(needed) and needed not in self.errors:
            self.add_error(needed, f"Enter {what}")
        return said

    def contributed(self) -> dict:
        """The form's values as `actions.contribute` takes them, without the film's own file."""
        said = dict(self.cleaned_data)
        _film, captions, opened = (said.pop(name) for name in ("film", "subtitles", "opened"))
        return said | ({"captions": captions} if captions else {}) | ({"checked_on": clock.today()} if opened else {})


class SendBackForm(PageForm):
    comment = fields.TextareaField(label="What should be changed?", subject="what should be changed", rows=3)


class ListForm(PageForm):
    """Which of one's lists, or a new one."""

    into = choices.SelectField(label="Keep it in a reading list", subject="which list", choices=[])
    title = fields.TextField(
        label="Name of the new list",
        hint="When you chose “A new list”.",
        subject="its name",
        required=False,
        max_length=100,
    )

    def __init__(self, *args, lists, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [*((str(one.ref), one.title) for one in lists), ("new", "A new list")]

    def clean(self):
        said = super().clean()
        if said.get("into") == "new" and not said.get("title"):
            self.add_error("title", "Enter a name for the new list")
        return said
