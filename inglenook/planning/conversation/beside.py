"""What stands beside the conversation: results, the last plan and how it went, answers, needs for access."""

from datetime import datetime

from inglenook.community.find.api import Suggestion
from inglenook.core import clock
from inglenook.people.needs import access_needs
from inglenook.people.results import Readings, about_with, readings_of

from ..models import Conversation, FollowUp, Goal
from ..referring.near import help_near
from ..referring.prefill import IN_THE_WAY


def beside(talk: Conversation) -> dict:
    answers = {row["prompt"]: row for row in talk.answer_rows}
    return {
        "answers": answers,
        "readings": _readings(talk),
        "last": _last_plan(talk),
        "needs": access_needs(talk.person),
        "help": _help(talk, answers),
    }


def _help(talk: Conversation, answers: dict) -> list[Suggestion]:
    chosen = answers.get(IN_THE_WAY, {}).get("choices") or []
    goals = tuple(row["wording"] for row in talk.goal_rows if row["state"] == Goal.State.CURRENT)
    return help_near(talk.person, chosen, goals)


def _readings(talk: Conversation) -> Readings:
    about = about_with(talk.person, frozenset(talk.condition_groups), clock.today())
    return readings_of(talk.person, about=about)


def _last_plan(talk: Conversation) -> dict | None:
    """The plan agreed last: when, and each of its actions with how it went."""
    if not talk.last_version:
        return None
    went = {row["ref"]: row["went"] for row in talk.action_rows}
    actions = [
        {"what": action["what"], "went": _word(went.get(action["ref"]))}
        for action in talk.last_version["contents"]["actions"]
    ]
    done = sum(action["went"] == FollowUp.Outcome.DONE.label for action in actions)
    agreed_at = datetime.fromisoformat(talk.last_version["agreed_at"])
    return {"agreed_at": agreed_at, "actions": actions, "done": done}


def _word(told: dict | None) -> str:
    return FollowUp.Outcome(told["outcome"]).label if told else ""
