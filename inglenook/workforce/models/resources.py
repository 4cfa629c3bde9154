"""The resource centre: what there is to read, watch and look up; reading lists; organisations of the world."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain
from inglenook.core.roles import ROLES

STAFF = tuple(ROLES)


def words_of(**weights: str) -> models.GeneratedField:
    """A column that full-text search reads: each named column with its weight, A to D."""
    parts = [SearchVector(name, weight=weight, config="english") for name, weight in weights.items()]
    return plain(
        models.GeneratedField(expression=sum(parts[1:], parts[0]), output_field=SearchVectorField(), db_persist=True)
    )


class Resource(models.Model):
    """One thing to learn from. Without an `organisation` it came with Inglenook; else a team member contributed it.

    A contribution is published by another member than its author, and a video never without captions and transcript.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        VIDEO = "video", "Video"
        GUIDE = "guide", "Guide"
        CASE_STUDY = "case_study", "Case study"
        LINK = "link", "Link"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "Waiting for review"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    public = True
    kept_by = STAFF

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    key = plain(models.SlugField("its file, for what came with Inglenook", max_length=60, unique=True, null=True))
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reviewer = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    kind = plain(models.CharField(max_length=10, choices=Kind))
    state = plain(models.CharField(max_length=10, choices=State, default=State.DRAFT))
    title = plain(models.CharField(max_length=200))
    about = plain(models.CharField("what it is for", max_length=400))
    audience = plain(ArrayField(models.CharField(max_length=20)))
    topics = plain(ArrayField(models.CharField(max_length=30)))
    minutes = plain(models.SmallIntegerField("how long it takes"))
    body = plain(models.TextField("Markdown", blank=True, db_default=""))
    link = plain(models.URLField(max_length=500, blank=True, db_default=""))
    sources = plain(models.TextField("one in each line", blank=True, db_default=""))
    video = plain(models.CharField("name of the file", max_length=100, blank=True, db_default=""))
    captions = plain(models.TextField("WebVTT", blank=True, db_default=""))
    transcript = plain(models.TextField(blank=True, db_default=""))
    reviewed_on = plain(models.DateField(null=True))
    checked_on = plain(models.DateField("when somebody of us opened the link", null=True))
    comment = plain(models.TextField("what the reviewer asks for", blank=True, db_default=""))
    written_at = models.DateTimeField(db_default=Now())
    search = words_of(title="A", about="B", body="C", transcript="D")

    class Meta:
        ordering = ["title", "pk"]
        indexes = [GinIndex(fields=["search"], name="resource_search")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="video", state="published") | ~Q(captions="") & ~Q(transcript="") & ~Q(video=""),
                name="resource_video_can_be_read",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(organisation=None) | Q(reviewer=None) | ~Q(reviewer=F("author")),
                name="resource_reviewed_by_another",
            ),
        ]

    def __str__(self):
        return self.title


class ReadingList(models.Model):
    """Resources that a member of staff put together, for themselves or for all at an organisation."""

    own_rows = "owner_id"
    held_by = (("shared_with_id", STAFF),)

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    shared_with = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    title = plain(models.CharField(max_length=100))
    resources = plain(ArrayField(models.UUIDField(), default=list))
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title


class WorldOrganisation(models.Model):
    """An organisation somewhere in the world that works for person-centred care."""

    reference = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    name = plain(models.CharField(max_length=200))
    country = plain(models.CharField("ISO 3166-1, two letters", max_length=2))
    about = plain(models.CharField("what they do", max_length=500))
    link = plain(models.URLField(max_length=500, unique=True))
    checked_on = plain(models.DateField("when somebody of us opened the link", null=True))
    search = words_of(name="A", about="B")

    class Meta:
        ordering = ["name", "pk"]
        indexes = [GinIndex(fields=["search"], name="world_organisation_search")]

    def __str__(self):
        return self.name
