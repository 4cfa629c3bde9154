"""What two people of the stories decide with their nurse, what is said about their plans, and who does what."""

import uuid
from datetime import timedelta

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person
from inglenook.planning.assigning.actions import assign
from inglenook.planning.attaining.actions import note, set_scale
from inglenook.planning.comments.actions import say
from inglenook.planning.comments.queries import About
from inglenook.planning.deciding import actions
from inglenook.planning.deciding.grids import grids
from inglenook.planning.models import Goal, Plan, SharedDecision

from .characters import nhs_number
from .stories import standing_on

LEVELS = {
    "much_more": "I play with the band every Sunday and at St Mark’s summer fair.",
    "more": "I play with the band every Sunday.",
    "expected": "I play with the band twice a month.",
    "less": "I go and listen, and play at home.",
    "much_less": "The bass stays in its case.",
}


def tell_decisions(accounts: dict[str, User]) -> None:
    """A choice that Amina thinks through before her talk, and one that Delroy has made in his."""
    nurse, amina, delroy = accounts["nurse"], _person("amina"), _person("delroy")
    _thinking(amina)
    with standing_on(clock.today() - timedelta(days=1)):
        _decided(delroy, nurse)
        _scaled(delroy, nurse)
        _said(amina, nurse)
    _done_by(amina, nurse, accounts["receptionist"])


def _person(key: str) -> Person:
    return Person.objects.select_related("practice", "user").get(nhs_number=nhs_number(key))


def _begin(person: Person, grid: str, by: User) -> SharedDecision:
    return actions.begin(person=person, ref=uuid.uuid4(), about="", grid=grids()[grid], by=by)


def _write(decision: SharedDecision, by: User, **texts: str) -> None:
    for column, words in texts.items():
        actions.write(decision=decision, column=column, was="", now=words, by=by)


def _thinking(person: Person) -> None:
    decision = _begin(person, "sore_knee", person.user)
    matters = "Kneeling to pray, and walking to my sister’s. No more tablets, please."
    _write(decision, person.user, matters=matters, questions="Can people kneel with a new knee?", sure="6")
    actions.lean(decision=decision, to=decision.options.first(), by=person.user)


def _decided(person: Person, nurse: User) -> None:
    decision = _begin(person, "insulin", nurse)
    _write(decision, nurse, matters="Keeping both feet. No low sugars when I drive the fork lift at night.", sure="8")
    tablet = decision.options.get(position=2)
    actions.lean(decision=decision, to=tablet, by=nurse)
    words = "The tablet once a day with food. We talk about insulin again if three months do not bring it down."
    review_on = clock.today() + timedelta(days=92)
    actions.decide(decision=decision, choice=tablet, words=words, agreed_by="Delroy", review_on=review_on, by=nurse)


def _scaled(person: Person, nurse: User) -> None:
    scale = set_scale(goal=_goal(person), words=LEVELS, weight=2, by=nurse, look_on=clock.today() + timedelta(days=92))
    note(scale=scale, level=-2, by=nurse)


def _goal(person: Person) -> Goal:
    return Goal.objects.select_related("person__practice", "plan").filter(person=person).first()


def _said(person: Person, nurse: User) -> None:
    thread = About("goals", _goal(person))
    who = f"{nurse.name}, Practice nurse, {person.practice.name}"
    asked = "Is the hill by the mosque still too steep? We could ask about a stick."
    say(about=thread, ref=uuid.uuid4(), words=asked, by=nurse, by_words=who)
    say(about=thread, ref=uuid.uuid4(), words="Yes, the hill. I would try a stick.", by=person.user, by_words="")


def _done_by(person: Person, nurse: User, colleague: User) -> None:
    plan = Plan.objects.select_related("person").get(person=person)
    given = (
        ("Book a longer visit, with the interpreter", colleague, f"{colleague.name}, Care coordinator", 5),
        ("Bring the shoes with the thick soles to the talk", None, "", 10),
    )
    for what, owner, words, days in given:
        due_on = clock.today() + timedelta(days=days)
        assign(plan=plan, ref=uuid.uuid4(), what=what, owner=owner, words=words, due_on=due_on, by=nurse)
