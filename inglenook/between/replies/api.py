"""The one door through which every answer to a check-in comes: by text, on the web, by phone or on paper."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.messaging.models import Reply
from inglenook.people.own.readings import SPACE

from ..models import CheckIn
from .background import backgrounds
from .consequences import act, warn
from .danger import Danger, danger_in
from .hearing import Heard, Telling, hear
from .keeping import keep

__all__ = ["answer", "heed"]


@transaction.atomic
def answer(
    *,
    check_in: CheckIn,
    said: str | dict[str, str],
    way: str,
    by: User | None,
    reply: Reply | None = None,
    at: datetime | None = None,
) -> Heard:
    """Keep what somebody said to a check-in, its readings as results, and do at once what it sets off.

    `said` is one text for all its questions or a text for each by its code; `way` is of `CheckInAnswer.way`. What could
    not be read is in `unclear` of the answer and is not kept. Whoever may write the answer, what follows from it is
    written whatever they may write.
    """
    telling = Telling(check_in, said, way, at or clock.now(), by=by, reply=reply)
    heed(check_in=check_in, text=telling.text)
    with access.working():
        heard = hear(telling, backgrounds([check_in])[check_in.pk])
        keep([heard])
        act(heard)
    return heard


@transaction.atomic
def heed(*, check_in: CheckIn, text: str) -> Danger | None:
    """Raise the alarm for words of danger in whatever was typed, even where it answers nothing; once for each text."""
    if danger := danger_in(text):
        key = f"check_in:{check_in.pk}:{uuid5(SPACE, text)}"
        with access.working():
            about = {"check_in": check_in, "enrolment": check_in.enrolment}
            warn(danger=danger, person=check_in.person, said=f"“{text[:300]}”", key=key, **about)
    return danger
