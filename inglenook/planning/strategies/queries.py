"""What strategies are weighed by for one person, and how they go over everybody, each in one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from inglenook.core import access, clock
from inglenook.core.rows import rows_of
from inglenook.people.models import Condition, ConditionGroupCode, Person
from inglenook.people.needs import needs_of
from inglenook.workforce.strategies.api import Tried

from ..models import Action, Answer, FollowUp, Goal
from .hearing import IN_THE_WAY, Heard, heard, ticked

ANSWERS = 10  # the newest answers to look for words in
_THEIRS = {"person_id": OuterRef("pk")}


@dataclass(frozen=True)
class About:
    """What is known of one person that bears on strategies. `goals`: (ref, wording) of those worked towards."""

    conditions: frozenset[str]
    needs: frozenset[str]
    tried: list[Tried]
    heard: list[Heard]
    goals: list[tuple[str, str]]


def about(person: Person) -> About:
    """One statement. What the reader's role may not see is not in it."""
    rows = (
        Person.objects.filter(pk=person.pk)
        .annotate(
            group_codes=ArraySubquery(_groups()),
            action_rows=rows_of(_actions(), ("strategy", "written_at", "went")),
            goal_rows=rows_of(Goal.objects.filter(**_THEIRS, state=Goal.State.CURRENT), ("ref", "wording")),
            answer_rows=rows_of(_answers(), ("prompt", "choices", "text")),
        )
        .values("group_codes", "action_rows", "goal_rows", "answer_rows")
        .get()
    )
    choices = [one for row in rows["answer_rows"] if row["prompt"] == IN_THE_WAY for one in row["choices"] or ()]
    said = [row["went"]["their_words"] for row in rows["action_rows"] if row["went"]]
    return About(
        conditions=frozenset(rows["group_codes"]),
        needs=frozenset(needs_of(person).codes) | frozenset(ticked(choices)),
        tried=tried_of(rows["action_rows"]),
        heard=heard(choices, [*said, *(row["text"] for row in rows["answer_rows"])]),
        goals=[(row["ref"], row["wording"]) for row in rows["goal_rows"]],
    )


def _groups() -> QuerySet:
    theirs = Condition.objects.active(clock.today()).filter(
        person_id=OuterRef(OuterRef("pk")), system=OuterRef("system"), code=OuterRef("code")
    )
    return ConditionGroupCode.objects.filter(Exists(theirs)).values("group_id").distinct()


def _actions() -> QuerySet:
    went = FollowUp.objects.filter(action=OuterRef("pk")).exclude(outcome="").order_by("-done_at")
    told = went.values(told=JSONObject(outcome=F("outcome"), their_words=F("their_words"), on=F("done_at")))
    return Action.objects.filter(**_THEIRS).annotate(went=Subquery(told[:1]))


def _answers() -> QuerySet:
    return Answer.objects.filter(**_THEIRS).order_by("-answered_at")[:ANSWERS]


def tried_of(actions: Collection[dict]) -> list[Tried]:
    """The strategies in somebody's actions (mappings with strategy, went, written_at), with how each went last."""
    return [_tried(row) for row in actions if row["strategy"]]


def _tried(row: dict) -> Tried:
    went = row["went"] or {}
    day = datetime.fromisoformat(went.get("on") or str(row["written_at"])).date()
    return Tried(row["strategy"], day, went.get("outcome", ""))


# One person counts once for a strategy, however often it was in their plan, by how it went last.
HOW_THEY_GO = """
WITH used AS (
  SELECT DISTINCT ON (a.person_id, a.strategy) a.strategy, f.outcome
  FROM planning_action a
  JOIN people_person p ON p.id = a.person_id
  LEFT JOIN planning_followup f ON f.action_id = a.id AND f.done_at IS NOT NULL AND f.outcome <> ''
  WHERE a.strategy <> '' AND p.practice_id = ANY (%(practices)s)
  ORDER BY a.person_id, a.strategy, f.done_at DESC NULLS LAST
)
SELECT strategy, count(*), count(outcome), count(*) FILTER (WHERE outcome IN ('done', 'some'))
FROM used GROUP BY strategy ORDER BY count(*) DESC, strategy
"""


@dataclass(frozen=True)
class Used:
    """For one strategy: people in whose plan it is or was, asked how it went, who did it or some of it."""

    strategy: str
    people: int
    asked: int
    did: int


def how_they_go(practices: Collection[int]) -> list[Used]:
    """Over everybody of these practices, the most used first. Figures as they are: leave out small ones on pages."""
    with access.working(), connection.cursor() as cursor:
        cursor.execute(HOW_THEY_GO, {"practices": list(practices)})
        return [Used(*row) for row in cursor.fetchall()]
