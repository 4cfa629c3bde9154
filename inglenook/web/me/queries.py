"""What the person's home page shows, in as few questions to the database as it takes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from inglenook.between.waiting import Waiting, waiting_for
from inglenook.core import clock
from inglenook.core.prepared import first, prepared
from inglenook.people.models import CareTeamMember, Person
from inglenook.people.results import Reading, Readings, readings_of
from inglenook.planning.models import Action, Contact, Pack, ReviewCycle
from inglenook.planning.today.glance import agreed_actions

RESULTS = 3
ACTIONS = 6


@dataclass(frozen=True)
class Home:
    """One answer each to: what is next, what am I asked, how am I doing, what did we agree, who can help."""

    cycle: ReviewCycle | None
    caring: list[CareTeamMember]
    readings: Readings
    agreed: list[Action]
    waiting: list[Waiting]

    @property
    def team(self) -> CareTeamMember | None:
        """The professional who is named as theirs."""
        return next((one for one in self.caring if one.is_named_professional), None)

    @property
    def helpers(self) -> list[tuple[str, str]]:
        """Name and role of everybody who cares for them, the one who is named as theirs first."""
        return list(dict.fromkeys((one.user.name, one.get_role_display()) for one in self.caring))

    @property
    def is_talk_ahead(self) -> bool:
        return bool(self.cycle and self.cycle.is_open and self.cycle.state != "agreed")

    @property
    def session(self) -> Waiting | None:
        """The next that is booked."""
        return next((one for one in self.waiting if one.kind == "session"), None)

    @property
    def check_ins(self) -> list[Waiting]:
        """What they are asked, the newest first."""
        return [one for one in reversed(self.waiting) if one.kind == "asked"]

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
    """Five statements: newest cycle, who cares, results, what was agreed, what waits between appointments."""
    return Home(
        cycle=first(_last_due(person.pk)),
        caring=_caring_for(person.pk),
        readings=readings_of(person, for_person=True),
        agreed=agreed_actions(person)[:ACTIONS],
        waiting=waiting_for(person),
    )


@prepared
def _last_due(person_id: int) -> QuerySet[ReviewCycle]:
    visit = Contact.objects.filter(cycle=OuterRef("pk")).order_by("-at").values("visit_at")[:1]
    cycles = ReviewCycle.objects.filter(person=person_id).select_related("pack", "owner")
    return cycles.annotate(visit_at=Subquery(visit)).order_by("-due_on", "-pk")[:1]


@prepared
def _caring_for(person_id: int) -> QuerySet[CareTeamMember]:
    caring = CareTeamMember.objects.filter(person=person_id, ended_at=None).select_related("user")
    return caring.order_by("-is_named_professional", "pk")
