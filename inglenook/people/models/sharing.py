"""Whom a person lets in, who cares for them, and who has looked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.core.privacy import plain, social, words
from inglenook.core.roles import GRANTABLE, ROLE_CHOICES, Section

from .history import follow
from .person import PersonRow, Written


class GrantQuerySet(models.QuerySet):
    def current(self):
        now = clock.now()
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now), started_at__lte=now)


@follow
class Grant(PersonRow, Written):
    """The person's permission to a carer: these sections, from then until then. Ended, never deleted."""

    section = Section.SHARING
    own_reads = "carer_id"

    carer = models.ForeignKey(User, models.CASCADE, related_name="grants")
    relationship = social(models.CharField(max_length=100))
    sections = plain(
        ArrayField(models.CharField(max_length=20, choices=[(s.value, s.value) for s in GRANTABLE]), default=list)
    )
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "carer"], condition=Q(ended_at=None), name="grant_once")
        ]


@follow
class CareTeamMember(PersonRow, Written):
    """A professional on whose caseload the person is, in a role."""

    section = Section.SHARING
    own_reads = "user_id"

    user = models.ForeignKey(User, models.CASCADE, related_name="caseload")
    role = plain(models.CharField(max_length=30, choices=ROLE_CHOICES))
    is_named_professional = models.BooleanField(default=False, db_default=False)
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user", "role"], condition=Q(ended_at=None), name="care_team_once"
            )
        ]


class Look(PersonRow):
    """One viewing of a person's record: who, when, why, what. Added, never changed."""

    section = Section.SHARING
    own_adds = "viewer_id"
    append_only = True

    viewer = models.ForeignKey(User, models.PROTECT, related_name="looks")
    viewer_role = plain(models.CharField(max_length=100))
    at = models.DateTimeField(db_default=Now())
    reason = words(models.CharField("why, in words the person can read", max_length=200))
    what = plain(models.CharField("the page", max_length=100))

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="look_by_person")]
        ordering = ["-at"]
