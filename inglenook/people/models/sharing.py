"""Whom a person lets in, who cares for them, and who has looked."""

import uuid
from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Now

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.core.privacy import clinical, contact, identity, plain, secret, social, words
from inglenook.core.roles import ADULT_AT, GRANTABLE, ROLE_CHOICES, YOUNG_CARER_READS, Section

from .history import follow
from .person import PersonRow, Written


class GrantQuerySet(models.QuerySet):
    def current(self):
        now = clock.now()
        open_ended = Q(ended_at=None) | Q(ended_at__gt=now)
        return self.filter(open_ended, Q(until=None) | Q(until__gt=now), started_at__lte=now)

    def letting(self, section: Section, *, write: bool = False):
        """Grants that open this section now, as the policies of the database do, to read it or to write in it."""
        found = self.current().filter(sections__contains=[section])
        if write:
            return found.filter(self._adult(), may_write=True)
        return found if section in YOUNG_CARER_READS else found.filter(self._adult())

    def adults(self):
        """Those whose carer is of age, as far as is known."""
        return self.filter(self._adult())

    @staticmethod
    def _adult() -> Q:
        """As the policies of the database have it, which work the day out."""
        ago = f"((%(expressions)s)::date - interval '{ADULT_AT} years')::date"
        latest = Func(Value(clock.today(), models.DateField()), template=ago, output_field=models.DateField())
        return Q(carer_born_on=None) | Q(carer_born_on__lte=latest)


@follow
class Grant(PersonRow, Written):
    """The permission of a carer: these sections, from then until then. Ended, never deleted.

    The person gave it, or a member of staff registered whoever speaks for them (`Representative`).
    """

    section = Section.SHARING
    own_reads = "carer_id"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    carer = models.ForeignKey(User, models.CASCADE, related_name="grants")
    relationship = social(models.CharField(max_length=100))
    sections = plain(
        ArrayField(models.CharField(max_length=20, choices=[(s.value, s.value) for s in GRANTABLE]), default=list)
    )
    may_write = models.BooleanField("may write for the person in these", default=True, db_default=True)
    carer_born_on = identity(models.DateField("the carer's date of birth, asked while under 18", null=True, blank=True))
    started_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField("agreed to last until", null=True, blank=True)
    ended_at = models.DateTimeField("ended before that", null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "carer"], condition=Q(ended_at=None), name="grant_once")
        ]

    @property
    def is_young(self) -> bool:
        """Whether the carer is not of age yet."""
        return bool(self.carer_born_on) and self.adult_on > clock.today()

    @property
    def adult_on(self) -> date:
        return self.carer_born_on + relativedelta(years=ADULT_AT)

    @property
    def is_current(self) -> bool:
        now = clock.now()
        return self.started_at <= now and all(end is None or end > now for end in (self.until, self.ended_at))

    @property
    def seen_sections(self) -> list[str]:
        """What the carer reads as things are."""
        return [s for s in self.sections if not self.is_young or s in YOUNG_CARER_READS]


@follow
class Invitation(PersonRow, Written):
    """The person asks somebody to be let in: the link goes by e-mail or text or is printed, and opens once."""

    class Way(models.TextChoices):
        EMAIL = "email", "By email"
        TEXT = "text", "By text message"
        PRINT = "print", "On paper"

    section = Section.SHARING

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    name = identity(models.CharField(max_length=200))
    relationship = social(models.CharField(max_length=100))
    way = plain(models.CharField(max_length=10, choices=Way))
    address = contact(models.CharField("e-mail address or mobile number", max_length=254, blank=True, db_default=""))
    sections = plain(ArrayField(models.CharField(max_length=20), default=list))
    may_write = models.BooleanField(default=False, db_default=False)
    days = plain(models.SmallIntegerField("lasts so many days once taken up; null: until ended", null=True))
    token_digest = secret(models.CharField(max_length=64, unique=True))
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    grant = models.OneToOneField(Grant, models.SET_NULL, null=True, related_name="invitation")

    class Meta:
        ordering = ["-made_at"]

    @property
    def state(self) -> str:
        """How it stands: used, withdrawn, expired or open."""
        if self.used_at or self.withdrawn_at:
            return "used" if self.used_at else "withdrawn"
        return "open" if self.expires_at > clock.now() else "expired"


@follow
class Representative(PersonRow, Written):
    """Somebody who may decide for a person who lacks capacity: by what right, what was seen of it, until when.

    What they may see and write is the grant's, which a member of staff made and which ends at the day of review.
    Kinds, what each may cover and what must be seen: `people/data/representatives.yaml`.
    """

    class Acts(models.TextChoices):
        ALONE = "alone", "Alone"
        EITHER = "either", "Each of several alone, or together"
        TOGETHER = "together", "Only together with the others"

    section = Section.SHARING

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    grant = models.OneToOneField(Grant, models.CASCADE, related_name="representative")
    kind = plain(models.CharField("by what right, a code of the data", max_length=40))
    acts = plain(models.CharField(max_length=10, choices=Acts, default=Acts.ALONE, db_default=Acts.ALONE))
    others = words(models.CharField("with whom together", max_length=300, blank=True, db_default=""))
    evidence = plain(models.CharField("what was seen, a code of the data", max_length=40))
    document_number = identity(models.CharField("number on the document", max_length=60, blank=True, db_default=""))
    seen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    seen_on = plain(models.DateField())
    capacity_on = clinical(models.DateField("when capacity was assessed", null=True, blank=True))
    capacity_by = words(models.CharField("who assessed it", max_length=200, blank=True, db_default=""))
    decisions = words(models.TextField("which decisions it is about, and limits", blank=True, db_default=""))
    review_on = plain(models.DateField())

    class Meta:
        ordering = ["-seen_on", "-pk"]


@follow
class CarerCheck(PersonRow, Written):
    """How somebody who looks after another is themselves: it is about the carer, in the carer's own record."""

    section = Section.CIRCUMSTANCES

    answers = social(models.JSONField("question to answer, both by code", default=dict))
    in_words = words(models.TextField("what would help, in their words", blank=True, db_default=""))
    wants_call = models.BooleanField("wants somebody to ring", default=False, db_default=False)
    answered_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-answered_at", "-pk"]


@follow
class YoungCarer(PersonRow, Written):
    """That a carer under 18 helps this person, and who of the staff knows and has asked how they are."""

    section = Section.SHARING

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    grant = models.OneToOneField(Grant, models.CASCADE, related_name="young_carer")
    known_to = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    known_on = plain(models.DateField(null=True, blank=True))
    note = words(models.TextField("what was offered, and to whom it was passed on", blank=True, db_default=""))


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
