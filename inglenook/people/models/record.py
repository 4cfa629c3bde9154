"""What others recorded about a person: imported, with its source, never written over by hand.

Every row keeps where it came from (`source`, `source_key`) and a fingerprint of what it said there, so that the
same file twice changes nothing.
"""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from inglenook.core.privacy import clinical, plain, social, words
from inglenook.core.roles import Section

from .history import follow
from .person import Person, PersonRow


class Source(models.Model):
    """Where records came from: a system or a file, by the name it was given when imported."""

    reference = True

    name = plain(models.CharField(max_length=200, unique=True))
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self):
        return self.name


class Recorded(PersonRow):
    """A row that came from a source."""

    # Millions of rows arrive at a time, and each index and each checked reference is half as much work again as the
    # row itself: the index by person below serves this reference too, and the import, which alone writes here, has
    # the source at hand.
    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss", db_index=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    source_key = clinical(models.CharField("the source's own key", max_length=200))
    fingerprint = models.UUIDField("digest of what the source said")
    system = plain(models.CharField("code system", max_length=100, db_default=""))
    code = clinical(models.CharField(max_length=100, db_default=""))
    display = clinical(models.CharField("the source's words", max_length=1000, db_default=""))

    class Meta:
        abstract = True

    def __str__(self):
        return f"{type(self).__name__} {self.pk}"


def once(name: str):
    return models.UniqueConstraint(fields=["source", "source_key"], name=name)


class ConditionGroup(models.Model):
    """One condition as people speak of it. Loaded from `people/data/condition_groups.yaml`."""

    class Kind(models.TextChoices):
        LONG_TERM = "ltc", "Long-term condition"
        BORDERLINE = "borderline", "Risk or borderline"

    reference = True

    code = plain(models.CharField(max_length=60, primary_key=True))
    name = plain(models.CharField(max_length=100))
    plain_name = plain(models.CharField("name for people's pages", max_length=100))
    kind = plain(models.CharField(max_length=20, choices=Kind))

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ConditionGroupCode(models.Model):
    """A code that puts a condition in a group."""

    reference = True

    group = models.ForeignKey(ConditionGroup, models.CASCADE, related_name="codes")
    system = plain(models.CharField(max_length=100))
    code = plain(models.CharField(max_length=100))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "code", "group"], name="group_code_once")]


class ConditionQuerySet(models.QuerySet):
    def active(self, on: date):
        """Begun on or before the day and not ended by it; entries in error or refuted never count."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=on), Q(started_on=None) | Q(started_on__lte=on), is_active=True
        ).exclude(is_wrong=True)


@follow
class Condition(Recorded):
    """A diagnosis or problem."""

    section = Section.RECORD

    started_on = clinical(models.DateField(null=True))
    ended_on = clinical(models.DateField(null=True))
    is_active = clinical(models.BooleanField("not resolved, as the source says", db_default=True))
    is_wrong = clinical(models.BooleanField("refuted or entered in error", db_default=False))

    objects = ConditionQuerySet.as_manager()

    class Meta:
        constraints = [once("condition_source_key_once")]
        indexes = [
            models.Index(  # with all that recall asks for, of everybody: it then need not go to the rows
                fields=["person", "code"],
                include=["system", "started_on", "ended_on", "is_active", "is_wrong"],
                name="condition_by_person",
            )
        ]


@follow
class Circumstance(Recorded):
    """A social finding. Systems code it as a condition; it is not one."""

    section = Section.CIRCUMSTANCES

    theme = social(models.CharField(max_length=40, db_default=""))
    started_on = social(models.DateField(null=True))
    ended_on = social(models.DateField(null=True))

    class Meta:
        constraints = [once("circumstance_source_key_once")]
        indexes = [models.Index(fields=["person"], name="circumstance_by_person")]


class ResultCode(models.Model):
    """A code and unit that a measure comes in, with the way to the measure's own unit: value x factor + offset."""

    reference = True

    system = plain(models.CharField(max_length=100))
    code = plain(models.CharField(max_length=100))
    unit = plain(models.CharField("UCUM unit", max_length=40))
    measure = plain(models.CharField(max_length=40))
    factor = plain(models.FloatField(default=1.0))
    offset = plain(models.FloatField(default=0.0))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "code", "unit"], name="result_code_once")]


@follow
class Result(Recorded):
    """A measurement or test. A panel (blood pressure) becomes one row a component.

    `value` and `unit` are as recorded; `number` is in the unit of the measure, for those that we know.
    """

    section = Section.RESULTS

    value = clinical(models.FloatField(null=True))
    unit = clinical(models.CharField(max_length=40, db_default=""))
    text = clinical(models.TextField("value in words", db_default=""))
    taken_at = clinical(models.DateTimeField())
    measure = clinical(models.CharField(max_length=40, db_default=""))
    number = clinical(models.FloatField(null=True))
    is_wrong = clinical(models.BooleanField("entered in error or cancelled", db_default=False))

    class Meta:
        constraints = [once("result_source_key_once")]
        # Recall reads what it needs of millions of results from the index alone.
        indexes = [
            models.Index(
                fields=["person", "measure", "-taken_at"], include=["number", "is_wrong"], name="result_by_person"
            )
        ]


@follow
class Medicine(Recorded):
    """Something prescribed."""

    section = Section.MEDICINES

    dose = clinical(models.CharField("dose in words", max_length=1000, db_default=""))
    started_on = clinical(models.DateField(null=True))
    ended_on = clinical(models.DateField(null=True))
    is_current = clinical(models.BooleanField(db_default=True))

    class Meta:
        constraints = [once("medicine_source_key_once")]
        indexes = [models.Index(fields=["person"], name="medicine_by_person")]


@follow
class Allergy(Recorded):
    """An allergy or intolerance."""

    section = Section.MEDICINES

    recorded_on = clinical(models.DateField(null=True))
    is_active = clinical(models.BooleanField(db_default=True))

    class Meta:
        verbose_name_plural = "allergies"
        constraints = [once("allergy_source_key_once")]
        indexes = [models.Index(fields=["person"], name="allergy_by_person")]


@follow
class Encounter(Recorded):
    """A contact with a service, as far as recall needs it."""

    section = Section.RECORD

    started_at = clinical(models.DateTimeField(null=True))
    setting = clinical(models.CharField("class of encounter", max_length=40, db_default=""))

    class Meta:
        constraints = [once("encounter_source_key_once")]
        indexes = [models.Index(fields=["person", "-started_at"], name="encounter_by_person")]


@follow
class RecordedPlan(Recorded):
    """A care plan that somebody else recorded. Stands beside the person's own plan; never replaces it."""

    section = Section.RECORD

    status = clinical(models.CharField(max_length=40, db_default=""))
    started_on = clinical(models.DateField(null=True))
    ended_on = clinical(models.DateField(null=True))
    activities = clinical(ArrayField(models.TextField(), db_default=[], default=list))

    class Meta:
        constraints = [once("recorded_plan_source_key_once")]
        indexes = [models.Index(fields=["person"], name="recorded_plan_by_person")]


@follow
class RecordedGoal(Recorded):
    """A goal that somebody else recorded."""

    section = Section.RECORD

    status = clinical(models.CharField(max_length=40, db_default=""))
    wording = words(models.TextField(db_default=""))

    class Meta:
        constraints = [once("recorded_goal_source_key_once")]
        indexes = [models.Index(fields=["person"], name="recorded_goal_by_person")]
