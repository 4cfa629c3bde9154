"""What follows from what was heard: alerts and calls at once, a human for what is unclear."""

from datetime import datetime, timedelta

from inglenook.core import clock
from inglenook.messaging.models import Reply
from inglenook.people.models import Person
from inglenook.planning.models import Task

from ..alerts.api import give, raise_alert, raise_call
from ..models import CheckIn, Enrolment
from ..rules import Level, Rule
from . import wording
from .danger import Danger
from .hearing import Heard

WITHIN = {Level.RED_FLAG: timedelta(hours=1), Level.SOON: timedelta(hours=24), Level.LOOK: timedelta(hours=72)}
READ_WITHIN = timedelta(days=1)
DANGER_WITHIN = timedelta(hours=1)
TITLES = {Danger.BODY: "Words of danger", Danger.MIND: "Words of despair or danger"}


def warn(*, danger: Danger, person: Person, said: str, key: str, **about) -> None:
    """A red flag for words of danger, before anything else is made of them. `about` names the reply or check-in."""
    raise_alert(
        key=f"danger:{key}",
        person=person,
        level=Level.RED_FLAG,
        rule=f"words:{danger}",
        reason=f"{TITLES[danger]}: {said}",
        within=DANGER_WITHIN,
        **{name: row for name, row in about.items() if row},
    )


def act(heard: Heard) -> None:
    """Do what the rules that were set off say: one alert, by the most pressing, that says all of it."""
    if told := heard.telling_rules:
        _alert(told, heard)
    for rule in heard.rules:
        if rule.call:
            raise_call(key=_key(rule, heard), reason=_reason([rule], heard), within=_within(rule), **_about(heard))
        if rule.ends:
            _end(heard, rule)


def _alert(rules: list[Rule], heard: Heard) -> None:
    check_in, reply = heard.telling.check_in, heard.telling.reply
    raise_alert(
        key=_key(rules[0], heard),
        level=rules[0].level,
        rule=f"{heard.background.programme.code}:{rules[0].code}",
        reason=_reason(rules, heard),
        within=min(_within(rule) for rule in rules),
        check_in=check_in,
        **{"reply": reply} if reply else {},
        **_about(heard),
    )


def _about(heard: Heard) -> dict:
    check_in = heard.telling.check_in
    return {"person": check_in.person, "owner": check_in.enrolment.owner, "enrolment": check_in.enrolment}


def _within(rule: Rule) -> timedelta:
    return timedelta(hours=rule.within_hours) if rule.within_hours else WITHIN.get(rule.level, READ_WITHIN)


def _end(heard: Heard, rule: Rule) -> None:
    running = Enrolment.objects.filter(pk=heard.telling.check_in.enrolment_id, state=Enrolment.State.RUNNING)
    running.update(state=Enrolment.State.FINISHED, state_because=rule.title[:300], next_at=None, next_step=None)


def _key(rule: Rule, heard: Heard) -> str:
    """Once for each rule and what was said: a worse reading after the first alert is an alert of its own."""
    values = "/".join(str(one.heard.value) for one in heard.understood if one.question.code == rule.when.question)
    return f"rule:{heard.telling.check_in.pk}:{rule.code}:{values}"[:100]


def _reason(rules: list[Rule], heard: Heard) -> str:
    """What a professional reads: what happened, and the answers as they were understood."""
    codes = {rule.when.question for rule in rules}
    about = [one for one in heard.understood if one.question.code in codes] or heard.understood
    said = "; ".join(wording.shown(one.question, one.heard) for one in about)
    return f"{'. '.join(rule.title for rule in rules)}: {said}"


def fear(heard: Heard) -> datetime:
    """An answer that cannot be read and may mean what an alert is for is treated as if it did; by when it is read."""
    rule, reply = heard.feared[0], heard.telling.reply
    raise_alert(
        key=f"unclear:{heard.telling.check_in.pk}:{rule.code}:{reply.pk}",
        level=rule.level,
        rule=f"{heard.background.programme.code}:{rule.code}",
        reason=f"Not clear, and may mean: {rule.title}. “{reply.text[:300]}”",
        within=_within(rule),
        check_in=heard.telling.check_in,
        reply=reply,
        **_about(heard),
    )
    return clock.now() + _within(rule)


def pass_on(*, reply: Reply, check_in: CheckIn | None, reason: str) -> datetime:
    """Put a message before a person to read; by when they will."""
    task = give(
        key=f"reply:{reply.pk}",
        kind=Task.Kind.REPLY,
        person=reply.person,
        reason=f"{reason}: “{reply.text[:300]}”",
        within=READ_WITHIN,
        owner=check_in.enrolment.owner if check_in else None,
    )
    return task.due_at
