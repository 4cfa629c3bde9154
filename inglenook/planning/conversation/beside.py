"""What stands beside the conversation: results, the last plan and how it went, answers, needs for access."""

from datetime import datetime

from inglenook.core import clock
from inglenook.people.needs import access_needs
from inglenook.people.results import Readings, about_with, readings_of

from ..models import Conversation, FollowUp


def beside(talk: Conversation) -> dict:
    return {
        "answers": {row["prompt"]: row for row in talk.answer_rows},
        "readings": _readings(talk),
        "last": _last_plan(talk),
        "needs": access_needs(talk.person),
    }


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
