"""From a message that is due to what its gateway is given."""

import json
from datetime import datetime

from django.conf import settings

from inglenook.core.channels import Channel
from inglenook.people.needs import needs_of

from . import templates, texts
from .gateways import gateway_for
from .gateways.base import Parcel
from .length import length, sendable
from .models import Message
from .noting import Claimed, Verdict
from .templates import Text


def make(verdicts: list[Verdict], now: datetime) -> list[Claimed]:
    """The messages that these verdicts let go, each with its text; one whose text cannot be made fails here."""
    found = Message.objects.select_related("person__practice", "person__preferences")
    messages = found.in_bulk([v.id for v in verdicts])
    return [_make(messages[verdict.id], verdict, now) for verdict in verdicts]


def _make(message: Message, verdict: Verdict, now: datetime) -> Claimed:
    claimed = Claimed(message, verdict)
    message.contact_point_id = verdict.point_id or message.contact_point_id
    gateway = gateway_for(message.channel)
    message.gateway = gateway.name if gateway else message.channel
    if gateway is None and message.channel != Channel.PHONE:
        claimed.give_up("No gateway is set up for this channel")
        return claimed
    try:
        text = _text(message, verdict.is_shared)
    except (LookupError, ValueError) as error:
        claimed.give_up(f"No text could be made: {type(error).__name__}")
        return claimed
    message.text, message.made_at = text.body, message.made_at or now
    _measure(message)
    claimed.parcel = _parcel(message, verdict, text)
    return claimed


def _text(message: Message, is_shared: bool) -> Text:
    """What goes out: on a phone that others read too, only that there is something to read."""
    if is_shared and message.channel == Channel.TEXT and not message.template.startswith(texts.TEXTS.prefix):
        waiting = "waiting_urgent" if message.is_urgent else "waiting"
        text = texts.own_text(waiting, message.language, message.person)
    else:
        text = templates.render(message)
    body = sendable(text.body) if message.channel == Channel.TEXT else text.body
    return Text(text.subject, message.text or body, text.private)  # at a second try the very same


def _measure(message: Message) -> None:
    if message.channel == Channel.TEXT:
        measured = length(message.text)
        message.segments, message.cost_pence = measured.segments, measured.cost(settings.TEXT_PENCE)


def _parcel(message: Message, verdict: Verdict, text: Text) -> Parcel:
    return Parcel(
        ref=str(message.ref),
        to=verdict.value or "",
        subject=text.subject,
        body=text.private or message.text,
        push_keys=json.loads(verdict.push_keys or "{}"),
        name=message.person.name if message.channel == Channel.LETTER else "",
        language=message.language,
        large_print=needs_of(message.person).large_print,
    )
