"""What there is near by: feeds, providers, services and where they are held.

Names and nesting are those of Open Referral (HSDS 3.0): an organization is a `Provider` here, since an organisation
elsewhere in Inglenook is one whose staff sign in; a location is a `Site`. `document` keeps a row as its feed gave it;
`edits` (a JSON merge patch, RFC 7396) keeps what people here changed, so that the next refresh never undoes it. Columns
hold what results when both are put together.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import Organisation
from inglenook.core.privacy import plain


class Feed(models.Model):
    """A place from which services come: an Open Referral address, or files that somebody gives."""

    class Form(models.TextChoices):
        HSDS_3 = "hsds_3", "Open Referral 3 (HSDS 3.0, Open Referral UK 3.0)"
        TABULAR = "tabular", "Tables of HSDS 1.1"

    reference = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    name = plain(models.CharField(max_length=200))
    address = plain(models.CharField("URL, or the name of the files", max_length=1000, unique=True))
    form = plain(models.CharField(max_length=10, choices=Form))
    every_hours = plain(models.SmallIntegerField("hours between refreshes; none: by hand", null=True, blank=True))
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]


class FeedRow(models.Model):
    """What every row has that a feed may have brought."""

    reference = True

    feed = models.ForeignKey(Feed, models.PROTECT, null=True, related_name="%(class)ss")
    source_id = plain(models.CharField("the feed's own id", max_length=200, db_default=""))
    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    document = plain(models.JSONField("as the feed gave it, in HSDS's own names", default=dict))
    edits = plain(models.JSONField("what people here changed, a JSON merge patch", default=dict, db_default={}))
    fingerprint = models.UUIDField("of the document", null=True)
    changed_at = models.DateTimeField(db_default=Now())
    gone_at = models.DateTimeField("when the feed no longer had it", null=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["feed", "source_id"], name="%(class)s_source_id_once"),
        ]


class Provider(FeedRow):
    """Who runs services: a charity, a council, a club. With an `organisation` its people have an account here."""

    name = plain(models.CharField(max_length=300))
    description = plain(models.TextField(blank=True, db_default=""))
    email = plain(models.CharField(max_length=254, blank=True, db_default=""))
    phone = plain(models.CharField(max_length=60, blank=True, db_default=""))
    website = plain(models.CharField(max_length=1000, blank=True, db_default=""))
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="providers")

    class Meta(FeedRow.Meta):
        ordering = ["name"]


class Site(FeedRow):
    """Where services are held. Without coordinates it is still found, by its postcode district or by nothing."""

    name = plain(models.CharField(max_length=300, blank=True, db_default=""))
    address = plain(models.CharField("lines, comma between", max_length=600, blank=True, db_default=""))
    postcode = plain(models.CharField(max_length=20, blank=True, db_default=""))
    latitude = plain(models.FloatField("degrees, WGS 84", null=True))
    longitude = plain(models.FloatField("degrees, WGS 84", null=True))
    access = plain(ArrayField(models.CharField(max_length=40), verbose_name="codes of access.yaml", default=list))

    class Meta(FeedRow.Meta):
        constraints = [
            *FeedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="site_on_earth",
            ),
        ]


class ServiceQuerySet(models.QuerySet):
    def on_offer(self):
        """Services that may be shown: there, active, and not kept under another's name."""
        return self.filter(gone_at=None, same_as=None, status=Service.Status.ACTIVE)

    def with_room(self):
        """Those not known to be full, and taking people at all."""
        return self.filter(takes_people=True).exclude(places_free=0)


class Service(FeedRow):
    """Something that people can go to or have come to them, with how many it can take now."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Running"
        INACTIVE = "inactive", "Not running"
        DEFUNCT = "defunct", "Ended for good"
        CLOSED = "temporarily closed", "Closed for a time"

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="services")
    name = plain(models.CharField(max_length=300))
    description = plain(models.TextField(blank=True, db_default=""))
    status = plain(models.CharField(max_length=20, choices=Status, default=Status.ACTIVE))
    assured_on = plain(models.DateField("last checked by whom the feed names", null=True, blank=True))
    url = plain(models.CharField(max_length=1000, blank=True, db_default=""))
    email = plain(models.CharField(max_length=254, blank=True, db_default=""))
    phone = plain(models.CharField(max_length=60, blank=True, db_default=""))
    serves = plain(
        ArrayField(
            models.FloatField(),
            verbose_name="west, south, east and north of the area that it serves, in degrees; none: not said",
            null=True,
            blank=True,
        )
    )
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="doubles")
    edited_at = models.DateTimeField(null=True)

    takes_people = plain(models.BooleanField("takes people who are referred", default=True, db_default=True))
    places_free = plain(models.SmallIntegerField("as last said; none: not said", null=True, blank=True))
    waiting = plain(models.SmallIntegerField("people waiting, as last said", null=True, blank=True))
    capacity_at = models.DateTimeField("when the places were last said", null=True)

    objects = ServiceQuerySet.as_manager()
    WORDS = SearchVector("name", "description", config="english")

    class Meta(FeedRow.Meta):
        ordering = ["name", "pk"]
        indexes = [GinIndex(SearchVector("name", "description", config="english"), name="service_by_words")]


class ServiceAtSite(FeedRow):
    """A service at one of its sites, with times of its own where it has any (in the document)."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="at_sites")
    site = models.ForeignKey(Site, models.CASCADE, related_name="services_here")

    class Meta(FeedRow.Meta):
        pass
