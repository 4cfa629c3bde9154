"""What stands between appointments for professionals: a red flag, a colleague away, a coach's calls and a group."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from inglenook.between.alerts.api import raise_alert
from inglenook.between.coaching.actions import book, offer, record
from inglenook.between.cover.actions import cover
from inglenook.between.models import Programme, Session
from inglenook.between.programmes.actions import new_version
from inglenook.between.rules import Level
from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.messaging.models import Message, Reply
from inglenook.messaging.templates import render
from inglenook.people.models import Person

from .characters import nhs_number
from .stories import standing_on

AWAY = "Helen Ward"
CALLS = (  # days ago, how sure of 10, what was agreed
    (29, 3, "To weigh herself each morning before breakfast."),
    (22, 4, "To sit by the window and do the ankle exercises while the kettle boils."),
    (15, 6, "To walk to the gate and back with Eileen."),
    (8, 7, "To the corner shop on Thursdays, stick in hand."),
)


def tell_colleagues(accounts: dict[str, User]) -> None:
    """Today as it stands for the nurse and the coach."""
    away = _colleague(accounts["nurse"])
    _flag(_person("brian"), owner=away)
    _calls(accounts["coach"], _person("margaret"))
    _group(accounts["coach"], [_person("margaret"), _person("amina")])
    _draft(accounts["manager"])


def _draft(manager: User) -> None:
    """A version of a programme that the manager is writing."""
    comes_with_it = Programme.objects.get(organisation=None, code="weekly_hello", state=Programme.State.ON)
    new_version(programme=comes_with_it, organisation=manager.memberships.get().organisation, by=manager)


def _person(key: str) -> Person:
    return Person.objects.select_related("practice", "user").get(nhs_number=nhs_number(key))


def _colleague(nurse: User) -> User:
    """A nurse who is on leave until the end of the week, and for whom the nurse of the stories covers."""
    at = nurse.memberships.get().organisation
    user = User.objects.create_user(f"helen@{nurse.email.partition('@')[2]}", name=AWAY)
    Membership.objects.create(user=user, organisation=at, role="nurse", started_on=clock.today() - timedelta(days=900))
    last = clock.today() + timedelta(days=6)
    cover(user=user, covered_by=nurse, organisation=at, first=clock.today() - timedelta(days=1), last=last)
    return user


def _flag(person: Person, *, owner: User) -> None:
    words = "Worse since Sunday. I cannot get up the stairs without stopping and I slept in the chair."
    reply = Reply.objects.create(person=person, channel="text", text=words, read_at=clock.now())
    raise_alert(
        key="demo:red_flag",
        person=person,
        level=Level.RED_FLAG,
        rule="copd_watch:breathless",
        reason="Much more out of breath than usual",
        within=timedelta(hours=1),
        owner=owner,
        reply=reply,
    )


def _calls(coach: User, person: Person) -> None:
    """Four weekly calls, each a little surer."""
    for ago, sure, agreed in CALLS:
        with standing_on(clock.today() - timedelta(days=ago + 1)):
            session = _offer(coach, "phone", "Coaching call", clock.today() + timedelta(days=1))
            booking = book(session=session, person=person, by=coach)
        with standing_on(clock.today() - timedelta(days=ago)):
            record(booking=booking, state="attended", by=coach, outcome=agreed, confidence=sure)
    _went_out(person)


def _went_out(person: Person) -> None:
    """What was due about sessions that are over reached the person in its time."""
    for message in Message.objects.filter(person=person, kind="session", lapses_at__lt=clock.now()):
        message.text, message.made_at = render(message).body, message.due_at
        message.handed_over_at = message.delivered_at = message.due_at
        message.save()


def _group(coach: User, people: list[Person]) -> None:
    session = _offer(coach, "group", "Walking together", clock.today() + timedelta(days=7), "St Mark’s hall", 8)
    for person in people:
        book(session=session, person=person, by=coach)


def _offer(coach: User, kind: str, title: str, on: date, place: str = "", places: int = 1) -> Session:
    at: Organisation = coach.memberships.get().organisation
    starts_at = timezone.make_aware(datetime.combine(on, time(10, 30)))
    given = {"kind": kind, "title": title, "starts_at": starts_at, "minutes": 30, "place": place, "places": places}
    return offer(by=coach, organisation=at, **given)
