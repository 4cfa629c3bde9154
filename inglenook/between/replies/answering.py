"""What is said back about an answer, on whatever way it came."""

from datetime import datetime

from inglenook.core import clock
from inglenook.messaging.models import Message

from ..rules import Level
from . import wording
from .background import Background
from .danger import Danger, danger_in
from .hearing import Heard, Telling
from .replying import Speech


def answer_back(heard: Heard, *, danger: Danger | None = None, read_by: datetime | None = None) -> Message:
    """What tells the person by text what became of their answer."""
    is_red = any(rule.level == Level.RED_FLAG for rule in heard.rules)
    return speech_of(heard, danger=danger, read_by=read_by).message(
        heard.telling.reply, is_urgent=bool(danger) or is_red
    )


def speech_of(heard: Heard, *, danger: Danger | None = None, read_by: datetime | None = None) -> Speech:
    """What became of an answer, in the person's language. Safety words stand alone."""
    enrolment = heard.telling.check_in.enrolment
    speech = Speech(enrolment.language, enrolment.programme.code)
    if danger:
        speech.add(danger)
    elif heard.understood:
        _acknowledge(speech, heard)
    else:
        part = heard.unclear[0]
        speech.add(part.heard.why, **wording.about(part.question))
        speech.add("passed_on", day=wording.day(read_by or clock.now(), speech.language))
    return speech


def _acknowledge(speech: Speech, heard: Heard) -> None:
    noted = ", ".join(wording.shown(one.question, one.heard, speech.language) for one in heard.understood)
    if says := heard.says:
        speech.add_words(says, heard.background.programme, heard.telling.check_in)
    speech.add("corrected" if heard.corrects else "noted", what=noted)
    if heard.still_open:
        speech.add("still", question=" ".join(speech.asked(heard.still_open)))


def said_back(background: Background) -> Speech:
    """The same of what was answered before, for a page that shows it again."""
    check_in, given = background.check_in, background.given
    said = "\n".join(answer.said for answer in given.values())
    telling = Telling(check_in, said, "web", check_in.answered_at or clock.now())
    heard = Heard(telling, background, background.parts_given, background.rules_given)
    return speech_of(heard, danger=danger_in(said))
