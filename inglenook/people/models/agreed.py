"""What people and professionals add to results: a target of one's own, and that an urgent value has been seen."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import clinical, plain
from inglenook.core.roles import Section

from .history import follow
from .person import PersonRow, Written
from .record import Result


@follow
class Target(PersonRow, Written):
    """The range a person agreed for one measure, in its unit, both ends within it; former ones are in its history."""

    section = Section.PLAN

    measure = clinical(models.CharField(max_length=40))
    low = clinical(models.FloatField(null=True, blank=True))
    high = clinical(models.FloatField(null=True, blank=True))
    agreed_on = plain(models.DateField())
    agreed_with = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "measure"], name="target_once"),
            models.CheckConstraint(condition=Q(low__isnull=False) | Q(high__isnull=False), name="target_has_an_end"),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")), name="target_in_order"
            ),
        ]


@follow
class UrgentResult(PersonRow):
    """A result past its urgent threshold, and who saw it when. Until seen it is kept from the person's own pages.

    It stands beside the task, which the person cannot read, so that the person's own pages know what to keep back.
    """

    section = Section.RESULTS

    result = models.OneToOneField(Result, models.CASCADE, related_name="urgent")
    raised_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="urgent_result_seen_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["person"], condition=Q(seen_at=None), name="urgent_unseen_by_person")]
