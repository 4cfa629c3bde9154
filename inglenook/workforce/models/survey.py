"""Team surveys: what is asked, who was invited, and what came back, kept so that the two cannot be joined.

`Invitation`, `Draft` and `Sheet` are opened by background work alone. No row of theirs points to another, none carries
a time, and both invitations and sheets are laid anew in random order, so that neither a key nor a place in the table
says which answers came from whom (docs/decisions/0028).
"""

import uuid
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import Organisation, User
from inglenook.core.privacy import contact, plain, secret, words

KEEPERS = ("manager", "commissioner")


class Survey(models.Model):
    """One run of a questionnaire in an organisation. What it asks is fixed once it has opened."""

    class Mode(models.TextChoices):
        OPEN = "open", "One link for everybody, without names"
        INVITED = "invited", "An invitation each, which answers once"

    public = True
    kept_by = KEEPERS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="surveys")
    title = plain(models.CharField(max_length=200))
    asks = plain(models.JSONField("questionnaire, as survey/rules.py has it"))
    mode = plain(models.CharField(max_length=10, choices=Mode, default=Mode.INVITED))
    link = plain(models.CharField("what the shared address ends in", max_length=40, blank=True, db_default=""))
    repeats = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="repeated_by")
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField("when the last answer was in and results may be seen", null=True)
    remind_after = plain(models.SmallIntegerField("days between reminders; 0 for none", default=7))
    cherries = plain(models.JSONField("what the manager says for the CHERRIES appendix", default=dict))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = [F("opens_at").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at__gte=F("opens_at")), name="survey_closes_after_it_opens"
            ),
            models.UniqueConstraint(fields=["link"], condition=~Q(link=""), name="survey_link_once"),
        ]

    def __str__(self):
        return self.title

    @property
    def last_day(self) -> date:
        """The last day on which it is open: one that runs to its end closes at midnight."""
        return timezone.localdate(self.closes_at - timedelta(minutes=1))

    @property
    def state(self) -> str:
        """Making, waiting for its day, open, closing (whoever had begun may still end), or closed."""
        now = clock.now()
        if self.opens_at is None:
            return "making"
        if self.counted_at:
            return "closed"
        if now < self.opens_at:
            return "waiting"
        return "open" if now < self.closes_at else "closing"


class Tally(models.Model):
    """How often a survey's first page was opened and how many began: counts, and no row for anybody."""

    inner = True

    survey = models.OneToOneField(Survey, models.CASCADE, primary_key=True, related_name="tally")
    opened = plain(models.IntegerField(default=0))
    began = plain(models.IntegerField(default=0))
    laid = plain(models.IntegerField("sheets when they were last laid anew", default=0))


class Invitation(models.Model):
    """Somebody may answer once. Says that they have, never when or what; only the links' digests are kept."""

    inner = True

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    address = contact(models.EmailField())
    digests = secret(ArrayField(models.CharField(max_length=64), default=list))
    is_opened = models.BooleanField(default=False, db_default=False)
    is_used = models.BooleanField(default=False, db_default=False)
    asked_on = plain(models.DateField("day of the invitation or of the last reminder", null=True))
    reminders = plain(models.SmallIntegerField(default=0, db_default=0))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "address"], name="invited_once")]


class Draft(models.Model):
    """Answers half-way. Whoever holds the link or the cookie finds them by its digest; nobody else can."""

    inner = True

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="drafts")
    digest = secret(models.CharField(max_length=64, unique=True))
    answers = words(models.JSONField(default=dict))
    language = plain(models.CharField(max_length=20, default="en"))
    seed = plain(models.IntegerField())
    touched_on = plain(models.DateField())


class Sheet(models.Model):
    """The answers of somebody who has sent them. `seed` says in which order they saw shuffled options."""

    inner = True

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets")
    answers = words(models.JSONField())
    language = plain(models.CharField(max_length=20))
    seed = plain(models.IntegerField())


class LearningStep(models.Model):
    """One thing that a team sets out to learn because a survey showed a gap."""

    public = True
    kept_by = KEEPERS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="steps")
    item = plain(models.CharField(max_length=100))
    option = plain(models.CharField(max_length=100))
    what = plain(models.CharField(max_length=300))
    who = plain(models.CharField("who sees to it, by name or role", max_length=100, blank=True, db_default=""))
    by_on = plain(models.DateField(null=True, blank=True))
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["by_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "item", "option"], name="learning_step_once")]
