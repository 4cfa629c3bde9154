"""A change to a programme in a person's own words: "pause", "less", "stop walking", "evenings please"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial

from django.db.models import F, Max

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.kit.words import clock as at_clock
from inglenook.messaging.wordings import in_language
from inglenook.people.models import Person

from ..models import Enrolment
from . import actions

TIMES = {"morning": time(9), "noon": time(12), "midday": time(12), "afternoon": time(14), "evening": time(18)}
REST = timedelta(days=14)
PLEASE = r"(?:please|pls|thanks|thank you|can you|could you|i want to|i would like to|the|my|it|them|messages?|texts?)"
FOR_NOW = r"(?: for (?:a (?:bit|while|week)|now))?"
WHEN = r"(?P<when>morning|noon|midday|afternoon|evening)s?"
HOUR = r"at (?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>am|pm)?"
CHANGES = STOP, PAUSE, LESS, ON, MOVE = tuple(
    re.compile(rf"^(?:{words})$")
    for words in (
        r"(?:stop|end|cancel|no more) (?P<named>.+)",
        rf"(?:pause|rest|a break|take a break|hold){FOR_NOW}",
        r"less(?: often)?|fewer|too many|not so (?:many|often)",
        r"resume|go on|carry on|continue|start again|unpause",
        rf"(?:change (?:to )?|move (?:to )?|in )?{WHEN}|(?:change |move )?{HOUR}",
    )
)


@dataclass(frozen=True)
class Told:
    """What to tell the person: a key of `data/replies.yaml`, what fills its gaps, and the day until when they rest."""

    key: str
    values: dict[str, str] = field(default_factory=dict)
    until: date | None = None


def change_by_words(enrolment: Enrolment, text: str, *, by: User | None = None) -> Told | None:
    """Make the change that the words ask for; what to tell the person, or None when they ask for none.

    A stop that names something names this programme or its action, or is not for this enrolment. The plain word STOP
    never comes here: messaging itself keeps it.
    """
    asked = _asked(enrolment, _plain(text))
    return asked(by=by) if asked else None


def change_of(person: Person, carer: User | None, text: str) -> Told | None:
    """The same for whoever wrote to us: a rest and its end are for all they are in, all else for what they last had
    something of; None when the words ask for no change."""
    if not any(pattern.match(_plain(text)) for pattern in CHANGES):
        return None
    found = Enrolment.objects.filter(person=person, carer=carer, state__in=actions.OPEN)
    newest_first = found.select_related("programme", "action").order_by(F("last").desc(nulls_last=True), "-pk")
    by, said = carer or person.user, None
    for enrolment in newest_first.annotate(last=Max("check_ins__due_at")):
        told = change_by_words(enrolment, text, by=by)
        said = said or told
        if told and not _is_for_all(text):
            break
    return said


def _is_for_all(text: str) -> bool:
    return any(pattern.match(_plain(text)) for pattern in (PAUSE, ON))


def _plain(text: str) -> str:
    words = re.sub(rf"\b{PLEASE}\b", " ", re.sub(r"[^\w:.' ]", " ", text.lower()))
    return re.sub(r"\s+", " ", words).strip(" .")


def _asked(enrolment: Enrolment, words: str) -> Callable[..., Told] | None:
    """The change, ready to be made; None for words that are something else, such as an answer."""
    if len(words.split()) > 5:
        return None
    if found := STOP.match(words):
        return partial(_stop, enrolment) if _is_about(enrolment, found["named"]) else None
    for pattern, change in ((PAUSE, _pause), (LESS, _lessen), (ON, _go_on)):
        if pattern.match(words):
            return partial(change, enrolment)
    found = MOVE.match(words)
    at = _time_of(found) if found else None
    return partial(_move, enrolment, at) if at else None


def _is_about(enrolment: Enrolment, named: str) -> bool:
    """Whether a word of what is named is the programme's or the action's: "walking" is of "Walk to the shop"."""
    names = (
        f"{enrolment.programme.title} {enrolment.programme.code} {enrolment.action.what if enrolment.action else ''}"
    )
    known = {_stem(word) for word in re.findall(r"\w+", names.lower().replace("_", " "))}
    return named in enrolment.programme.contents.get("names", ()) or any(
        _stem(word) in known for word in re.findall(r"\w{3,}", named)
    )


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|s|ed|e)$", "", word)


def _time_of(found: re.Match) -> time | None:
    if found["when"]:
        return TIMES[found["when"]]
    hour = int(found["hour"]) % 12 + 12 if found["half"] == "pm" else int(found["hour"])
    return time(hour, int(found["minute"] or 0)) if hour < 24 else None


def _stop(enrolment: Enrolment, by: User | None) -> Told:
    actions.stop(enrolment=enrolment, by=by, because="Asked in their own words")
    return Told("ended", {"title": in_language({"en": enrolment.programme.title}, enrolment.language)})


def _pause(enrolment: Enrolment, by: User | None) -> Told:
    until = clock.today() + REST
    actions.pause(enrolment=enrolment, by=by, until=until, because="Asked in their own words")
    return Told("resting", until=until)


def _lessen(enrolment: Enrolment, by: User | None) -> Told:
    try:
        actions.lessen(enrolment=enrolment, by=by)
    except actions.NotPossible:
        return Told("no_less")
    return Told("less")


def _go_on(enrolment: Enrolment, by: User | None) -> Told:
    actions.resume(enrolment=enrolment, by=by)
    return Told("going_on")


def _move(enrolment: Enrolment, at: time, by: User | None) -> Told:
    actions.move(enrolment=enrolment, at=at, by=by)
    return Told("moved", {"time": at_clock(at)})
