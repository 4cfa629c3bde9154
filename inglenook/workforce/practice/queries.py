"""What the practice room's pages show of the learner's talks, in words."""

from dataclasses import dataclass
from itertools import chain

from inglenook.core.models import User

from ..models import Observation, Talk
from . import engine
from .scenario import Scenario
from .skills import SKILLS, Counted, Skill, feedback, tomorrow

LATEST = 20  # talks listed


@dataclass(frozen=True)
class Offer:
    """Something to bring up: a topic, and whether the talk was there before."""

    code: str
    title: str
    is_again: bool


@dataclass(frozen=True)
class Standing:
    """Where a talk stands: what the person says, what can be said and brought up."""

    says: str
    wordings: list
    offers: list[Offer]
    may_close: bool
    mood: str
    turns_left: int


@dataclass(frozen=True)
class Outcome:
    """What a talk did, counted, and what there was beside."""

    counted: list[Counted]
    tomorrow: str
    trust: tuple[int, int]
    confidence: tuple[int, int]
    came_out: list[str]
    stayed_in: list[str]


def talks_of(learner: User) -> list[Talk]:
    """Their talks, the last first, without what was said in them."""
    return list(Talk.objects.filter(learner=learner).defer("lines")[:LATEST])


def observations_of(learner: User) -> list[Observation]:
    """Finished forms of colleagues who observed them."""
    return list(Observation.objects.filter(shown_to=learner).select_related("observer")[:LATEST])


def observing(observer: User) -> list[Observation]:
    """Forms that the observer has not finished."""
    return list(Observation.objects.filter(observer=observer, finished_at=None).select_related("learner")[:LATEST])


def standing(scenario: Scenario, talk: Talk, state: engine.State) -> Standing:
    offers = [
        Offer(t.code, t.title, engine.has_been(scenario, state, t.code))
        for t in engine.topics(scenario, state)
        if t.code != state.at
    ]
    return Standing(
        says=engine.speaks(scenario, state),
        wordings=engine.choices(scenario, state, str(talk.ref)),
        offers=offers,
        may_close=engine.may_close(scenario, state),
        mood=mood(state.trust),
        turns_left=max(0, scenario.most - state.turns),
    )


def mood(trust: int) -> str:
    """How the person is drawn."""
    return "warm" if trust >= 7 else "wary" if trust <= 3 else "even"


def skills_of(codes) -> list[Skill]:
    return [SKILLS[code] for code in codes if code in SKILLS]


def outcome(scenario: Scenario | None, talk: Talk) -> Outcome:
    """What the talk did. Without its scenario, which may be gone, what stayed in is not known."""
    state = engine.State.of(talk.state)
    counted = feedback(chain.from_iterable(line["does"] for line in talk.lines))
    began = engine.State.of(talk.lines[0]["before"]) if talk.lines else state
    came_out = list(chain.from_iterable(line["came_out"] for line in talk.lines))
    stayed_in = engine.came_out(scenario, state.known)[1] if scenario and scenario.version == talk.version else []
    return Outcome(
        counted=counted,
        tomorrow=tomorrow(counted),
        trust=(began.trust, state.trust),
        confidence=(began.confidence, state.confidence),
        came_out=came_out,
        stayed_in=stayed_in,
    )
