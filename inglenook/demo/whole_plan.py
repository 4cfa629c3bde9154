"""Verbs of the stories for the whole plan: its parts, and what others recorded."""

import uuid

from inglenook.core.models import User
from inglenook.planning.models import Plan
from inglenook.planning.plan.actions import write_own_goal
from inglenook.planning.plan.editing import PartForm, keep, new_row
from inglenook.planning.plan.imported import adopt, imported_for
from inglenook.planning.plan.parts import PARTS


def write_parts(person, words: dict[str, list[dict]], by: User) -> None:
    """Rows of the parts of a plan by their codes, each as its form takes it."""
    plan, _ = Plan.objects.get_or_create(person=person, defaults={"written_by": by})
    for code, rows in words.items():
        for row in rows:
            form = PartForm(row, part=PARTS[code], row=new_row(PARTS[code], plan, ""))
            wrong = keep(form=form, was={}, ref=str(uuid.uuid4()), by=by) if form.is_valid() else form.errors
            if wrong:
                raise ValueError(f"{code}: {wrong}")


def take_over(person, words: dict, by: User) -> None:
    """A recorded goal is made the person's own, and said `anew` in their words."""
    plan = Plan.objects.get(person=person)
    found = next(one for one in imported_for(person) if one.text.startswith(words["goal"]))
    goal = adopt(plan=plan, kind=found.kind, pk=found.pk, text=found.text, by=by)
    write_own_goal(goal=goal, was=goal.wording, now=words["anew"], by=by)
