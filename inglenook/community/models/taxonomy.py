"""What services are about: the vocabularies that feeds bring and their terms."""

from django.db import models

from inglenook.core.privacy import plain

from .directory import FeedRow, Service


class Vocabulary(FeedRow):
    """A list of terms: a taxonomy of HSDS."""

    name = plain(models.CharField(max_length=300))
    description = plain(models.TextField(blank=True, db_default=""))
    version = plain(models.CharField(max_length=60, blank=True, db_default=""))

    class Meta(FeedRow.Meta):
        ordering = ["name"]


class Term(FeedRow):
    """One term, under another where its vocabulary has an order of narrower and broader."""

    vocabulary = models.ForeignKey(Vocabulary, models.CASCADE, null=True, related_name="terms")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="narrower")
    code = plain(models.CharField(max_length=200, blank=True, db_default=""))
    name = plain(models.CharField(max_length=300))
    description = plain(models.TextField(blank=True, db_default=""))
    services = models.ManyToManyField(Service, through="ServiceTerm", related_name="terms")

    class Meta(FeedRow.Meta):
        ordering = ["name"]


class ServiceTerm(models.Model):
    """A service is about a term."""

    reference = True

    service = models.ForeignKey(Service, models.CASCADE, related_name="service_terms")
    term = models.ForeignKey(Term, models.CASCADE, related_name="service_terms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "term"], name="service_term_once")]
