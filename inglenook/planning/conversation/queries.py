"""Everything the conversation page shows of planning, read in one statement."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from inglenook.core import clock
from inglenook.core.prepared import first, prepared
from inglenook.core.rows import rows_of
from inglenook.people.models import Condition, ConditionGroupCode, Look

from ..models import (
    Action,
    AgendaItem,
    Answer,
    Conversation,
    FollowUp,
    Goal,
    PlanVersion,
    Presence,
    SaidBack,
    SharedDecision,
)

HERE_FOR = timedelta(seconds=12)
PAGE = "Planning conversation"
LOOK_LASTS = timedelta(hours=12)
_SAME_PERSON = {"person_id": OuterRef("person_id")}


def talk(ref: UUID) -> Conversation | None:
    """The conversation with its lists of mappings: agenda, goals, actions, answers, present, and last_version."""
    return first(_talk(ref, timezone.now() - HERE_FOR))


@prepared
def _talk(ref: UUID, here_since: datetime) -> QuerySet[Conversation]:
    return (
        Conversation.objects.filter(ref=ref)
        .select_related("cycle", "led_by", "person__plan", "person__preferences", "person__practice")
        .annotate(
            agenda_rows=rows_of(AgendaItem.objects.filter(conversation_id=OuterRef("pk")), AGENDA),
            goal_rows=rows_of(Goal.objects.filter(**_SAME_PERSON), GOAL),
            action_rows=rows_of(_actions(), ACTION),
            answer_rows=rows_of(Answer.objects.filter(pack__cycle_id=OuterRef("cycle_id")).order_by("pk"), ANSWER),
            said_back_rows=rows_of(SaidBack.objects.filter(conversation_id=OuterRef("pk")), SAID_BACK),
            present_rows=rows_of(_present(here_since), PRESENT),
            decision_rows=rows_of(_decisions(), DECISION, choice=F("choice__name")),
            condition_groups=ArraySubquery(_groups()),
            last_version=Subquery(_versions().values(version=JSONObject(**_same(VERSION)))[:1]),
        )
    )


AGENDA = ("ref", "wording", "notes", "raised_by", "removed_at", "written_at", "answer_id")
GOAL = (
    "pk", "ref", "wording", "importance", "importance_from", "importance_to", "state", "in_own_hand", "written_at",
)  # fmt: skip
ACTION = (
    "ref", "goal_id", "what", "how_much", "when", "where", "how_often", "who", "who_words", "if_this", "then_that",
    "confidence", "confidence_from", "confidence_to", "state", "written_at", "went", "referred", "strategy",
)  # fmt: skip
ANSWER = ("prompt", "choices", "text", "wants_help", "said_by", "answered_at")
DECISION = ("ref", "about", "status")
SAID_BACK = ("ref", "about")
PRESENT = ("user_id", "name", "field")
VERSION = ("number", "agreed_at", "contents")


def _same(names: tuple[str, ...]) -> dict[str, F]:
    return {name: F(name) for name in names}


def _actions() -> QuerySet:
    went = FollowUp.objects.filter(action=OuterRef("pk")).exclude(outcome="").order_by("-done_at")
    told = went.values(told=JSONObject(outcome=F("outcome"), their_words=F("their_words"), on=F("done_at")))
    return Action.objects.filter(**_SAME_PERSON).annotate(went=Subquery(told[:1]), referred=F("referral__state"))


def _decisions() -> QuerySet:
    return SharedDecision.objects.filter(**_SAME_PERSON).order_by("status", "-pk")


def _present(since: datetime) -> QuerySet:
    rows = Presence.objects.filter(conversation_id=OuterRef("pk"), seen_at__gt=since)
    return rows.annotate(name=F("user__name")).order_by("name")


def _groups() -> QuerySet:
    """The groups of the conditions the person lives with, which decide what a result means for them."""
    theirs = Condition.objects.active(clock.today()).filter(
        person_id=OuterRef(OuterRef("person_id")), system=OuterRef("system"), code=OuterRef("code")
    )
    return ConditionGroupCode.objects.filter(Exists(theirs)).values("group_id").distinct()


def _versions() -> QuerySet:
    return PlanVersion.objects.filter(**_SAME_PERSON).order_by("-number")


def has_looked(user, conversation: Conversation) -> bool:
    """Whether this user's look at this person's conversation has been recorded today."""
    return Look.objects.filter(
        person_id=conversation.person_id, viewer=user, what=PAGE, at__gt=timezone.now() - LOOK_LASTS
    ).exists()
