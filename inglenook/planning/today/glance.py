"""Five minutes before: everything about one person that helps a talk, in as few statements as it takes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from inglenook.core import clock
from inglenook.core.prepared import first, prepared
from inglenook.core.roles import ROLES
from inglenook.people.models import (
    Allergy,
    CareTeamMember,
    Circumstance,
    Condition,
    ConditionGroupCode,
    Grant,
    Medicine,
    OwnFact,
    Person,
    RecordedGoal,
    RecordedPlan,
)
from inglenook.people.models.own import Way
from inglenook.people.results import Reading, Readings, about_with, readings_of

from ..models import Action, Answer, FollowUp, Goal, Note, ReviewCycle, Task

HELPERS = ("carer", "team")
RECENT = timedelta(days=180)
OWN = "own_"  # before the kind of what the person added
SAID = "said"  # the kind of rows that are the person's own words


@dataclass(frozen=True)
class Fact:
    """One line that others recorded, or one person who helps: what kind, the words, since when, from where."""

    kind: str
    words: str
    on: date | None
    source: str
    code: str = ""


@dataclass(frozen=True)
class Said:
    """The person's own words: to which prompt (or as a goal), and when."""

    about: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Glance:
    """One person at a glance. What the reader's role may not see is empty."""

    person: Person
    facts: dict[str, list[Fact]]
    said: list[Said]
    readings: Readings
    actions: list[Action]
    tasks: list[Task]
    cycle: ReviewCycle | None

    @cached_property
    def sources(self) -> list[str]:
        recorded = (
            fact for kind, facts in self.facts.items() if not kind.startswith((*HELPERS, OWN)) for fact in facts
        )
        return sorted({fact.source for fact in recorded if fact.source})

    @cached_property
    def added(self) -> list[tuple[str, list[Fact]]]:
        """What the person added and others did not record, by its kind's title."""
        kinds = [(kind.label, self.facts.get(f"{OWN}{kind}", [])) for kind in OwnFact.Kind]
        return [(str(title), facts) for title, facts in kinds if facts]

    @cached_property
    def changed(self) -> list[Reading]:
        return self.readings.changed(clock.today() - RECENT)

    @cached_property
    def plan_ref(self) -> UUID | None:
        return self.actions[0].plan.ref if self.actions else None

    @cached_property
    def helpers(self) -> list[Fact]:
        """Carers first, then the care team under their roles' titles."""
        return [fact for kind in HELPERS for fact in self.facts.get(kind, ())]

    def line(self, kind: str) -> str:
        """All of a kind as one line, each thing once: "Asthma, Type 2 diabetes"."""
        return ", ".join(dict.fromkeys(fact.words for fact in self.facts.get(kind, ())))


def glance(person: Person, *, for_person: bool = False) -> Glance:
    """Five statements: what is recorded and said, measured, agreed, open, and where the review has got to."""
    today = clock.today()
    facts, said = facts_and_said(person, today)
    groups = frozenset(fact.code for fact in facts.get("condition", ()) if fact.code)
    return Glance(
        person=person,
        facts=facts,
        said=said,
        readings=readings_of(person, about=about_with(person, groups, today), for_person=for_person),
        actions=agreed_actions(person),
        tasks=_open_tasks(person.pk),
        cycle=first(_newest_cycle(person.pk)),
    )


def facts_and_said(person: Person, today: date) -> tuple[dict[str, list[Fact]], list[Said]]:
    """What others recorded and who helps, by kind, and what the person said, newest first. One statement."""
    found, said = defaultdict(list), []
    for kind, words, on, source, code, at in _facts_and_said(person.pk, today):
        if kind == SAID:
            said.append(Said(code, words, at))
            continue
        title = ROLES[source].title if kind == "team" else source or ""
        found[kind].append(Fact(kind, words, on, title, code))
    for facts in found.values():
        facts.sort(key=lambda fact: fact.on or date.min, reverse=True)
    return dict(found), sorted(said, key=_newest_first)


@prepared
def _facts_and_said(person_id: int, today: date) -> QuerySet:
    first, *others = (*_fact_queries(person_id, today), *_said_queries(person_id))
    return first.union(*others, all=True)


def _fact_queries(person_id: int, today: date) -> Iterable[QuerySet]:
    codes = ConditionGroupCode.objects.filter(system=OuterRef("system"), code=OuterRef("code"))
    grouped = {
        "group": Coalesce(Subquery(codes.values("group_id")[:1]), Value("")),
        "words": Coalesce(Subquery(codes.values("group__name")[:1]), "display"),
    }
    current = {"person": person_id}
    yield _facts(
        Condition.objects.active(today).filter(**current).annotate(**grouped), "condition", "words", code="group"
    )
    yield _facts(Medicine.objects.filter(**current, is_current=True, ended_on=None), "medicine")
    yield _facts(Allergy.objects.filter(**current, is_active=True), "allergy", on="recorded_on")
    yield _facts(Circumstance.objects.filter(**current, ended_on=None), "circumstance")
    yield _facts(RecordedPlan.objects.filter(**current).exclude(status__in=["completed", "revoked"]), "plan")
    yield _facts(RecordedGoal.objects.filter(**current), "goal", "wording", on=None)
    who = Case(When(~Q(said_by=""), "said_by"), When(~Q(way=Way.WEB), "written_by__name"), default=Value(""))
    own = (
        OwnFact.objects.standing().filter(**current, ended_on=None).annotate(who=who, is_own=Concat(Value(OWN), "kind"))
    )
    yield _facts(own, F("is_own"), "what", on=None, source="who")
    yield _facts(Grant.objects.current().filter(**current), "carer", "carer__name", on=None, source="relationship")
    team = CareTeamMember.objects.filter(**current, ended_at=None)
    yield _facts(team, "team", "user__name", on=None, source="role")


def _facts(
    rows: QuerySet, kind: str | F, words="display", *, on="started_on", source="source__name", code=None
) -> QuerySet:
    text = CharField(max_length=1000)
    return rows.order_by().values_list(
        Cast(Value(kind) if isinstance(kind, str) else kind, text),
        Cast(words, text),
        Cast(on, DateField()) if on else Value(None, DateField()),
        Cast(source, text),
        Cast(code, text) if code else Value("", text),
        Cast(Value(None), DateTimeField()),
    )


def said_by(person: Person) -> list[Said]:
    """The person's last answers, goals and notes in their words, newest first. One statement."""
    return sorted((Said(about, words, at) for _, words, _, _, about, at in _all_said(person.pk)), key=_newest_first)


@prepared
def _all_said(person_id: int) -> QuerySet:
    first, *others = _said_queries(person_id)
    return first.union(*others, all=True)


def _said_queries(person_id: int) -> tuple[QuerySet, ...]:
    """In the columns of the facts."""
    text, day, moment = TextField(), DateField(), DateTimeField()
    answers = Answer.objects.filter(person=person_id).exclude(text="").order_by()
    goals = Goal.objects.filter(person=person_id, state=Goal.State.CURRENT).order_by()
    notes = Note.objects.filter(person=person_id, removed_at=None).order_by()
    kind, on, source = Value(SAID), Value(None, day), Value("", text)
    return (
        answers.values_list(kind, Cast("text", text), on, source, Cast("prompt", text), Cast("answered_at", moment)),
        goals.values_list(kind, Cast("wording", text), on, source, Value("goal", text), Cast("written_at", moment)),
        notes.values_list(kind, Cast("text", text), on, source, Value("note", text), Cast("noted_at", moment)),
    )


def _newest_first(said: Said) -> float:
    return -said.at.timestamp()


def agreed_actions(person: Person) -> list[Action]:
    """Actions under way or just ended, each with how it went last and when it is asked after next."""
    return _agreed_actions(person.pk)


@prepared
def _agreed_actions(person_id: int) -> QuerySet[Action]:
    went = FollowUp.objects.filter(action=OuterRef("pk"), done_at__isnull=False).order_by("-done_at")
    coming = FollowUp.objects.filter(action=OuterRef("pk"), done_at=None)
    return (
        Action.objects.filter(person=person_id)
        .select_related("goal", "owner", "plan")
        .annotate(
            outcome=Subquery(went.values("outcome")[:1]),
            went_words=Subquery(went.values("their_words")[:1]),
            went_on=Subquery(went.values(day=TruncDate("done_at"))[:1]),
            asked_on=Subquery(coming.values("due_on")[:1]),
            asked_ref=Subquery(coming.values("ref")[:1]),
        )
        .order_by("state", "position", "pk")
    )


@prepared
def _open_tasks(person_id: int) -> QuerySet[Task]:
    return Task.objects.filter(person=person_id, done_at=None).select_related("owner").order_by("due_at")


@prepared
def _newest_cycle(person_id: int) -> QuerySet[ReviewCycle]:
    cycles = ReviewCycle.objects.filter(person=person_id).select_related("owner", "pack", "conversation")
    return cycles.order_by("-opened_at", "-pk")[:1]
