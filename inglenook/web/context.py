"""What every page needs: who is here and where they can go."""

from functools import partial

from django.urls import reverse

from inglenook.between.monitor.queries import warnings
from inglenook.core import clock
from inglenook.kit.marking import marked
from inglenook.kit.words import translated
from inglenook.people.api import cares_for, memberships_of, own_person
from inglenook.people.models import Person
from inglenook.people.needs import Needs, needs_of, practice_number
from inglenook.planning.presenting import own_plan

from .accounts import other_ways_in
from .device.identity import who
from .middleware import DOOR_PATHS

TODAY = ("Today", "/today/")
PEOPLE = ("People", "/people/")
DUE = ("Who is due", "/due/")
CALLS = ("Call list", "/gather/")
PACKS = ("Preparation", "/packs/")
MESSAGES = ("Messages", "/messages/")
REFERRALS = ("Referrals", "/referrals/")
REFERRED = ("Referrals", "/referrals/overview/")
CASELOAD = ("Caseload", "/caseload/")
COVER = ("Cover", "/cover/")
SESSIONS = ("Sessions", "/sessions/")
PROGRAMMES = ("Programmes", "/programmes/")
OFFERS = ("People asked for", "/offers/")
GAPS = ("Gaps", "/gaps/")
PEERS = ("Peer support", "/peers/")
GROUPS = ("Groups", "/groups/")
DIRECTORY = ("Directory", "/directory/")
MONITOR = ("Monitor", "/monitor/")
OUTCOMES = ("Outcomes", "/outcomes/")
OVERVIEW = ("Overview", "/overview/")
TEAM = ("Team", "/team/")
LEARNING = ("Learning", "/learning/")

PLACES = {
    "nurse": [TODAY, PEOPLE, DUE, CALLS, PACKS, MESSAGES, CASELOAD, SESSIONS, COVER, LEARNING],
    "gp": [TODAY, PEOPLE, DUE, CALLS, PACKS, MESSAGES, CASELOAD, COVER, LEARNING],
    "coordinator": [TODAY, PEOPLE, DUE, CALLS, PACKS, MESSAGES, COVER, LEARNING],
    "coach": [TODAY, CASELOAD, SESSIONS, GROUPS, PEERS, PEOPLE, COVER, LEARNING],
    "link_worker": [REFERRALS, TODAY, CASELOAD, SESSIONS, GROUPS, PEERS, PEOPLE, DIRECTORY, OUTCOMES, COVER, LEARNING],
    "manager": [
        DUE,
        CALLS,
        TODAY,
        PEOPLE,
        PROGRAMMES,
        REFERRED,
        MESSAGES,
        OUTCOMES,
        COVER,
        DIRECTORY,
        GAPS,
        MONITOR,
        LEARNING,
    ],
    "charity": [OFFERS, GROUPS, LEARNING],
    "peer_supporter": [PEERS, LEARNING],
    "commissioner": [OVERVIEW, GAPS, OUTCOMES, LEARNING],
    "administrator": [TEAM, DIRECTORY, MONITOR, LEARNING],
}
CARERS_FOR_PEOPLE = ("nurse", "gp", "coach", "link_worker", "manager")
STAFF = (*CARERS_FOR_PEOPLE, "coordinator", "commissioner", "administrator")
# What lies under Learning, and for whom where it is not for everybody.
UNDER_LEARNING = {
    ("Resources", "/learning/"): PLACES,
    ("Courses", "/courses/"): PLACES,
    ("Strategies", "/strategies/"): CARERS_FOR_PEOPLE,
    ("Practice", "/practice/"): PLACES,
    ("Practice in the team", "/practice/team/"): ("manager",),
    ("Reflections", "/reflections/"): PLACES,
    ("Team surveys", "/surveys/"): STAFF,
    ("House check", "/house/"): STAFF,
}
MY_PLAN = "/me/plan/"
# What a person comes for; everything else of theirs is on their home.
OWN = [
    (marked("Home"), "/me/"),
    (marked("If I become unwell"), "/me/unwell/"),
    (marked("Get ready"), "/me/prepare/"),
    (marked("My plan"), MY_PLAN),
    (marked("My results"), "/me/results/"),
    (marked("About me"), "/me/about/"),
    (marked("My messages"), "/me/messages/"),
    (marked("Find help"), "/help/"),
]
CARING = (marked("People I care for"), "/people-i-care-for/")


def places(user) -> list[tuple[str, str]]:
    """Where this user can go, first the page they open first; nothing twice."""
    found: list[tuple[str, str]] = []
    for membership in memberships_of(user):
        found += [place for place in PLACES[membership.role] if place not in found]
    person = None if found else own_person(user)
    own = _own_places(person) if person else []
    caring = [CARING] * cares_for(user)
    # A carer's own record, on no list, is beside what they came for.
    return found + (own + caring if person and person.practice_id else caring + own)


def _own_places(person: Person) -> list[tuple[str, str]]:
    """Whoever wants Easy Read comes to their plan in it."""
    return [(words, own_plan(person) if at == MY_PLAN else at) for words, at in OWN]


def _own_plan(user) -> str:
    person = own_person(user)
    return own_plan(person) if person else MY_PLAN


def navigation(request):
    """What the layouts read: `navigation`, `account`, whose `device` it is, and `trouble` for those who can mend it.

    Before signing in, `other_ways_in` beside the password.
    """
    user = getattr(request, "user", None)
    at_door = request.path.startswith(DOOR_PATHS)  # the door may not look into people's tables
    if user is None or not user.is_authenticated:
        return {
            "navigation": [],
            "device": {"who": ""},
            "other_ways_in": partial(other_ways_in, request),
            "my_needs": Needs,
        }
    found = [] if at_door else places(user)
    under = _under_learning(request, user) if LEARNING in found else []
    links = [_link(request, place, within=place == LEARNING and bool(under)) for place in found]
    trouble = warnings() if MONITOR in found else []
    account = {"name": user.name, "href": reverse("account")}
    device = {"who": who(user), "now": clock.now()} | ({} if at_door else {"keeps": _keeps_copy(user, found)})
    met = {
        "my_needs": Needs if at_door else partial(_needs, user),
        "practice_number": practice_number,
        "own_plan": partial(_own_plan, user),
    }
    return {
        "navigation": links, "navigation_under": under, "account": account, "trouble": trouble, "device": device, **met
    }  # fmt: skip


def _needs(user) -> Needs:
    """How people's pages meet the person this user is."""
    person = own_person(user)
    return needs_of(person) if person else Needs()


def _keeps_copy(user, found: list) -> bool:
    """Whether this device keeps a copy: of people's own pages alone, and not where others use the phone."""
    is_own = OWN[0] in found
    return is_own and not getattr(getattr(own_person(user), "preferences", None), "shares_phone", False)


def _under_learning(request, user) -> list[dict]:
    """The places of Learning that this user has, when they are in one of them."""
    if not request.path.startswith(tuple(href for _, href in UNDER_LEARNING)):
        return []
    roles = {membership.role for membership in memberships_of(user)}
    links = [_link(request, place) for place, those in UNDER_LEARNING.items() if roles & set(those)]
    here = max((link for link in links if link["current"]), key=lambda link: len(link["href"]), default=None)
    return [link | {"current": link is here} for link in links]


def _link(request, place: tuple[str, str], *, within: bool = False) -> dict:
    text, href = place
    return {"text": translated(text), "href": href, "current": within or _is_here(request, href)}


def _is_here(request, href: str) -> bool:
    """Whether the page is the link's or lies under it; a person's home has all their pages under it."""
    return request.path == href or (href != "/me/" and request.path.startswith(href))
