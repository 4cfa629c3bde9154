"""About Me, as the PRSB standard 2.01 has it: seven prompts in the person's own words, who helped, when, and media."""

import uuid

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inglenook.core.privacy import plain, words
from inglenook.core.roles import Section

from .history import follow
from .person import Person, PersonRow, Written
from .record import Recorded, once


class Prompt(models.TextChoices):
    """The standard's prompts; each is a field of `AboutWords` by the same name."""

    IMPORTANT = "important", _("What is most important to me")
    PEOPLE = "people", _("People who are important to me")
    COMMUNICATION = "communication", _("How I communicate and how to communicate with me")
    WELLNESS = "wellness", _("My wellness")
    DO_AND_DO_NOT = "do_and_do_not", _("Please do and please do not")
    SUPPORT = "support", _("How and when to support me")
    WORTH_KNOWING = "worth_knowing", _("Also worth knowing about me")


CODES = {  # SNOMED CT, from the value sets of the standard
    Prompt.IMPORTANT: "1515861000000103",
    Prompt.PEOPLE: "1515871000000105",
    Prompt.COMMUNICATION: "1515881000000107",
    Prompt.WELLNESS: "1515891000000109",
    Prompt.DO_AND_DO_NOT: "1515901000000105",
    Prompt.SUPPORT: "1515911000000107",
    Prompt.WORTH_KNOWING: "1515921000000101",
}


class AboutWords(models.Model):
    """What the person says to each prompt, who helped them to write it, and the day it was last changed."""

    important = words(models.TextField(blank=True, db_default=""))
    people = words(models.TextField(blank=True, db_default=""))
    communication = words(models.TextField(blank=True, db_default=""))
    wellness = words(models.TextField(blank=True, db_default=""))
    do_and_do_not = words(models.TextField(blank=True, db_default=""))
    support = words(models.TextField(blank=True, db_default=""))
    worth_knowing = words(models.TextField(blank=True, db_default=""))
    helped_by = words(models.CharField("supported to write this by", max_length=300, blank=True, db_default=""))
    said_on = plain(models.DateField("date last updated", null=True, blank=True))

    class Meta:
        abstract = True

    @property
    def said(self) -> dict[Prompt, str]:
        """The prompts that have words, in the standard's order."""
        return {prompt: text for prompt in Prompt if (text := getattr(self, prompt))}


@follow
class AboutMe(PersonRow, Written, AboutWords):
    """The person's own. Former states are in its history."""

    section = Section.ABOUT

    person = models.OneToOneField(Person, models.CASCADE, related_name="about_me")

    class Meta:
        verbose_name_plural = "about me"


@follow
class RecordedAboutMe(Recorded, AboutWords):
    """An About Me that came from elsewhere. Stands beside the person's own; never replaces it."""

    section = Section.RECORD

    class Meta:
        verbose_name_plural = "recorded about me"
        constraints = [once("recorded_about_me_source_key_once")]
        indexes = [models.Index(fields=["person"], name="recorded_about_me_by_person")]


@follow
class AboutChoice(PersonRow, Written):
    """What the person decided about one prompt of an About Me from elsewhere: made it theirs, or set it aside."""

    class Choice(models.TextChoices):
        ADOPTED = "adopted", _("Made my own")
        SET_ASIDE = "set_aside", _("Set aside")

    section = Section.ABOUT

    recorded = models.ForeignKey(RecordedAboutMe, models.CASCADE, related_name="choices")
    prompt = plain(models.CharField(max_length=20, choices=Prompt))
    choice = plain(models.CharField(max_length=10, choices=Choice))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recorded", "prompt"], name="about_choice_once")]


@follow
class AboutMedia(PersonRow, Written):
    """A photo, recording or film that says something to one prompt. `url` where it lies elsewhere and not here."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        AUDIO = "audio", _("Recording")
        VIDEO = "video", _("Film")

    section = Section.ABOUT

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    prompt = plain(models.CharField(max_length=20, choices=Prompt))
    kind = plain(models.CharField(max_length=10, choices=Kind))
    file = words(models.FileField(max_length=200, blank=True, db_default=""))
    file_name = words(models.CharField("as it was called", max_length=200, blank=True, db_default=""))
    media_type = plain(models.CharField("MIME type", max_length=100, blank=True, db_default=""))
    url = words(models.URLField(max_length=500, blank=True, db_default=""))
    bytes = plain(models.PositiveBigIntegerField(default=0, db_default=0))
    caption = words(models.CharField("what it shows", max_length=500, blank=True, db_default=""))
    transcript = words(models.TextField("what is said in it", blank=True, db_default=""))
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name_plural = "about media"
