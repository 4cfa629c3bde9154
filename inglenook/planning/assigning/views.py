"""Who does what: tasks of the plan, for the team and for the person."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inglenook.core import clock
from inglenook.core.roles import Section
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.people.api import is_self, person_for
from inglenook.people.doors import for_staff_of

from ..models import Plan, PlanTask
from ..plan.fields import NotSaved
from ..plan.my_views import for_oneself
from ..presenting import called
from ..today.actions import Refused
from ..today.queries import colleagues
from ..today.rules import FOLLOW_UP_WITHIN
from . import actions
from .queries import THINGS, tasks_of, with_things, words_of

REASON = "To see who does what of your plan"
PERSON = "person"


class TaskForm(PageForm):
    """Something for somebody to do by a day."""

    what = fields.TextField(label="What is to be done", subject="what is to be done", max_length=500)
    who = choices.SelectField(label="Who does it", subject="who does it", choices=[])
    due_on = dates.DateField(label="By when", subject="the day", earliest=clock.today)
    about = choices.SelectField(label="What it belongs to", subject="what it belongs to", choices=[], required=False)
    ref = fields.HiddenField(label="Ref", required=False)

    def __init__(self, *args, owners: list, things: list, **kwargs):
        later = clock.today() + FOLLOW_UP_WITHIN
        super().__init__(*args, initial={"due_on": (later.day, later.month, later.year)}, **kwargs)
        self.fields["who"].choices = owners
        self.fields["about"].choices = [("", "The whole plan"), *things]


@for_staff_of(Section.PLAN)
@require_http_methods(["GET", "POST"])
def plan_tasks(request, ref):
    """What the plan asks of whom, and something more."""
    plan = get_object_or_404(with_things(Plan.objects.select_related("person")), ref=ref)
    person = person_for(request, plan.person.ref, reason=REASON, what="Tasks of the plan")
    owners, things = list(colleagues(request.user)), _things(plan)
    names = [(str(owner.pk), owner.name) for owner in owners]
    form = TaskForm(
        request.POST or None,
        owners=[(PERSON, called(person)), *names],
        things=[(key, words) for key, (words, _about) in things.items()],
    )
    if form.is_valid():
        _assign(plan, form.cleaned_data, owners, things, request.user)
        messages.success(request, "It is in the plan.")
        return redirect("plan_tasks", ref)
    context = {"plan": plan, "person": person, "called": called(person), "tasks": list(tasks_of(plan)), "form": form}
    status = 422 if form.errors else 200
    return render(request, "planning/assigning/team.jinja", context | {"fresh": uuid.uuid4()}, status=status)


def _things(plan: Plan) -> dict[str, tuple[str, dict]]:
    """What a task may belong to, by a key for the form: its words, and the column it goes in."""
    return {
        f"{kind}:{row['ref']}": (row["words"][:80], {f"{kind}_id": row["pk"]})
        for kind in THINGS
        for row in getattr(plan, f"{kind}_rows")
    }


def _assign(plan: Plan, given: dict, owners: list, things: dict, by) -> None:
    owner = next((one for one in owners if str(one.pk) == given["who"]), None)
    ref = uuid.uuid5(plan.ref, given["ref"]) if given["ref"] else uuid.uuid4()
    about = things[given["about"]][1] if given["about"] else {}
    what, due_on = given["what"], given["due_on"]
    actions.assign(plan=plan, ref=ref, what=what, owner=owner, words=words_of(owner), due_on=due_on, by=by, **about)


@for_oneself
def my_tasks(request, person):
    """Who does what for me, and what I do."""
    plan = Plan.objects.filter(person=person).first()
    tasks = list(tasks_of(plan)) if plan else []
    context = {"mine": [one for one in tasks if not one.owner_id], "theirs": [one for one in tasks if one.owner_id]}
    return render(request, "planning/assigning/mine.jinja", context | {"called": called(person)})


@login_required
@require_POST
def task_done(request, ref):
    """Done, or with `open` not done after all: whoever may write in the plan says so."""
    task = get_object_or_404(PlanTask.objects.select_related("person", "plan"), ref=ref)
    own = is_self(request.user, task.person)
    if not own:
        person_for(request, task.person.ref, reason=REASON, what="Tasks of the plan")
    verb = actions.open_again if "open" in request.POST else actions.finish
    try:
        verb(task=task, by=request.user)
        messages.success(request, _("It is open again.") if "open" in request.POST else _("Done."))
    except (NotSaved, Refused) as problem:
        messages.error(request, str(problem))
    return redirect("my_tasks") if own else redirect("plan_tasks", task.plan.ref)
