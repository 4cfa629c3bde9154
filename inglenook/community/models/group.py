"""Groups that meet: a course, a walk, a table of friends; who has a place, who waits, who came."""

import uuid

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import identity, plain, words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

from .directory import Service, Site
from .referral import Introduction

LEADERS = ("charity", "coach", "gp", "link_worker", "nurse")


class Group(models.Model):
    """A group that meets several times, with so many places. Listed in the directory when it has a `service`."""

    class Kind(models.TextChoices):
        COURSE = "course", "Course with a beginning and an end"
        ACTIVITY = "activity", "Activity (walking, singing, gardening)"
        PEERS = "peers", "People with the same condition"
        ONLINE = "online", "Online room"

    public = True
    kept_by = LEADERS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="groups")
    leader = models.ForeignKey(User, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="groups")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = plain(models.CharField(max_length=10, choices=Kind))
    title = plain(models.CharField(max_length=200))
    about = plain(models.TextField(blank=True, db_default=""))
    venue = plain(models.CharField("where, in words", max_length=300, blank=True, db_default=""))
    access = plain(models.CharField("steps, toilets, hearing loop, parking", max_length=500, blank=True, db_default=""))
    transport = plain(models.CharField("how to get there; lifts", max_length=500, blank=True, db_default=""))
    online = plain(models.URLField("address of the online room, for those who have a place", blank=True, db_default=""))
    places = plain(models.SmallIntegerField(default=12))
    is_open = plain(models.BooleanField("people may take a place themselves", default=True))
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=Q(places__range=(1, 500)), name="group_places")]

    def __str__(self):
        return self.title


class Meeting(models.Model):
    """One time that a group meets."""

    public = True
    kept_by = LEADERS

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes = plain(models.SmallIntegerField(default=90))
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["group", "starts_at"], name="meeting_once")]


@follow
class Place(PersonRow, Written):
    """A person's place in a group, or their wish for one. A charity that runs the group reads this and no record."""

    class State(models.TextChoices):
        WAITING = "waiting", "On the waiting list"
        OFFERED = "offered", "Offered a place"
        JOINED = "joined", "Has a place"
        COMPLETED = "completed", "Finished the course"
        LEFT = "left", "Left"

    section = Section.REFERRALS
    held_by = (("organisation_id", LEADERS),)

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="taken")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    introduction = models.OneToOneField(Introduction, models.SET_NULL, null=True, related_name="place")
    state = plain(models.CharField(max_length=10, choices=State))
    state_at = models.DateTimeField(db_default=Now())
    asked_at = models.DateTimeField(db_default=Now())
    offered_until = models.DateTimeField(null=True)
    first_name = identity(models.CharField(max_length=100))
    needs = words(models.CharField("what helps them to take part, as they agreed", max_length=500, db_default=""))
    wants_lift = models.BooleanField(default=False, db_default=False)
    outcome = words(models.TextField("what it did for them, in their words", blank=True, db_default=""))

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"], condition=~Q(state__in=["left", "completed"]), name="place_once"
            )
        ]
        indexes = [models.Index(fields=["group", "state", "asked_at"], name="place_by_group")]


@follow
class Attendance(PersonRow, Written):
    """Whether somebody with a place came to one meeting."""

    class Came(models.TextChoices):
        YES = "yes", "Came"
        NO = "no", "Did not come"
        SAID_SO = "said_so", "Could not come and said so"

    section = Section.REFERRALS
    held_by = (("organisation_id", LEADERS),)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, related_name="attendances")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    came = plain(models.CharField(max_length=10, choices=Came))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "meeting"], name="attendance_once")]
