"""Writing About Me, taking over or setting aside what came from elsewhere, adding media and taking it away."""

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User

from ..actions import UNDO_FOR, TooLate
from ..models import AboutChoice, AboutMe, AboutMedia, Person, RecordedAboutMe
from ..models.about import Prompt
from .media import Taken

MOST_MEDIA = 30  # of one person


class TooMany(Exception):
    """The person has as much media here as one person may. The message is fit to be shown."""


class WroteMeanwhile(Exception):
    """Somebody else wrote to the same prompt since it was read. `now` is what stands there."""

    def __init__(self, now: str):
        super().__init__("Somebody changed this while you were writing. Both are below: keep what is right.")
        self.now = now


@transaction.atomic
def write(
    *, person: Person, prompt: Prompt, text: str, by: User, helped_by: str = "", was: str | None = None
) -> AboutMe:
    """Keep the person's words to one prompt; what it said before stays in the history.

    `was` is what the writer saw. Raises WroteMeanwhile when something else stands there by now.
    """
    about = AboutMe.objects.select_for_update().filter(person=person).first()
    about = about or AboutMe(person=person, **dict.fromkeys(Prompt.values, ""))
    now = getattr(about, prompt)
    if was is not None and now not in (was, text):
        raise WroteMeanwhile(now)
    setattr(about, prompt, text)
    about.helped_by, about.said_on, about.written_by = helped_by, clock.today(), by
    about.save()
    return about


@transaction.atomic
def adopt(*, recorded: RecordedAboutMe, prompt: Prompt, by: User) -> AboutMe:
    """Make what came from elsewhere the person's own, to be changed as they like; the original stays as it is."""
    _choose(recorded, prompt, AboutChoice.Choice.ADOPTED, by)
    helped = {"helped_by": about.helped_by} if (about := AboutMe.objects.filter(person=recorded.person).first()) else {}
    return write(person=recorded.person, prompt=prompt, text=getattr(recorded, prompt), by=by, **helped)


def set_aside(*, recorded: RecordedAboutMe, prompt: Prompt, by: User) -> None:
    """Say that it does not speak for the person; it stays in the record and says so."""
    _choose(recorded, prompt, AboutChoice.Choice.SET_ASIDE, by)


def undo_choice(*, recorded: RecordedAboutMe, prompt: Prompt) -> None:
    """Let it stand beside the person's own again. What they made of it meanwhile is theirs and stays."""
    AboutChoice.objects.filter(recorded=recorded, prompt=prompt).delete()


def _choose(recorded: RecordedAboutMe, prompt: Prompt, choice: str, by: User) -> None:
    chosen = {"person": recorded.person, "choice": choice, "written_by": by}
    AboutChoice.objects.update_or_create(recorded=recorded, prompt=prompt, defaults=chosen)


@transaction.atomic
def show(*, person: Person, prompt: Prompt, taken: Taken, by: User, caption: str, transcript: str = "") -> AboutMedia:
    """Keep a photo, recording or film that was looked at and made safe. Raises TooMany."""
    if AboutMedia.objects.filter(person=person, removed_at=None).count() >= MOST_MEDIA:
        raise TooMany(f"You have {MOST_MEDIA} photos and recordings here. Take one away to add another.")
    media = AboutMedia(person=person, prompt=prompt, kind=taken.kind, media_type=taken.media_type, written_by=by)
    media.file_name, media.caption, media.transcript = taken.name, caption, transcript
    media.bytes = taken.file.size
    media.file.save(f"about/{media.ref}{taken.ending}", taken.file, save=False)
    try:
        media.save()
    except Exception:
        media.file.delete(save=False)  # no row, no file
        raise
    return media


@transaction.atomic
def put_away(*, media: AboutMedia, by: User) -> None:
    """Take it away from every page; it can be put back for a day."""
    media.removed_at, media.written_by = clock.now(), by
    media.save(update_fields=["removed_at", "written_by", "written_at"])


@transaction.atomic
def undo_put_away(*, media: AboutMedia, by: User) -> None:
    """Put it back. Raises TooLate when the day is over."""
    if not media.removed_at or clock.now() - media.removed_at > UNDO_FOR:
        raise TooLate("It is too long ago to undo. You can add it again.")
    media.removed_at, media.written_by = None, by
    media.save(update_fields=["removed_at", "written_by", "written_at"])


def clear_away() -> int:
    """Delete for good the files of what was taken away more than a day ago; how many. Call while working."""
    gone = AboutMedia.objects.filter(removed_at__lt=clock.now() - UNDO_FOR).exclude(file="")
    for media in gone:
        media.file.delete(save=False)
    return gone.update(file="", bytes=0)
