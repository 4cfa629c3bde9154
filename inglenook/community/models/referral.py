"""Social prescribing: who asked for what for whom, every step of it, and the services a person was introduced to."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import contact, identity, plain, secret, social, words
from inglenook.core.roles import Section
from inglenook.kit.marking import marked
from inglenook.people.models import CareTeamMember, ListedRow, Person, PersonRow, follow
from inglenook.people.models.person import Written

from .directory import Service

LINK_WORKERS = ("link_worker",)


@follow
class Referral(ListedRow, Written):
    """Somebody asks a team of link workers to see a person. `state` is the newest of its steps.

    Until a link worker has matched what another agency wrote to a person on a list, `person` is empty and the columns
    `given_…` hold what was written. Whatever the state, somebody must do something by `act_by`.
    """

    class Way(models.TextChoices):
        CONVERSATION = "conversation", "From the planning talk"
        STAFF = "staff", "By a professional here"
        AGENCY = "agency", "By another agency"
        SELF = "self", "By the person"
        CARER = "carer", "By somebody who cares for them"

    section = Section.REFERRALS
    held_by = (("team_id", LINK_WORKERS),)

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="%(class)ss")
    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    team = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals")
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    state = plain(models.CharField("state, by its code in referral_states.yaml", max_length=30, default="received"))
    state_at = models.DateTimeField(db_default=Now())
    act_by = models.DateTimeField(null=True)
    next_at = models.DateTimeField("the next contact with the person", null=True, blank=True)
    way = plain(models.CharField(max_length=20, choices=Way))
    joined = models.ForeignKey(CareTeamMember, models.SET_NULL, null=True, blank=True, related_name="+")

    referrer = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    referrer_name = identity(models.CharField(max_length=200))
    referrer_role = plain(models.CharField(max_length=100, blank=True, db_default=""))
    referrer_service = plain(models.CharField(max_length=200, blank=True, db_default=""))
    referrer_organisation = plain(models.CharField(max_length=200, blank=True, db_default=""))
    referrer_contact = contact(models.CharField("where the word back goes", max_length=254, blank=True, db_default=""))
    referrer_told_at = models.DateTimeField(null=True)

    given_name = identity(models.CharField(max_length=200, blank=True, db_default=""))
    given_family_name = identity(models.CharField(max_length=200, blank=True, db_default=""))
    given_birth_date = identity(models.DateField(null=True, blank=True))
    given_nhs_number = identity(models.CharField(max_length=10, blank=True, db_default=""))
    given_phone = contact(models.CharField(max_length=40, blank=True, db_default=""))
    given_address = contact(models.CharField(max_length=500, blank=True, db_default=""))
    given_postcode = contact(models.CharField(max_length=20, blank=True, db_default=""))

    reason = words(models.TextField("what is asked for, in the words of whoever asks"))
    hopes = words(models.TextField("what the person hopes for, in their words", blank=True, db_default=""))
    barriers = social(ArrayField(models.CharField(max_length=40), verbose_name="codes of barriers", default=list))
    details = words(models.JSONField("adjustments, consent, social context and more: details.Details", default=dict))
    made_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["act_by", "pk"]
        indexes = [
            models.Index(fields=["team", "state", "act_by"], name="referral_by_team"),
            models.Index(fields=["owner"], condition=Q(closed_at=None), name="referral_open_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(given_family_name="") | ~Q(given_name=""),
                name="referral_of_somebody",
            )
        ]

    def __str__(self):
        return f"Referral {self.number}"

    @property
    def number(self) -> str:
        """What whoever made it may name it by: says nothing about anybody."""
        return self.ref.hex[:8].upper()

    @property
    def name(self) -> str:
        """Of whom it is, as it was written: known before anybody is matched."""
        return f"{self.given_name} {self.given_family_name}".strip()


class HeldRow(models.Model):
    """A row of a referral, seen by whoever sees the referral: its team's link workers, be a person matched or not."""

    section = Section.REFERRALS
    held_by = (("team_id", LINK_WORKERS),)

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="%(class)ss")
    team = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class ReferralStep(HeldRow):
    """One change of a referral's state. Added, never changed; a mistake is put right by a further step."""

    append_only = True

    state = plain(models.CharField(max_length=30))
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    act_by = models.DateTimeField(null=True)
    because = plain(models.CharField("reason, by its code", max_length=40, blank=True, db_default=""))
    snomed = plain(models.CharField("SNOMED CT code it is counted by", max_length=20, blank=True, db_default=""))
    note = words(models.TextField(blank=True, db_default=""))
    beyond_limit = plain(models.BooleanField("taken beyond the link worker's limit", default=False, db_default=False))

    class Meta:
        ordering = ["at", "pk"]


class ExtraSlots(models.Model):
    """A manager lets a link worker have more people than the limit, up to a day, and says why."""

    public = True
    kept_by = ("manager",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    slots = plain(models.SmallIntegerField())
    until = plain(models.DateField("last day"))
    because = plain(models.CharField(max_length=300))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["until", "pk"]
        constraints = [models.CheckConstraint(condition=Q(slots__range=(1, 60)), name="extra_slots")]


@follow
class Visit(HeldRow, Written):
    """One contact of a link worker with a person, all of it in one note: minutes, words, agreement, outcome."""

    class Way(models.TextChoices):
        PHONE = "phone", "Phone call"
        HOME = "home", "Home visit"
        SITE = "site", "At the practice or a community place"
        VIDEO = "video", "Video call"
        ALONG = "along", "Went along with them"
        NO_ANSWER = "no_answer", "Tried, no answer"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    way = plain(models.CharField(max_length=10, choices=Way))
    at = models.DateTimeField(db_default=Now())
    minutes = plain(models.SmallIntegerField(null=True, blank=True))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    discussed = words(models.TextField(blank=True, db_default=""))
    agreed = words(models.TextField(blank=True, db_default=""))
    next_at = models.DateTimeField("the next contact", null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__range=(0, 480)), name="visit_minutes")
        ]


class RiskNote(HeldRow):
    """A risk that whoever visits must know of, or that none is known. Read by staff alone: it may be about a carer."""

    section = Section.TASKS

    what = words(models.TextField("the risk; empty: none known", blank=True, db_default=""))
    comment = words(models.TextField(blank=True, db_default=""))
    began_on = plain(models.DateField(null=True, blank=True))
    ended_on = plain(models.DateField(null=True, blank=True))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "pk"]


@follow
class Concern(HeldRow, Written):
    """A safeguarding concern: who said what, who was told at once, how it ended. Never deleted.

    Read by staff alone, since it may be about somebody who may read the rest.
    """

    section = Section.TASKS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    what = words(models.TextField("what was seen or said"))
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    told = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closing_note = words(models.TextField(blank=True, db_default=""))

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closed_at=None) | ~Q(closing_note=""), name="concern_closed_with_a_note")
        ]


class WordBack(HeldRow):
    """What whoever made the referral is told at its end, and whether it has reached them."""

    class Way(models.TextChoices):
        EMAIL = "email", "E-mail"
        HERE = "here", "On their Today"
        MESSAGE = "message", "As the person is written to"
        BY_HAND = "by_hand", "The link worker tells them"

    section = Section.REFERRALS

    way = plain(models.CharField(max_length=10, choices=Way))
    subject = plain(models.CharField(max_length=200))
    text = words(models.TextField())
    made_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["way"], condition=Q(sent_at=None), name="word_back_waiting")]


@follow
class Introduction(PersonRow, Written):
    """A service is asked to take a person: a signpost with somebody at its other end.

    A charity reads this row and nothing else of the person, so it holds only what the person agreed to tell.
    """

    class State(models.TextChoices):
        SUGGESTED = "suggested", marked("Told the person about it")
        ASKED = "asked", marked("Asked the service")
        ACCEPTED = "accepted", marked("They can come")
        WAITING = "waiting", marked("On the waiting list")
        NOT_NOW = "not_now", marked("Not now")
        CAME = "came", marked("Came")
        DID_NOT_COME = "did_not_come", marked("Has not come")
        ENDED = "ended", marked("Ended")
        WITHDRAWN = "withdrawn", marked("Withdrawn")

    OVER = (State.NOT_NOW, State.ENDED, State.WITHDRAWN, State.DID_NOT_COME)  # they may be introduced once more

    section = Section.REFERRALS
    held_by = (("organisation_id", ("charity",)), ("team_id", LINK_WORKERS))

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    team = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="introductions")
    service = models.ForeignKey(Service, models.PROTECT, related_name="introductions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="introductions")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = plain(models.CharField(max_length=20, choices=State, default=State.SUGGESTED))
    state_at = models.DateTimeField(db_default=Now())
    answer_by = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    first_name = identity(models.CharField(max_length=100))
    contact = contact(models.CharField("as the person agreed", max_length=254, blank=True, db_default=""))
    need = words(models.TextField("what they would like, as they agreed"))
    access = words(models.TextField(blank=True, db_default=""))
    safety = words(models.TextField(blank=True, db_default=""))
    with_somebody = plain(models.BooleanField("a link worker goes along the first time", default=False))
    words_back = words(models.TextField(blank=True, db_default=""))
    link = secret(models.CharField("digest of the one-time link", max_length=64, blank=True, db_default=""))
    link_ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-state_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "state"], name="introduction_by_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "service"],
                condition=~Q(state__in=["not_now", "ended", "withdrawn", "did_not_come"]),
                name="introduced_once",
            )
        ]
