"""What stands on the call list and on one person's page, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest

from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.kit.addresses import query
from inglenook.kit.words import plural
from inglenook.people.models import Person
from inglenook.people.needs import needs_of

from ..models import Contact, ReviewCycle, TestNeeded
from ..recall.filters import by_channel
from ..recall.queries import cycles_of, practices_of
from ..rules import may_take
from . import queries
from .actions import OPEN, may_undo
from .reach import reach
from .rules import checks_wanted

ANY = ("", "Any")


@dataclass(frozen=True)
class Asked:
    """One request of the call list: what was chosen, and the cycles that fit it whatever their standing."""

    practice: str
    standing: str
    channel: str
    q: str
    practices: list
    cycles: QuerySet

    @property
    def listed(self) -> QuerySet:
        return self.cycles.filter(standing=self.standing) if self.standing else self.cycles


def asked(request: HttpRequest, on: date) -> Asked:
    practices = practices_of(request.user)
    chosen = {
        "practice": _one_of(request, "practice", [str(practice.pk) for practice in practices]),
        "standing": _one_of(request, "standing", queries.STANDINGS),
        "channel": _one_of(request, "channel", Channel.values),
        "q": request.GET.get("q", "").strip()[:100],
    }
    cycles = queries.call_list(cycles_of(request.user, practices), on)
    return Asked(**chosen, practices=practices, cycles=_narrow(cycles, **chosen))


def _one_of(request: HttpRequest, name: str, allowed) -> str:
    value = request.GET.get(name, "")
    return value if value in allowed else ""


def _narrow(cycles: QuerySet, *, practice: str, channel: str, q: str, standing: str) -> QuerySet:
    if practice:
        cycles = cycles.filter(practice_id=int(practice))
    if channel:
        cycles = cycles.filter(by_channel(channel))
    return cycles.filter(person__in=Person.objects.found_by(q)) if q else cycles


def rows(cycles: list[ReviewCycle]) -> list[dict]:
    """One page of the call list: how to reach each person, for what, and what was tried."""
    checks, attempts = queries.open_checks_of(cycles), queries.attempts_of(cycles)
    return [
        {
            "cycle": cycle,
            "person": cycle.person,
            "reach": reach(cycle.person),
            "visit": _visit(checks[cycle.pk], cycle.person),
            "attempts": attempts[cycle.pk],
            "standing": _standing(cycle),
        }
        for cycle in cycles
    ]


def _visit(codes: list[str], person: Person):
    return checks_wanted().visit(codes, longer=needs_of(person).longer_appointment)


def _standing(cycle) -> dict:
    tones = {"booked": "good", "all_in": "good", "call_back": "heed", "wrong_details": "heed"}
    return {"text": queries.STANDINGS[cycle.standing], "tone": tones.get(cycle.standing, "plain")}


def standing_links(counts: dict[str, int], request: HttpRequest) -> list[dict]:
    """How many stand where, each number with the address of its list."""
    return [
        {"text": words, "count": counts.get(name, 0), "href": query(request, standing=name, page=None)}
        for name, words in queries.STANDINGS.items()
    ]


def summary(counts: dict[str, int]) -> str:
    """Whom there is to ring today, as a sentence."""
    waiting = sum(counts.get(name, 0) for name in ("to_reach", "call_back", "no_answer", "wrong_details"))
    if not waiting:
        return "Everybody due within eight weeks has been reached."
    return (
        f"{plural(waiting, 'person', 'people')} due within eight weeks still to be reached;"
        f" {counts.get('call_back', 0):,} asked us to call back, {counts.get('booked', 0):,} with a visit booked."
    )


def filter_items(asked: Asked) -> list[dict]:
    standings = list(queries.STANDINGS.items())
    practices = [(str(practice.pk), practice.name) for practice in asked.practices]
    items = [
        {"name": "q", "label": "Name or NHS number", "value": asked.q},
        {"name": "standing", "label": "Where it stands", "value": asked.standing, "options": [ANY, *standings]},
        {"name": "channel", "label": "To be reached by", "value": asked.channel, "options": [ANY, *Channel.choices]},
    ]
    practice = {"name": "practice", "label": "Practice", "value": asked.practice, "options": [ANY, *practices]}
    return [*items, practice] if len(practices) > 1 else items


def channel_of(person: Person) -> str:
    return reach(person).channel or Channel.PHONE


def one(cycle: ReviewCycle, user: User) -> dict:
    """What one person's page says."""
    wanted = checks_wanted()
    tests = queries.tests_of([cycle])[cycle.pk]
    contacts = queries.attempts_of([cycle])[cycle.pk]
    return {
        "cycle": cycle,
        "person": cycle.person,
        "reach": reach(cycle.person),
        "standing": _standing(cycle),
        "tests": [_test(test, wanted) for test in tests],
        "states": TestNeeded.State.choices,
        "any_open": any(test.state in OPEN for test in tests),
        "visit": _visit([test.check_code for test in tests if test.state in OPEN], cycle.person),
        "contacts": contacts,
        "undo": _undo(contacts, user),
        "may_give_up": _tried(contacts) >= wanted.attempts and may_take("lose", cycle.state),
        "may_come_back": may_take("return", cycle.state),
    }


def _test(test: TestNeeded, wanted) -> dict:
    check = wanted.checks.get(test.check_code)
    return {"test": test, "name": check.name if check else test.check_code}


def _tried(contacts: list[Contact]) -> int:
    """Attempts since somebody was last spoken to."""
    nobody = (Contact.Outcome.NO_ANSWER, Contact.Outcome.LEFT_MESSAGE, Contact.Outcome.SENT)
    tried = 0
    for contact in contacts:
        if contact.outcome not in (*nobody, Contact.Outcome.WRONG_DETAILS):
            break
        tried += 1
    return tried


def _undo(contacts: list[Contact], user: User) -> dict | None:
    if not contacts or not may_undo(contacts[0], user):
        return None
    until = contacts[0].at + timedelta(minutes=checks_wanted().undo_minutes)
    return {"contact": contacts[0], "until": until}
