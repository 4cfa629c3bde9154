"""Threads of comments: all that was said about one thing."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet
from django.urls import reverse

from inglenook.core.models import User
from inglenook.core.roles import Section
from inglenook.core.rows import rows_of
from inglenook.people.api import is_self, writes
from inglenook.people.models import Person

from ..models import Action, Comment, Goal, Plan

KINDS = {"plans": Plan, "goals": Goal, "actions": Action}
SAYS = {"plans": "", "goals": "wording", "actions": "what"}  # the column in which each says what it is


@dataclass(frozen=True)
class About:
    """What is talked about: a plan, or one goal or action of it."""

    kind: str
    row: Plan | Goal | Action

    @property
    def person(self) -> Person:
        return self.row.person

    @property
    def words(self) -> str:
        """What it says; nothing is the whole plan."""
        return SAYS[self.kind] and getattr(self.row, SAYS[self.kind])

    @property
    def columns(self) -> dict:
        """The columns of a comment about it."""
        plan = self.row if self.kind == "plans" else self.row.plan
        goal, action = (self.row if self.kind == kind else None for kind in ("goals", "actions"))
        return {"plan": plan, "goal": goal, "action": action}

    def comments(self) -> QuerySet[Comment]:
        return Comment.objects.filter(**self.columns)

    def is_by_team(self, user: User) -> bool:
        return not is_self(user, self.person) and writes(user, Section.PLAN)


def address_of(comment: Comment) -> str:
    """The address of the thread in which a comment stands."""
    if row := comment.goal or comment.action:
        return reverse("goal_comments" if comment.goal else "action_comments", args=[row.ref])
    return reverse("plan_comments", args=[comment.plan.ref])


def about_at(kind: str, ref) -> About | None:
    """The plan, goal or action with this ref that the actor may see, with its person."""
    model = KINDS[kind]
    joined = ("person__preferences",) if model is Plan else ("person__preferences", "plan")
    row = model.objects.select_related(*joined).filter(ref=ref).first()
    return About(kind, row) if row else None


def with_said(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with what `counted` needs, read in the same statement."""
    rows = Comment.objects.filter(plan=OuterRef("pk"), taken_back_at=None)
    return plans.annotate(said_rows=rows_of(rows, (), goal=F("goal__ref"), action=F("action__ref")))


def counted(plan: Plan) -> Counter[str]:
    """How many comments stand at each ref: the plan's, its goals', its actions'. Of a plan `with_said`."""
    return Counter(row["goal"] or row["action"] or str(plan.ref) for row in plan.said_rows)
