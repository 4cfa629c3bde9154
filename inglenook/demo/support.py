"""Support of the last weeks: three of the personas in programmes, what came to them and what they said.

Amina's last question and Walter's last call are left open, for a visitor to answer.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from inglenook.between.enrolment.actions import enrol
from inglenook.between.models import CheckIn, Programme
from inglenook.between.replies.api import answer
from inglenook.between.sweep.actions import sweep
from inglenook.core import clock
from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.messaging.models import Arrival, Message, Reply
from inglenook.messaging.templates import render
from inglenook.people.models import Person

from .characters import nhs_number
from .stories import standing_on

LATE = time(20, 30)  # after the hour of every programme
BEGAN = (  # who, in what, how many days ago, with whom, by which way
    ("amina", "blood_pressure_at_home", 12, "nurse", Channel.TEXT),
    ("amina", "action_plan_follow_up", 11, "nurse", Channel.TEXT),
    ("margaret", "keeping_going", 24, "coach", Channel.TEXT),
    ("walter", "weekly_hello", 30, "link-worker", Channel.PHONE),
)
SAID = {  # in turn, as check-ins come; None is no answer
    "amina": ["138/84", "this morning 141 over 86", None, "136/82 thank you", "140/85", "139 83", "137/82"],
    "margaret": ["well", "slipped a bit, it rained", "well"],
    "walter": ["good", "so-so", "good"],
}


def tell_support(accounts: dict[str, User]) -> None:
    """Day by day as it would have been: the sweep, the message on its way, the answer."""
    people = {who: _person(who) for who, *_ in BEGAN}
    left = {people[who].pk: list(words) for who, words in SAID.items()}
    today = clock.today()
    for ago in range(max(began for _, _, began, *_ in BEGAN), 0, -1):
        day = today - timedelta(days=ago)
        with standing_on(day):
            for who, code, began, owner, way in BEGAN:
                if began == ago:
                    _begin(people[who], code, accounts[owner], way)
            _evening(day, left)


def _person(key: str) -> Person:
    return Person.objects.select_related("practice", "user", "preferences").get(nhs_number=nhs_number(key))


def _begin(person: Person, code: str, owner: User, way: str) -> None:
    programme = Programme.objects.get(organisation=None, code=code, state=Programme.State.ON)
    enrol(person=person, programme=programme, owner=owner, by=owner, channel=way)


def _evening(day: date, left: dict[int, list]) -> None:
    at = timezone.make_aware(datetime.combine(day, LATE))
    sweep(at=at)
    for message in Message.objects.filter(check_in__isnull=False, made_at=None):
        if message.channel != Channel.PHONE or left[message.person_id]:  # the last call is still to be made
            _hand_over(message)
    asked = CheckIn.objects.filter(answer_by__gt=at, due_at__date=day, answered_at=None, lapsed_at=None)
    for check_in in asked.select_related("enrolment__programme", "enrolment__owner", "step", "person", "message"):
        words = left[check_in.person_id].pop(0) if left[check_in.person_id] else None
        if words:
            _say(check_in, words, check_in.due_at + timedelta(minutes=40))


def _hand_over(message: Message) -> None:
    message.text, message.made_at = render(message).body, message.due_at
    message.gateway = message.channel if message.channel == Channel.PHONE else "demo"
    message.handed_over_at = message.delivered_at = message.due_at
    message.save()


def _say(check_in: CheckIn, words: str, at: datetime) -> None:
    if check_in.message.channel == Channel.PHONE:  # whoever rang typed it in
        answer(check_in=check_in, said=words, way="phone", by=check_in.enrolment.owner, at=at)
        return
    about = {"person": check_in.person, "message": check_in.message, "received_at": at, "read_at": at}
    reply = Reply.objects.create(channel="text", text=words, arrival=_arrival(check_in.message, words, at), **about)
    answer(check_in=check_in, said=words, way="text", by=None, reply=reply, at=at)


def _arrival(message: Message, words: str, at: datetime) -> Arrival:
    """As the on-page phone would have given it, so that the phone shows both sides."""
    sender = message.contact_point.value if message.contact_point else ""
    times = {"sent_at": at, "arrived_at": at, "taken_at": at}
    return Arrival.objects.create(
        key=f"demo:{message.ref}", channel=message.channel, gateway="demo", sender=sender, text=words, **times
    )
