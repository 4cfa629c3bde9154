"""Peer support: volunteers who have lived with it themselves, whom they walk beside, and who looks after them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import contact, identity, plain, social, words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

COORDINATORS = ("link_worker", "coach")


@follow
class PeerSupporter(Written):
    """A volunteer: what was checked, what they learnt, when they can, what they have lived with, how many they take.

    Read by the volunteer and by those who look after volunteers at the organisation, and by nobody else.
    """

    class State(models.TextChoices):
        APPLIED = "applied", "Getting ready"
        READY = "ready", "Ready"
        RESTING = "resting", "Having a rest"
        ENDED = "ended", "No longer a peer supporter"

    held_by = (("organisation_id", COORDINATORS),)
    own_reads = "user_id"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    user = models.OneToOneField(User, models.CASCADE, related_name="peer_supporter")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="peer_supporters")
    state = plain(models.CharField(max_length=10, choices=State, default=State.APPLIED))
    dbs_on = plain(models.DateField("criminal record (DBS) check seen on", null=True, blank=True))
    references_on = plain(models.DateField("two references seen on", null=True, blank=True))
    agreed_on = plain(models.DateField("boundaries and safeguarding agreed on", null=True, blank=True))
    trained_on = plain(models.DateField("training finished on", null=True, blank=True))
    availability = plain(ArrayField(models.CharField(max_length=10), verbose_name="codes of peers.yaml", default=list))
    languages = social(ArrayField(models.CharField(max_length=20), verbose_name="languages (BCP 47)", default=list))
    lived_with = social(ArrayField(models.CharField(max_length=40), verbose_name="condition groups", default=list))
    interests = words(models.CharField(max_length=500, blank=True, db_default=""))
    outward_code = plain(models.CharField("first half of the postcode", max_length=5, blank=True, db_default=""))
    most = plain(models.SmallIntegerField("how many people at once", default=3))

    class Meta:
        ordering = ["user__name"]
        constraints = [models.CheckConstraint(condition=Q(most__range=(1, 20)), name="peer_supporter_most")]


@follow
class PeerMatch(PersonRow, Written):
    """A peer supporter and a person, once both have said yes. The volunteer reads this row and no record."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Both are asked"
        STARTED = "started", "Under way"
        DECLINED = "declined", "One of them said no"
        ENDED = "ended", "Ended"

    section = Section.REFERRALS
    held_by = (("organisation_id", COORDINATORS),)
    own_reads = "peer_user_id"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    peer = models.ForeignKey(PeerSupporter, models.PROTECT, related_name="matches")
    peer_user = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = plain(models.CharField(max_length=10, choices=State, default=State.PROPOSED))
    first_name = identity(models.CharField(max_length=100))
    contact = contact(models.CharField("as the person agreed", max_length=254, blank=True, db_default=""))
    hopes = words(models.TextField("what they would like, as they agreed", blank=True, db_default=""))
    why = plain(ArrayField(models.CharField(max_length=200), verbose_name="why these two", default=list))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    person_said_yes_at = models.DateTimeField(null=True)
    peer_said_yes_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    next_contact_on = plain(models.DateField(null=True))
    ended_at = models.DateTimeField(null=True)
    ended_because = words(models.CharField(max_length=500, blank=True, db_default=""))

    class Meta:
        ordering = ["next_contact_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["proposed", "started"]), name="one_peer_at_a_time"
            )
        ]


@follow
class PeerContact(PersonRow, Written):
    """One contact of a peer supporter with a person, in a line or two; a worry in it reaches a coordinator at once."""

    section = Section.REFERRALS
    held_by = (("organisation_id", COORDINATORS),)
    own_reads = "by_id"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    match = models.ForeignKey(PeerMatch, models.CASCADE, related_name="contacts")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    minutes = plain(models.SmallIntegerField(null=True, blank=True))
    note = words(models.TextField(blank=True, db_default=""))
    worry = words(models.TextField("something that a coordinator must know", blank=True, db_default=""))
    worry_seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]


@follow
class Supervision(Written):
    """A talk of a coordinator with a peer supporter about how it goes for them."""

    held_by = (("organisation_id", COORDINATORS),)
    own_reads = "user_id"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    peer = models.ForeignKey(PeerSupporter, models.CASCADE, related_name="supervisions")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = plain(models.DateField())
    note = words(models.TextField())
    next_on = plain(models.DateField(null=True, blank=True))

    class Meta:
        ordering = ["-on", "-pk"]
