"""Replies seen to: words of danger first, then the check-in each answers, then a person for what cannot be read.

Many at a time: what is known is asked for all of them at once, what is kept is written for all of them at once.
Handling one again changes nothing.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.messaging.models import Arrival, ContactPoint, Message, Reply
from inglenook.people.needs import language_of

from ..enrolment.changing import Told, change_of
from . import wording
from .answering import answer_back
from .background import backgrounds
from .choosing import is_courtesy
from .consequences import act, fear, pass_on, warn
from .danger import danger_in
from .hearing import Heard, Telling, hear
from .keeping import keep
from .matching import Match, matches
from .replying import Speech, send

log = logging.getLogger(__name__)
BATCH = 500
SHARED = "it came from a phone that several people use. Ring and find out who."


def handle(replies: Iterable[Reply]) -> int:
    """See to these replies; how many. Safe to repeat."""
    with access.working():
        waiting = [reply for reply in replies if reply.read_at is None]
        found = matches(waiting)
        heard = _hear([found[reply.pk] for reply in waiting])
        seen = [_see_to(found[reply.pk], heard.get(reply.pk)) for reply in waiting]
        _note(waiting, seen)
        send([one.message for one in seen if one.message])
    return len(waiting)


def on_arrival(reply: Reply) -> None:
    """See to a reply as it comes in: what is red is told at once."""
    handle([reply])


def on_danger(arrival: Arrival, points: list[ContactPoint]) -> None:
    """Words of danger from a phone that several people use: told about each of them, without the words themselves."""
    danger = danger_in(arrival.text)
    if danger is None:
        return
    for point in points:
        warn(danger=danger, person=point.person, said=SHARED, key=f"arrival:{arrival.pk}:{point.person_id}")
    speech = Speech(language_of(points[0].person))
    speech.add(danger)
    send([speech.message_to(points[0], key=f"danger:{arrival.pk}")])


def handle_waiting() -> int:
    """See to every reply not yet seen to, oldest first, a batch at a time; how many."""
    total = 0
    while count := _handle_batch():
        total += count
    return total


def _handle_batch() -> int:
    try:
        with access.working():
            return handle(_waiting()[:BATCH])
    except Exception as error:  # one that cannot be seen to must not hold up the others
        log.error("a batch of replies could not be seen to: %s", type(error).__name__)
        return sum(iter(_handle_one, 0))


def _handle_one() -> int:
    with access.working():
        reply = _waiting().first()
        if reply is None:
            return 0
        try:
            with transaction.atomic():
                return handle([reply])
        except Exception as error:  # whatever goes wrong, a human reads it
            log.error("a reply could not be seen to: %s", type(error).__name__)
            pass_on(reply=reply, check_in=None, reason="A message that could not be dealt with")
            _note([reply], [Seen("failed")])
    return 1


def _waiting() -> QuerySet[Reply]:
    """Those not seen to, the oldest first, held until the transaction ends; another worker takes others."""
    found = Reply.objects.filter(read_at=None).order_by("received_at", "pk").select_related(*RELATED)
    return found.select_for_update(of=("self",), skip_locked=True)


RELATED = ("person__practice", "person__preferences", "contact_point", "carer", "message")


def _hear(found: list[Match]) -> dict[int, Heard]:
    """What was heard, by the reply's key, read and kept."""
    asked = [(match.reply, check_in) for match in found for check_in in match.check_ins]
    known = backgrounds({check_in.pk: check_in for _, check_in in asked}.values())
    heard: dict[int, Heard] = {}
    for reply, check_in in asked:
        if reply.pk in heard and heard[reply.pk].understood:
            continue
        telling = Telling(check_in, reply.text, "text", reply.received_at, by=reply.carer, reply=reply)
        one = hear(telling, known[check_in.pk])
        if reply.pk not in heard or one.understood:
            heard[reply.pk] = one
    keep([one for one in heard.values() if one.parts])
    return heard


def _note(replies: list[Reply], seen: list["Seen"]) -> None:
    """A statement for each thing that replies were taken for."""
    taken = defaultdict(list)
    for reply, one in zip(replies, seen, strict=True):
        taken[one.taken_for].append(reply.pk)
    for taken_for, keys in taken.items():
        Reply.objects.filter(pk__in=keys).update(reading=taken_for, read_at=clock.now())


class Seen(NamedTuple):
    """What a reply was taken for, and what is said back."""

    taken_for: str
    message: Message | None = None


def _see_to(match: Match, heard: Heard | None) -> Seen:
    """Do all that follows from a reply."""
    reply, danger = match.reply, danger_in(match.reply.text)
    if danger:
        about = {"reply": reply, "check_in": match.first, "enrolment": match.first and match.first.enrolment}
        warn(danger=danger, person=reply.person, said=f"“{reply.text[:300]}”", key=f"reply:{reply.pk}", **about)
    if heard and heard.understood:
        act(heard)
        return Seen(f"danger:{danger}" if danger else match.taken_for, answer_back(heard, danger=danger))
    if danger:
        return Seen(f"danger:{danger}", _speech(match, danger).message(reply, is_urgent=True))
    if told := change_of(reply.person, reply.carer, reply.text):
        return Seen("change", _told(match, told).message(reply))
    return Seen("courtesy") if is_courtesy(reply.text) else _pass_on(match, heard)


def _pass_on(match: Match, heard: Heard | None) -> Seen:
    if heard and heard.feared:
        read_by = fear(heard)
    else:
        reason = "An answer we could not read" if heard else "A message, and nothing was asked"
        read_by = pass_on(reply=match.reply, check_in=match.first, reason=reason)
    if heard:
        return Seen(f"unclear:{heard.unclear[0].heard.why}", answer_back(heard, read_by=read_by))
    day = wording.day(read_by, _language_of(match))
    return Seen("unasked", _speech(match, "unasked", day=day).message(match.reply))


def _told(match: Match, told: Told) -> Speech:
    """What became of a change that was asked for."""
    values = told.values | ({"day": wording.day(told.until, _language_of(match))} if told.until else {})
    return _speech(match, told.key, **values)


def _speech(match: Match, key: str, **values) -> Speech:
    speech = Speech(_language_of(match))
    speech.add(key, **values)
    return speech


def _language_of(match: Match) -> str:
    return match.first.enrolment.language if match.first else language_of(match.reply.person)
