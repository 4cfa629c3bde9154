"""What stands on the conversation page, as its script needs it: fields by address, and the order of the lists."""

import hashlib
from datetime import datetime, timedelta

from ..models import Action, Conversation, Goal
from ..plan.fields import shown
from .addresses import FIELDS, KINDS, label_of

# Whoever wrote first may finish last; asking for a little more than is new misses nothing, and twice does no harm.
OVERLAP = timedelta(seconds=15)


def fields_of(talk: Conversation) -> dict[str, tuple[str, datetime]]:
    """Every writable field by its address: what stands there, and when its row was last written."""
    return {
        f"{place}.{column}": (shown(row[column]), _moment(row["written_at"]))
        for place, row in _places(talk)
        for column in FIELDS[KINDS[place.split(".")[0]]]
    }


def _places(talk: Conversation) -> list[tuple[str, dict]]:
    lists = {"agenda": talk.agenda_rows, "goal": talk.goal_rows, "action": talk.action_rows}
    rows = [(f"{kind}.{row['ref']}", row) for kind, rows in lists.items() for row in rows]
    return [("conversation", vars(talk)), ("plan", vars(talk.person.plan)), *rows]


def _moment(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def changed_since(talk: Conversation, mark: datetime) -> dict[str, str]:
    """The fields of rows written since a moment, or a little before it."""
    return {address: value for address, (value, at) in fields_of(talk).items() if at > mark - OVERLAP}


def shape_of(talk: Conversation) -> str:
    """A digest of what is on the page in which order; it changes when something is added, moved or taken off."""
    rows = [*talk.agenda_rows, *talk.goal_rows, *talk.action_rows]
    parts = [f"{row['ref']}{row.get('state', row.get('removed_at'))}" for row in rows]
    return hashlib.sha256("|".join([str(talk.ended_at), *parts]).encode()).hexdigest()[:16]


def others_here(talk: Conversation, user) -> list[dict[str, str]]:
    """Who else has the conversation open, and what they are writing in."""
    others = [row for row in talk.present_rows if row["user_id"] != user.pk]
    return [{"name": row["name"], "field": label_of(row["field"])} for row in others]


def current_goals(talk: Conversation) -> list[dict]:
    """Goals worked towards, each with its `actions` under way."""
    goals = [row for row in talk.goal_rows if row["state"] == Goal.State.CURRENT]
    actions = _current_actions(talk)
    return [goal | {"actions": [row for row in actions if row["goal_id"] == goal["pk"]]} for goal in goals]


def loose_actions(talk: Conversation) -> list[dict]:
    """Actions under way that lead to no goal of the list."""
    shown_goals = {goal["pk"] for goal in talk.goal_rows if goal["state"] == Goal.State.CURRENT}
    return [row for row in _current_actions(talk) if row["goal_id"] not in shown_goals]


def _current_actions(talk: Conversation) -> list[dict]:
    return [row for row in talk.action_rows if row["state"] == Action.State.CURRENT]


def ended_rows(talk: Conversation) -> list[dict]:
    """Goals and actions no longer in the plan, each with its kind and the word for its state."""
    goals = [
        row | {"kind": "goal", "text": row["wording"], "word": Goal.State(row["state"]).label}
        for row in talk.goal_rows
        if row["state"] != Goal.State.CURRENT
    ]
    actions = [
        row | {"kind": "action", "text": row["what"], "word": Action.State(row["state"]).label}
        for row in talk.action_rows
        if row["state"] != Action.State.CURRENT
    ]
    return goals + actions
