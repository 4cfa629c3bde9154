"""What the person's home page shows, in as few questions to the database as it takes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from inglenook.between.coaching.queries import next_booking
from inglenook.between.replies.queries import open_check_ins
from inglenook.core import clock
from inglenook.core.roles import ROLES
from inglenook.people.models import CareTeamMember, Person
from inglenook.people.results import Reading, Readings, about, readings_of
from inglenook.planning.models import Action, Contact, Pack, ReviewCycle
from inglenook.planning.rows import rows_of
from inglenook.planning.today.glance import agreed_actions

RESULTS = 3
ACTIONS = 6


@dataclass(frozen=True)
class Home:
    """One answer each to: what is next and with whom, what am I asked, how am I doing, what did we agree."""

    cycle: ReviewCycle | None
    team: dict | None  # name and role of the named professional
    readings: Readings
    agreed: list[Action]
    check_ins: list[dict]  # ref, title and day of what is asked
    session: dict | None  # title, coach and time of the next one

    @property
    def role(self) -> str:
        """As what the named professional helps."""
        return ROLES[self.team["role"]].title

    @property
    def session_at(self) -> datetime:
        return datetime.fromisoformat(self.session["at"])

    @property
    def actions(self) -> list[Action]:
        return [action for action in self.agreed if action.state == Action.State.CURRENT]

    @property
    def pack(self) -> Pack | None:
        return getattr(self.cycle, "pack", None)

    @property
    def asked(self) -> Action | None:
        """The step that is asked after first."""
        asked = [action for action in self.actions if action.asked_on]
        return min(asked, key=lambda action: action.asked_on, default=None)

    @property
    def visit_at(self) -> datetime | None:
        """When the visit for tests is, while it lies ahead."""
        at = self.cycle and self.cycle.visit_at
        return at if at and at > clock.now() else None

    @property
    def results(self) -> list[Reading]:
        """The few to look at first: those not where hoped for, then the newest."""
        told = [row for row in self.readings.rows if row.latest.word]
        return sorted(told, key=lambda row: (row.latest.tone not in ("heed", "alarm"), -row.on.toordinal()))[:RESULTS]


def home_of(person: Person) -> Home:
    """Five statements: newest cycle, results (two), what was agreed; one for who is named, a session, what is asked."""
    visit = Contact.objects.filter(cycle=OuterRef("pk")).order_by("-at").values("visit_at")[:1]
    cycles = ReviewCycle.objects.filter(person=person).select_related("pack", "owner")
    near = _near(person)
    return Home(
        cycle=cycles.annotate(visit_at=Subquery(visit)).order_by("-due_on", "-pk").first(),
        team=near["team"][0] if near["team"] else None,
        readings=readings_of(person, about=about(person), for_person=True),
        agreed=list(agreed_actions(person)[:ACTIONS]),
        session=near["session"][0] if near["session"] else None,
        check_ins=[row | {"on": datetime.fromisoformat(row["at"])} for row in near["check_ins"]],
    )


def _near(person: Person) -> dict:
    """Who is named, the next session, and what is asked, in one statement."""
    team = CareTeamMember.objects.filter(person=person, ended_at=None, is_named_professional=True)[:1]
    session = {"title": F("session__title"), "coach": F("session__coach__name"), "at": F("session__starts_at")}
    found = Person.objects.filter(pk=person.pk).values(
        team=rows_of(team, ("role",), name=F("user__name")),
        session=rows_of(next_booking(person), (), **session),
        check_ins=rows_of(open_check_ins(person), ("ref",), at=F("due_at"), title=F("enrolment__programme__title")),
    )
    return found.get()
