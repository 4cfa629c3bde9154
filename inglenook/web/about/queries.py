"""About Me as a page shows it: to each prompt the person's words, their media, and what came from elsewhere."""

from dataclasses import dataclass

from inglenook.people.models import AboutChoice, AboutMe, AboutMedia, Person, RecordedAboutMe
from inglenook.people.models.about import Prompt


@dataclass(frozen=True)
class Elsewhere:
    """What an About Me from elsewhere says to one prompt, and what the person decided about it ("" for nothing yet)."""

    recorded: RecordedAboutMe
    text: str
    choice: str


@dataclass(frozen=True)
class Entry:
    """One prompt with all that there is to it."""

    prompt: Prompt
    text: str
    media: list[AboutMedia]
    elsewhere: list[Elsewhere]

    @property
    def standing(self) -> list[Elsewhere]:
        """What came from elsewhere and waits for the person, or was made their own."""
        return [one for one in self.elsewhere if one.choice != AboutChoice.Choice.SET_ASIDE]

    @property
    def put_aside(self) -> list[Elsewhere]:
        return [one for one in self.elsewhere if one.choice == AboutChoice.Choice.SET_ASIDE]


@dataclass(frozen=True)
class About:
    """The person's About Me (None when nothing is written yet), and its prompts in the standard's order."""

    own: AboutMe | None
    entries: list[Entry]

    def entry(self, prompt: str) -> Entry:
        return next(entry for entry in self.entries if entry.prompt == prompt)


def about_of(person: Person) -> About:
    """Four statements: their own, media, what came from elsewhere, what they decided about that."""
    own = AboutMe.objects.filter(person=person).select_related("written_by").first()
    media = list(AboutMedia.objects.filter(person=person, removed_at=None))
    recorded = list(RecordedAboutMe.objects.filter(person=person).select_related("source").order_by("-said_on", "pk"))
    chosen = AboutChoice.objects.filter(person=person).values_list("recorded_id", "prompt", "choice")
    choices = {(key, prompt): choice for key, prompt, choice in chosen}
    return About(own, [_entry(prompt, own, media, recorded, choices) for prompt in Prompt])


def _entry(prompt: Prompt, own: AboutMe | None, media: list, recorded: list, choices: dict) -> Entry:
    return Entry(
        prompt=prompt,
        text=getattr(own, prompt, ""),
        media=[one for one in media if one.prompt == prompt],
        elsewhere=[
            Elsewhere(row, row.said[prompt], choices.get((row.pk, prompt.value), ""))
            for row in recorded
            if prompt in row.said
        ],
    )
