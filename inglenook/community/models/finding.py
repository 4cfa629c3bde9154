"""What finding help works on: services as they are searched for, words, places, and what nobody could be offered.

Everything but the tallies is made from the directory (find/index.py) or read from files, and can be made again.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from inglenook.core.privacy import plain

from .directory import Service, Site


class Listing(models.Model):
    """A service at one of its sites, or without a site, in the form in which it is searched for.

    `search` holds stemmed words weighted by where they stand (A name, B terms, C who runs it, D description) and codes:
    `c.` a concept, `a.` access, `l.` a language, `s.` a day or part of the day, `f.` a fact such as free, `p.`, `q.`
    and `r.` the squares of the map that it lies in.
    """

    reference = True

    service = models.ForeignKey(Service, models.CASCADE, related_name="listings")
    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="listings")
    latitude = plain(models.FloatField("degrees, WGS 84", null=True))
    longitude = plain(models.FloatField("degrees, WGS 84", null=True))
    outward = plain(models.CharField("first half of the postcode", max_length=5, db_default=""))
    youngest = plain(models.SmallIntegerField("least age in years", null=True))
    oldest = plain(models.SmallIntegerField("greatest age in years", null=True))
    search = plain(SearchVectorField())
    made_from = models.DateTimeField("when the newest of what it was made from had changed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "site"], name="listed_once", nulls_distinct=False),
        ]
        indexes = [
            GinIndex(fields=["search"], name="listing_search", fastupdate=False),
            models.Index(fields=["outward"], name="listing_outward"),
        ]


class Phrase(models.Model):
    """Words that mean a concept, by their stems."""

    reference = True

    concept = plain(models.CharField(max_length=40))
    words = plain(models.CharField(max_length=100))
    stems = plain(ArrayField(models.CharField(max_length=60)))
    is_only_asked = plain(models.BooleanField("said by those who ask, not by services"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concept", "words"], name="phrase_once")]


class Word(models.Model):
    """A word that services or concepts use, to put spelling right: `cuts` is the word with each letter left out."""

    reference = True

    word = plain(models.CharField(max_length=60, primary_key=True))
    stem = plain(models.CharField(max_length=60, db_index=True))
    services = plain(models.IntegerField("services that have it", db_index=True))
    cuts = plain(ArrayField(models.CharField(max_length=60)))

    class Meta:
        indexes = [GinIndex(fields=["cuts"], name="word_cuts", fastupdate=False)]


class Postcode(models.Model):
    """A postcode without its space, and where it is (the ONS postcode directory)."""

    reference = True

    postcode = plain(models.CharField(max_length=7, primary_key=True))
    outward = plain(models.CharField(max_length=4, db_index=True))
    latitude = plain(models.FloatField("degrees, WGS 84"))
    longitude = plain(models.FloatField("degrees, WGS 84"))


class Outward(models.Model):
    """The middle of a postcode district, from the postcodes known, or else from the sites of services in it."""

    reference = True

    outward = plain(models.CharField(max_length=4, primary_key=True))
    latitude = plain(models.FloatField("degrees, WGS 84"))
    longitude = plain(models.FloatField("degrees, WGS 84"))
    places = plain(models.IntegerField("postcodes or sites it was made from"))


class Town(models.Model):
    """A town that addresses of the directory name, and where their places lie on average.

    Two towns of one name far from each other are two rows.
    """

    reference = True

    name = plain(models.CharField(max_length=200))
    latitude = plain(models.FloatField("degrees, WGS 84", db_index=True))
    longitude = plain(models.FloatField("degrees, WGS 84"))
    places = plain(models.IntegerField("sites it was made from"))


class SearchTally(models.Model):
    """How often something was looked for in a district on a day, and how often nothing good was found.

    Holds no words that were typed and nobody's name; pages show no number under the least that may be shown.
    """

    reference = True

    day = plain(models.DateField())
    outward = plain(models.CharField(max_length=4, db_default=""))
    concept = plain(models.CharField(max_length=40))
    searches = plain(models.IntegerField(default=0))
    unanswered = plain(models.IntegerField(default=0))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "outward", "concept"], name="tally_once")]
