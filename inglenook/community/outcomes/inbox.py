"""Answers by text. A bare number is ours only when ours was the last thing asked; all else is left to other rooms.

What is claimed here is noted as read before the rooms above hear of the reply, so that they leave it alone. Words are
never claimed: whoever reads for words of danger reads them all.
"""

from inglenook.core import access, clock
from inglenook.measures.models import Administration
from inglenook.messaging.api import ask_to_send
from inglenook.messaging.models import Message, Reply

from ..models import OutcomePoint
from . import rules, texts
from .actions import answer

CHECK_IN = "check_in"  # the kind of a message by which another room asks for an answer


def on_reply(reply: Reply) -> None:
    """Take an answer to the open question, and send the next one."""
    said = rules.said(reply.text)
    if said is None or reply.carer_id or reply.channel != "text" or not (said.is_named or _is_last_asked(reply)):
        return
    with access.working():
        if point := _open_point(reply):
            _claim(reply)
            _take(reply, point, said)


def _is_last_asked(reply: Reply) -> bool:
    return bool(reply.message) and reply.message.template.startswith(f"{texts.PREFIX}:")


def _open_point(reply: Reply) -> OutcomePoint | None:
    found = OutcomePoint.objects.filter(person=reply.person_id, lost_at=None).exclude(question="")
    return found.select_related("message").order_by("-due_on", "-pk").first()


def _take(reply: Reply, point: OutcomePoint, said: rules.Said) -> None:
    question = rules.questions()[point.question]
    if not said.is_named and _asked_elsewhere(reply):
        return _say(reply, point, "which")
    if said.value is not None and said.value not in question.answers:
        return _say(reply, point, "not_a_number", question=point.question)
    following = rules.after(point.question)
    given = {point.question: said.value}
    answer(point=point, answers=given, way=Administration.Way.TEXT, by=None, question=following)
    if following:
        return _say(reply, point, "next", question=following)
    return _say(reply, point, "thanks")


def _asked_elsewhere(reply: Reply) -> bool:
    """Whether a check-in waits for its answer too: a number may be that one's."""
    waiting = Message.objects.filter(person=reply.person_id, carer=None, kind=CHECK_IN, answered_at=None)
    return waiting.filter(handed_over_at__isnull=False, lapses_at__gt=clock.now()).exists()


def _claim(reply: Reply) -> None:
    reply.read_at, reply.reading = clock.now(), "outcome"
    reply.save(update_fields=["read_at", "reading"])


def _say(reply: Reply, point: OutcomePoint, code: str, **values: str) -> None:
    known = {name: point.message.values[name] for name in ("ref", "practice", "phone")}
    ask_to_send(
        person=reply.person,
        key=f"{texts.PREFIX}:reply:{reply.pk}",
        kind="reply",
        topic=rules.TOPIC,
        template=f"{texts.PREFIX}:{code}",
        values=known | values,
        channel=reply.channel,
        contact_point=reply.contact_point,
    )
