"""Verbs of the practice room: begin a talk, bring up, say, take back; invite and observe; keep scenarios."""

import secrets
from datetime import timedelta

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User

from ..models import Observation, ObserverCode, OwnScenario, Talk
from . import engine
from .checking import check
from .figures import note_talk
from .scenario import Scenario

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another when read out
CODE_LENGTH = 6
CODE_LASTS = timedelta(hours=12)


class Refused(Exception):
    """What was asked cannot be done. The message is fit to be shown."""


@transaction.atomic
def begin(*, scenario: Scenario, by: User) -> Talk:
    return Talk.objects.create(
        learner=by,
        scenario=scenario.code,
        title=scenario.title,
        version=scenario.version,
        state=engine.begin(scenario).as_data(),
        started_at=clock.now(),
        changed_at=clock.now(),
    )


@transaction.atomic
def bring_up(*, talk: Talk, scenario: Scenario, code: str) -> None:
    """The talk turns to a topic, or to its close. Raises engine.NotPossible."""
    _keep(talk, engine.bring_up(scenario, state_of(talk), code))


@transaction.atomic
def say(*, talk: Talk, scenario: Scenario, wording: str, by: User) -> None:
    """The learner says something and is answered. Raises engine.NotPossible."""
    before = state_of(talk)
    said, answer, after = engine.say(scenario, before, wording)
    talk.lines.append(
        {
            "turn": before.at,
            "asked": engine.speaks(scenario, before),
            "say": said.say,
            "does": list(said.does),
            "note": answer.note or said.note,
            "reply": answer.reply,
            "trust": after.trust - before.trust,
            "confidence": after.confidence - before.confidence,
            "came_out": [scenario.hidden[fact] for fact in answer.reveals if fact not in before.known],
            "before": before.as_data(),
        }
    )
    _keep(talk, after)
    if after.is_over:
        note_talk(by=by)


@transaction.atomic
def take_back(*, talk: Talk) -> None:
    """What was said last is unsaid, to try another wording. Raises Refused when nothing was, or the talk is over."""
    if not talk.lines or talk.ended_at:
        raise Refused("There is nothing to take back.")
    _keep(talk, engine.State.of(talk.lines.pop()["before"]))


@transaction.atomic
def remove(*, talk: Talk) -> None:
    talk.delete()


def state_of(talk: Talk) -> engine.State:
    return engine.State.of(talk.state)


def _keep(talk: Talk, state: engine.State) -> None:
    talk.state, talk.changed_at = state.as_data(), clock.now()
    talk.ended_at = talk.changed_at if state.is_over else None
    talk.save(update_fields=["state", "lines", "changed_at", "ended_at"])


@transaction.atomic
def invite(*, by: User, occasion: str, scenario: str = "") -> ObserverCode:
    """A code that lets one colleague observe, for half a day."""
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    return ObserverCode.objects.create(code=code, learner=by, occasion=occasion, scenario=scenario, made_at=clock.now())


@transaction.atomic
def observe(*, code: str, by: User) -> Observation:
    """The observer opens their form with the learner's code. Raises Refused for a code used, old or one's own."""
    typed = "".join(sign for sign in code.upper() if sign in CODE_SIGNS)
    with access.working():
        found = ObserverCode.objects.select_for_update().filter(code=typed, used_at=None).first()
        if found is None or found.made_at < clock.now() - CODE_LASTS:
            raise Refused("No such code. It is good for one observer and for half a day: ask for a new one.")
        if found.learner_id == by.pk:
            raise Refused("This is your own code. Tell it to the colleague who observes you.")
        found.used_at = clock.now()
        found.save(update_fields=["used_at"])
    return Observation.objects.create(
        observer=by,
        learner_id=found.learner_id,
        occasion=found.occasion,
        scenario=found.scenario,
        started_at=clock.now(),
    )


@transaction.atomic
def note(*, observation: Observation, seen: dict[str, int], went_well: str, to_try: str, finish: bool) -> None:
    """What the observer has so far; finished, the learner reads it too."""
    observation.seen, observation.went_well, observation.to_try = seen, went_well, to_try
    if finish:
        observation.finished_at, observation.shown_to_id = clock.now(), observation.learner_id
    observation.save()


@transaction.atomic
def publish(*, text: str, organisation: Organisation, by: User) -> OwnScenario:
    """A scenario joins the organisation's practice room, in place of its former self. Raises Refused with faults."""
    scenario, faults = check(text)
    if scenario is None:
        raise Refused(f"{len(faults)} faults are left.")
    kept, _ = OwnScenario.objects.update_or_create(
        organisation=organisation,
        code=scenario.code,
        defaults={
            "title": scenario.title,
            "text": text,
            "author": by,
            "published_at": clock.now(),
            "withdrawn_at": None,
        },
    )
    return kept


@transaction.atomic
def withdraw(*, scenario: OwnScenario) -> None:
    """It is no longer offered. Talks that were practised with it stay as they are."""
    scenario.withdrawn_at = clock.now()
    scenario.save(update_fields=["withdrawn_at"])


@transaction.atomic
def offer_again(*, scenario: OwnScenario) -> None:
    scenario.withdrawn_at = None
    scenario.save(update_fields=["withdrawn_at"])
