"""A decision that a person and a professional make together: options with what speaks for and against each.

Holds what the Professional Record Standards Body's Shared Decision Making standard 1.0 asks for; which element is where
stands in `planning/data/prsb_shared_decision.csv`.
"""

import uuid

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import clinical, identity, plain, social, words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

from .conversation import Conversation
from .plan import Plan

REF = {"default": uuid.uuid4, "db_default": Func(function="gen_random_uuid"), "unique": True}
MAYBE = {"blank": True, "default": "", "db_default": ""}


@follow
class SharedDecision(PersonRow, Written):
    """What is to be decided, what matters to the person about it, which way they lean, and what both agreed.

    Nothing is decided while it is in progress. Agreed, it can be talked about again; its former states stay.
    """

    class Status(models.TextChoices):
        IN_PROGRESS = "in_progress", "Not decided yet"
        VALID = "valid", "Decided"
        CANCELLED = "cancelled", "No longer asked"

    section = Section.PLAN

    ref = models.UUIDField(**REF)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="decisions")
    grid = plain(models.CharField("prepared grid it was made from", max_length=60, **MAYBE))
    grid_dated = plain(models.DateField("which edition of the grid", null=True))
    about = words(models.CharField("what is to be decided", max_length=300))
    problem = clinical(models.CharField("the problem it is about", max_length=300, **MAYBE))
    problem_code = clinical(models.CharField("SNOMED CT code of the problem", max_length=30, **MAYBE))
    status = plain(
        models.CharField(max_length=20, choices=Status, default=Status.IN_PROGRESS, db_default=Status.IN_PROGRESS)
    )
    prepared_with = words(models.TextField("what was given to read or watch before", **MAYBE))
    questions = words(models.TextField("what the person wants to ask", **MAYBE))
    to_explain = words(models.TextField("what the professional wants to go through", **MAYBE))
    matters = words(models.TextField("what matters to the person", **MAYBE))
    in_own_hand = models.BooleanField("the person wrote this themselves", default=False, db_default=False)
    leaning = models.ForeignKey("Option", models.SET_NULL, null=True, blank=True, related_name="+")
    sure = words(models.SmallIntegerField("how sure of that", null=True, blank=True))
    sure_from = plain(models.SmallIntegerField(default=0, db_default=0))
    sure_to = plain(models.SmallIntegerField(default=10, db_default=10))
    choice = models.ForeignKey("Option", models.SET_NULL, null=True, blank=True, related_name="+")
    decided = words(models.TextField("what was decided, in words", **MAYBE))
    decided_at = models.DateTimeField(null=True)
    decided_with = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_by = words(models.CharField("who decided for the person, in words", max_length=300, **MAYBE))
    review_on = plain(models.DateField("when it is looked at again", null=True, blank=True))
    issue = words(models.CharField("what made it hard to decide", max_length=200, **MAYBE))
    issue_code = clinical(models.CharField(max_length=30, **MAYBE))
    issue_details = words(models.TextField(**MAYBE))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(about=""), name="decision_is_about_something"),
            models.CheckConstraint(
                condition=Q(sure=None) | Q(sure__range=(F("sure_from"), F("sure_to"))), name="sure_on_its_scale"
            ),
            models.CheckConstraint(
                condition=~Q(status="valid") | Q(decided_at__isnull=False), name="decided_has_its_day"
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.status == self.Status.IN_PROGRESS


@follow
class Option(PersonRow, Written):
    """One way that could be taken, of a grid or in the person's own words."""

    section = Section.PLAN

    ref = models.UUIDField(**REF)
    decision = models.ForeignKey(SharedDecision, models.CASCADE, related_name="options")
    name = words(models.CharField(max_length=300))
    code = clinical(models.CharField("SNOMED CT code", max_length=30, **MAYBE))
    means = words(models.TextField("what it means day by day", **MAYBE))
    by_person = models.BooleanField("the person thought of it", default=False, db_default=False)
    position = plain(models.SmallIntegerField(default=0, db_default=0))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="option_has_a_name")]


@follow
class OptionEffect(PersonRow, Written):
    """A benefit or a harm of an option, with its source. `of_100` is how many of a hundred people it comes to."""

    class Kind(models.TextChoices):
        BENEFIT = "benefit", "Benefit"
        HARM = "harm", "Harm"

    section = Section.PLAN

    ref = models.UUIDField(**REF)
    option = models.ForeignKey(Option, models.CASCADE, related_name="effects")
    kind = plain(models.CharField(max_length=10, choices=Kind))
    text = clinical(models.TextField())
    code = clinical(models.CharField("SNOMED CT code", max_length=30, **MAYBE))
    of_100 = clinical(models.SmallIntegerField(null=True, blank=True))
    source = plain(models.CharField("where this is from", max_length=300))
    position = plain(models.SmallIntegerField(default=0, db_default=0))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="effect_has_a_source"),
            models.CheckConstraint(condition=Q(of_100=None) | Q(of_100__range=(0, 100)), name="effect_of_a_hundred"),
        ]


@follow
class DecisionPerson(PersonRow, Written):
    """Somebody who takes part in the decision beside the two who talk."""

    section = Section.PLAN

    ref = models.UUIDField(**REF)
    decision = models.ForeignKey(SharedDecision, models.CASCADE, related_name="people")
    name = identity(models.CharField(max_length=200))
    relationship = social(models.CharField(max_length=100, **MAYBE))
    relationship_kind = social(models.CharField("kind of relationship", max_length=100, **MAYBE))
    role = social(models.CharField(max_length=100, **MAYBE))


@follow
class DecisionTalk(PersonRow, Written):
    """One contact in which the decision was spoken about; that of a planning conversation is made from it."""

    section = Section.PLAN

    ref = models.UUIDField(**REF)
    decision = models.ForeignKey(SharedDecision, models.CASCADE, related_name="talks")
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    seen_by = words(models.CharField("who saw the person", max_length=200))
    seen_by_role = plain(models.CharField(max_length=200, **MAYBE))
    responsible = words(models.CharField("responsible professional", max_length=200, **MAYBE))
    responsible_role = plain(models.CharField(max_length=200, **MAYBE))
    others_present = words(models.CharField("other professionals, with their roles", max_length=500, **MAYBE))
    accompanied_by = social(models.CharField("who came with the person", max_length=500, **MAYBE))
    interpreter = social(models.CharField("use of an interpreter", max_length=200, **MAYBE))
    place = plain(models.CharField(max_length=200, **MAYBE))
    place_code = plain(models.CharField(max_length=30, **MAYBE))
    place_kind = plain(models.CharField("kind of place", max_length=100, **MAYBE))
    kind = plain(models.CharField("kind of contact", max_length=100, **MAYBE))
    kind_code = plain(models.CharField(max_length=30, **MAYBE))
    way = plain(models.CharField("how they met", max_length=100, **MAYBE))
    specialty = plain(models.CharField(max_length=100, **MAYBE))
    was_recorded = plain(models.BooleanField("recorded in sound or picture", null=True))
    recording_agreed = words(models.CharField("what the person agreed to about the recording", max_length=300, **MAYBE))
    recording_at = plain(models.CharField("where the recording is", max_length=500, **MAYBE))

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "conversation"], name="talk_of_a_decision_once")]


@follow
class DecisionPaper(PersonRow, Written):
    """A decision support tool that was used, or a consent form that was signed: what it is and where it lies."""

    class Kind(models.TextChoices):
        TOOL = "tool", "Decision aid"
        CONSENT = "consent", "Consent form"

    section = Section.PLAN

    ref = models.UUIDField(**REF)
    decision = models.ForeignKey(SharedDecision, models.CASCADE, related_name="papers")
    kind = plain(models.CharField(max_length=10, choices=Kind))
    name = plain(models.CharField(max_length=300))
    code = plain(models.CharField("SNOMED CT code", max_length=30, **MAYBE))
    identifier = plain(models.CharField(max_length=200, **MAYBE))
    type = plain(models.CharField("what sort it is", max_length=100, **MAYBE))
    place = plain(models.CharField("where it lies", max_length=500, **MAYBE))
    media_type = plain(models.CharField("MIME type", max_length=100, **MAYBE))


@follow
class DecisionWithheld(PersonRow, Written):
    """What the person was not told, or not yet, and why: the one thing about a decision that they do not read."""

    section = Section.TASKS

    decision = models.OneToOneField(SharedDecision, models.CASCADE, related_name="withheld")
    is_withheld = plain(models.BooleanField("something is kept from the person", default=False, db_default=False))
    because = words(models.TextField("why it is kept from them", **MAYBE))
    legal_advice = words(models.TextField("legal advice sought", **MAYBE))
    still_to_share = words(models.TextField("what they are still to be told", **MAYBE))
    not_now_because = words(models.TextField("why not now", **MAYBE))
    share_when = words(models.CharField("when they can be told", max_length=200, **MAYBE))
