"""What follows from what was heard: alerts and calls at once, a human for what is unclear, words back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from inglenook.core import clock
from inglenook.messaging.models import Reply
from inglenook.planning.actions import raise_task
from inglenook.planning.models import Task

from ..alerts.api import raise_alert, raise_call
from ..models import CheckIn, Enrolment
from ..rules import Level, Rule
from . import wording
from .danger import Danger
from .hearing import Heard
from .replying import Speech, send

WITHIN = {Level.RED_FLAG: timedelta(hours=1), Level.SOON: timedelta(hours=24), Level.LOOK: timedelta(hours=72)}
READ_WITHIN = timedelta(days=1)
DANGER_WITHIN = timedelta(hours=1)
TITLES = {Danger.BODY: "Words of danger in a message", Danger.MIND: "Words of despair or danger in a message"}


def warn(*, danger: Danger, text: str, key: str, reply: Reply | None = None, check_in: CheckIn | None = None) -> None:
    """A red flag for words of danger, before anything else is made of them."""
    about = {"reply": reply, "check_in": check_in, "enrolment": check_in and check_in.enrolment}
    raise_alert(
        key=f"danger:{key}",
        person=(reply or check_in).person,
        level=Level.RED_FLAG,
        rule=f"words:{danger}",
        reason=f"{TITLES[danger]}: “{text[:300]}”",
        within=DANGER_WITHIN,
        **{name: row for name, row in about.items() if row},
    )


def act(heard: Heard) -> None:
    """Do what the rules that were set off say."""
    for rule in heard.rules:
        _act(rule, heard)


def _act(rule: Rule, heard: Heard) -> None:
    check_in = heard.telling.check_in
    key, reason = _key(rule, heard), f"{rule.title}: {_said(rule, heard)}"
    within = timedelta(hours=rule.within_hours) if rule.within_hours else WITHIN.get(rule.level, READ_WITHIN)
    about = {"owner": check_in.enrolment.owner, "enrolment": check_in.enrolment}
    if rule.level:
        raise_alert(
            key=key,
            person=check_in.person,
            level=rule.level,
            rule=f"{heard.background.programme.code}:{rule.code}",
            reason=reason,
            within=within,
            check_in=check_in,
            **{"reply": heard.telling.reply} if heard.telling.reply else {},
            **about,
        )
    if rule.call:
        raise_call(key=key, person=check_in.person, reason=reason, within=within, **about)
    if rule.ends:
        ended = Enrolment.objects.filter(pk=check_in.enrolment_id, state=Enrolment.State.RUNNING)
        ended.update(state=Enrolment.State.FINISHED, state_because=rule.title[:300], next_at=None, next_step=None)


def _key(rule: Rule, heard: Heard) -> str:
    """Once for each rule and what was said: a worse reading after the first alert is an alert of its own."""
    values = "/".join(str(one.heard.value) for one in heard.understood if one.question.code == rule.when.question)
    return f"rule:{heard.telling.check_in.pk}:{rule.code}:{values}"[:100]


def _said(rule: Rule, heard: Heard) -> str:
    """What a professional reads: the answer that set the rule off, as it was understood."""
    about = [one for one in heard.understood if one.question.code == rule.when.question] or heard.understood
    return "; ".join(wording.shown(one.question, one.heard) for one in about)


def pass_on(*, reply: Reply, check_in: CheckIn | None, reason: str) -> datetime:
    """Put a message before a person to read; by when they will."""
    due_at = clock.now() + READ_WITHIN
    raise_task(
        key=f"reply:{reply.pk}",
        kind=Task.Kind.REPLY,
        person=reply.person,
        reason=f"{reason}: “{reply.text[:300]}”",
        due_at=due_at,
        owner=check_in.enrolment.owner if check_in else None,
    )
    return due_at


def answer_back(heard: Heard, *, danger: Danger | None = None, read_by: datetime | None = None) -> None:
    """Tell the person what became of their answer. Safety words stand alone."""
    reply, check_in = heard.telling.reply, heard.telling.check_in
    language = check_in.enrolment.language
    speech = Speech(language, check_in.enrolment.programme.code)
    if danger:
        speech.add(danger)
    elif heard.understood:
        _acknowledge(speech, heard)
    else:
        part = heard.unclear[0]
        speech.add(part.heard.why, **wording.about(part.question))
        speech.add("passed_on", day=wording.day(read_by or clock.now()))
    send(speech, reply=reply, check_in=check_in, is_urgent=bool(danger) or _is_red(heard.rules))


def _acknowledge(speech: Speech, heard: Heard) -> None:
    noted = ", ".join(wording.shown(one.question, one.heard, speech.language) for one in heard.understood)
    said = [rule for rule in heard.rules if rule.says]
    if said:
        speech.add_words(dict.fromkeys(rule.says for rule in said), heard.background.programme, heard.telling.check_in)
    speech.add("corrected" if heard.corrects else "noted", what=noted)
    if heard.still_open:
        speech.add("still", question=" ".join(speech.asked(heard.still_open)))


def _is_red(rules: Iterable[Rule]) -> bool:
    return any(rule.level == Level.RED_FLAG for rule in rules)
