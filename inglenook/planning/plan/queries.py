"""A person's plan: as it stands, its versions, what changed, what is still to be asked."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404

from inglenook.core.prepared import first, prepared
from inglenook.core.rows import rows_of
from inglenook.people.models import Person

from ..comments.queries import with_said
from ..models import Answer, FollowUp, Goal, Plan, PlanVersion, ReviewCycle
from ..referring.prefill import IN_THE_WAY
from .changes import ChangedThing, changes
from .contents import contents_of, with_contents
from .imported import with_imported


def plan_at(person: Person) -> Plan | None:
    """The person's plan with its contents, what others recorded and what is said about it, or None."""
    return first(_plan_of(person.pk))


@prepared
def _plan_of(person_id: int) -> QuerySet[Plan]:
    return with_said(with_imported(with_contents(Plan.objects.filter(person=person_id))))


def _only(found: list[Plan]) -> Plan:
    if not found:
        raise Http404("No such plan, or not one you may see")
    return found[0]


def plan_with(ref: UUID) -> Plan:
    """The plan with this ref as `plan_at`, with its person and the review in which it can be talked about; else 404."""
    return _only(_plan_with(ref))


@prepared
def _plan_with(ref: UUID) -> QuerySet[Plan]:
    plans = Plan.objects.filter(ref=ref).select_related("person")
    return with_said(with_imported(with_cycle(with_contents(plans))))


def plan_to_help(ref: UUID) -> Plan:
    """The plan with this ref with its person, `goal_rows` with the wordings of goals under way, and `ticked`: what the
    person said last gets in their way, in the options' words, or None; else 404."""
    return _only(_plan_to_help(ref))


@prepared
def _plan_to_help(ref: UUID) -> QuerySet[Plan]:
    goals = Goal.objects.filter(plan=OuterRef("pk"), state=Goal.State.CURRENT)
    answers = Answer.objects.filter(person=OuterRef("person"), prompt=IN_THE_WAY).order_by("-answered_at")
    plans = Plan.objects.filter(ref=ref).select_related("person")
    return plans.annotate(goal_rows=rows_of(goals, ("wording",)), ticked=Subquery(answers.values("choices")[:1]))


def with_cycle(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with `cycle`: ref and state of the review in which they can be talked about, or None."""
    cycles = ReviewCycle.objects.filter(person_id=OuterRef("person_id"), state__in=["conversing", "agreed"])
    return plans.annotate(cycle=Subquery(cycles.values(cycle=JSONObject(ref="ref", state="state"))[:1]))


def versions_of(plan: Plan) -> list[PlanVersion]:
    """Every agreed version, newest first, with the contingency plans of its day where the reader may see them."""
    return _versions_of(plan.pk)


@prepared
def _versions_of(plan_id: int) -> QuerySet[PlanVersion]:
    return PlanVersion.objects.filter(plan=plan_id).select_related("agreed_with", "contingency")


def contents_at(version: PlanVersion) -> dict:
    """What a version holds, as far as the reader may see it."""
    contingency = getattr(version, "contingency", None)
    return version.contents | ({"contingency": contingency.contents} if contingency else {})


def standing(plan: Plan, versions: list[PlanVersion]) -> dict:
    """The contents of the plan as it stands; what was decided is that of the last agreement until there is a next."""
    contents = contents_of(plan)
    if versions:
        contents["decisions"] = versions[0].contents["decisions"]
    return contents


def version_at(versions: list[PlanVersion], number: int) -> tuple[PlanVersion, list[ChangedThing] | None]:
    """One version and what changed since the one before it; None for the first. Else 404."""
    found = {version.number: version for version in versions}
    if number not in found:
        raise Http404("No such version")
    before = found.get(number - 1)
    changed = changes(contents_at(before), contents_at(found[number])) if before else None
    return found[number], changed


def open_questions(plan: Plan) -> dict[str, str]:
    """The ref of the open follow-up by the ref of its action."""
    open_ones = FollowUp.objects.filter(action__plan=plan, done_at=None).values_list("action__ref", "ref")
    return {str(action): str(ref) for action, ref in open_ones}
