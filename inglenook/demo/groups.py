"""What the neighbourhood offers: a charity's tea table, the coach's course, and a peer supporter who rings."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from inglenook.community.groups.actions import ask_for_place, mark, open_group
from inglenook.community.models import Group, PeerSupporter
from inglenook.community.peers.actions import note_contact, propose, say
from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.models import Person

from .characters import nhs_number
from .stories import standing_on

Accounts = dict[str, User]
HELD = 3  # meetings so far


def tell_groups(accounts: Accounts) -> None:
    """Each as it stands today."""
    _tea(accounts["charity"])
    _course(accounts["coach"])
    _peer(accounts)


def _tea(leader: User) -> None:
    """A full table: one has a place, one waits."""
    about = {
        "title": "Tea and talk",
        "kind": Group.Kind.ACTIVITY,
        "about": "Tea, cake and a long table. Come alone; nobody sits alone.",
        "venue": "St Mark’s hall, Church Street",
        "access": "No steps. Toilet with room for a wheelchair. Hearing loop.",
        "transport": "Volunteers can pick you up. The 12 bus stops outside.",
        "places": 2,
    }
    group = _group(leader, about, weeks=20)
    with standing_on(clock.today() - timedelta(days=25)):
        came = [ask_for_place(group=group, person=_person(key), by=leader) for key in ("margaret", "brian")]
    with standing_on(clock.today() - timedelta(days=2)):
        ask_for_place(group=group, person=_person("walter"), by=leader, needs="Somebody to sit with", wants_lift=True)
    _attended(group, leader, came)


def _course(coach: User) -> None:
    """A course with room, which people join from their own pages."""
    about = {
        "title": "Moving well with more than one condition",
        "kind": Group.Kind.COURSE,
        "about": "Six weeks, small steps, at your own pace. Chairs for everybody.",
        "venue": "Hearthby Library, first floor",
        "access": "Lift. Toilet on the same floor.",
        "places": 12,
    }
    group = _group(coach, about, weeks=8)
    with standing_on(clock.today() - timedelta(days=22)):
        came = [ask_for_place(group=group, person=_person("ruth"), by=coach)]
    _attended(group, coach, came)


def _group(leader: User, about: dict, *, weeks: int) -> Group:
    """A group whose first meetings were in the last weeks, at half past ten."""
    first = clock.today() - timedelta(days=7 * HELD - 2)
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    with standing_on(first - timedelta(days=14)):
        times = [timezone.make_aware(datetime.combine(day, time(10, 30))) for day in days]
        at = leader.memberships.get().organisation
        return open_group(by=leader, organisation=at, meetings=times, minutes=90, **about)


def _attended(group: Group, leader: User, places: list) -> None:
    """The first came each time, the second missed one."""
    for number, meeting in enumerate(group.meetings.filter(starts_at__lt=clock.now())):
        missed = {place.pk: "no" if number == at == 1 else "yes" for at, place in enumerate(places)}
        mark(meeting=meeting, by=leader, came=missed)


def _peer(accounts: Accounts) -> None:
    """Checked, trained, matched three weeks ago, two calls so far."""
    user, worker, person = accounts["peer-supporter"], accounts["link-worker"], _person("brian")
    seen_on = clock.today() - timedelta(days=200)
    with access.working():
        peer = PeerSupporter.objects.create(
            user=user,
            organisation=user.memberships.get().organisation,
            state=PeerSupporter.State.READY,
            **dict.fromkeys(("dbs_on", "references_on", "agreed_on", "trained_on"), seen_on),
            availability=["weekday_am", "evening"],
            languages=["en"],
            lived_with=["copd"],
            interests="Choirs, trams, tomatoes",
            written_by=worker,
        )
    told = {"first_name": person.given_name, "contact": person.mobile or person.phone, "hopes": "To sing again"}
    with standing_on(clock.today() - timedelta(days=21)):
        match = propose(person=person, peer=peer, by=worker, why=["Has lived with COPD"], **told)
        say(match=match, yes=True, by=user)
        say(match=match, yes=True, by=person.user or worker)
    for ago, note in ((14, "Talked about the choir he used to sing in."), (6, "He went to tea. Laughed a lot.")):
        with standing_on(clock.today() - timedelta(days=ago)):
            note_contact(match=match, by=user, minutes=30, note=note)


def _person(key: str) -> Person:
    return Person.objects.select_related("practice", "user", "preferences").get(nhs_number=nhs_number(key))
