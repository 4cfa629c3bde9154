"""Papers inside the plan: how things came to be, what to do when it gets worse, and plans for one thing."""

from django.db import models
from django.db.models import F, Func
from django.db.models.lookups import GreaterThan

from inglenook.core.privacy import clinical, contact, plain, words
from inglenook.core.roles import Section
from inglenook.core.shapes import IfThen, Lasting, Line, Named, listed
from inglenook.people.models import PersonRow, follow

from .parts import PlanRow


def _list() -> models.JSONField:
    return models.JSONField(default=list, db_default=[], blank=True)


class Prepared(models.Model):
    """Where a paper was made, by whom, and who wrote it down."""

    places = listed(Line, plain(_list()))
    made_by = listed(Named, contact(_list()))
    completed_by = listed(Named, contact(_list()))

    class Meta:
        abstract = True


class Reviewed(models.Model):
    """When a paper is looked at again, and who sees to it."""

    review_on = plain(models.DateField(null=True, blank=True))
    reviewers = listed(Named, contact(_list()))

    class Meta:
        abstract = True


@follow
class Formulation(PlanRow, Prepared):
    """How it came to be: an account, shared by the person and a professional, of what is hard and why."""

    wording = words(models.TextField())
    made_on = plain(models.DateField(null=True, blank=True))


@follow
class ContingencyPlan(PlanRow, Prepared, Reviewed):
    """What to look out for and what to do when the person becomes unwell. Without a trigger it is none.

    A section of its own: a neighbour may be let see this and not the plan.
    """

    section = Section.UNWELL

    name = words(models.CharField(max_length=200, blank=True, default="", db_default=""))
    name_code = clinical(models.CharField(max_length=20, blank=True, default="", db_default=""))
    triggers = listed(Line, words(_list()))
    early_signs = listed(Line, words(_list()))
    what_to_do = listed(IfThen, words(_list()))
    contacts = listed(Named, contact(_list()))
    coping = listed(Lasting, words(_list()))
    medicines = listed(Line, words(_list()))  # and equipment, with where they are kept
    agreed_with = listed(Named, contact(_list()))
    is_agreed = models.BooleanField("agreed with the person or who stands for them", null=True, blank=True)
    statement = words(models.TextField("advance statement", blank=True, default="", db_default=""))
    statement_code = clinical(models.CharField(max_length=20, blank=True, default="", db_default=""))
    statement_on = plain(models.DateField(null=True, blank=True))
    statement_at = words(models.CharField("where it is kept", max_length=500, blank=True, default="", db_default=""))
    statement_places = listed(Line, plain(_list()))
    statement_made_by = listed(Named, contact(_list()))
    statement_completed_by = listed(Named, contact(_list()))

    class Meta(PlanRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=GreaterThan(
                    Func(F("triggers"), function="jsonb_array_length", output_field=models.IntegerField()), 0
                ),
                name="contingency_plan_has_a_trigger",
            )
        ]


class ContingencyVersion(PersonRow):
    """The contingency plans as they stood when a version of the plan was agreed, for those who may see them."""

    section = Section.UNWELL
    append_only = True

    version = models.OneToOneField("planning.PlanVersion", models.CASCADE, related_name="contingency")
    contents = words(models.JSONField(default=list))


@follow
class SupportPlan(PlanRow, Prepared, Reviewed):
    """A plan for one thing, by whoever knows about it: eating, a wound, going home."""

    name = words(models.CharField(max_length=200))
    name_code = clinical(models.CharField(max_length=20, blank=True, default="", db_default=""))
    wording = words(models.TextField(blank=True, default="", db_default=""))
