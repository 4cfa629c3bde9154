"""What the page's template shows of a conversation."""

import uuid

from django.urls import reverse
from django.utils import timezone

from inglenook.community.referrals.rules import states
from inglenook.core import clock
from inglenook.workforce.strategies.api import barriers, helps, put_away_by, strategies

from ..models import AgendaItem, Conversation, FollowUp
from ..plan.fields import OUT_OF_REACH, is_in_reach
from ..presenting import called
from ..strategies.hearing import IN_THE_WAY, Heard, heard
from . import state
from .beside import beside

# Ways to make an action smaller, each leading to the column where it is written down.
SMALLER = (
    ("how_much", "Do less of it, or for a shorter time"),
    ("how_often", "Do it less often"),
    ("who_words", "Do it with someone"),
    ("where", "Do it somewhere easier"),
    ("when", "Choose a better time"),
    ("if_this", "Plan for what gets in the way"),
)
# What was answered, beside the agenda that was made of it.
PROMPTS = (("going_well", "Going well"), (IN_THE_WAY, "Things in the way"), ("worries", "Worries"))


def page_of(talk: Conversation, user) -> dict:
    """The template's context; problems with what was sent come on top of it."""
    return {
        "talk": talk,
        "person": talk.person,
        "called": called(talk.person),
        "age": talk.person.age(clock.today()),
        "agenda": [row for row in talk.agenda_rows if not row["removed_at"]],
        "off": [row for row in talk.agenda_rows if row["removed_at"]],
        "goals": state.current_goals(talk),
        "loose": state.loose_actions(talk),
        "ended": state.ended_rows(talk),
        "beside": beside(talk),
        "here": state.others_here(talk, user),
        "shape": state.shape_of(talk),
        "mark": timezone.now().isoformat(),
        "fresh": uuid.uuid4,
        "outcomes": dict(FollowUp.Outcome.choices),
        "smaller": SMALLER,
        "prompts": PROMPTS,
        "referral_states": states(),
        "amiss": amiss(talk),
        "heard": _heard(talk),
        "chip_at": lambda code: f"{reverse('talk_words', args=[talk.ref])}?barrier={code}",
        "barriers": barriers(),
        "strategies": strategies(),
        "helps": helps(),
        "away": put_away_by(user),
    }


def amiss(talk: Conversation) -> dict[str, str]:
    """What stands and cannot be meant, and how to mend it, by address."""
    review_on = talk.person.plan.review_on
    return {} if talk.ended_at or review_on is None or is_in_reach(review_on) else {"plan.review_on": OUT_OF_REACH}


def _heard(talk: Conversation) -> list[Heard]:
    """What stands in the way by what was ticked, by how actions went, and by the person's other words."""
    choices = [one for row in talk.answer_rows if row["prompt"] == IN_THE_WAY for one in row["choices"] or ()]
    went = [row["went"]["their_words"] for row in talk.action_rows if row["went"]]
    raised = [row["wording"] for row in talk.agenda_rows if row["raised_by"] == AgendaItem.RaisedBy.PERSON]
    return heard(choices, [*went, *(row["text"] for row in talk.answer_rows), *raised])


def control_id(address: str) -> str:
    """The id of the control for an address, as the template makes it."""
    return address.replace(".", "-").replace(":", "-") if address != "page" else "talk"
