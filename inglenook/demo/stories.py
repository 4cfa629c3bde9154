"""Tell the stories of stories.yaml through the actions that the pages use, each step on its own day."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.actions import share
from inglenook.people.models import CareTeamMember, Person
from inglenook.planning.conversation.actions import add_to_agenda, begin
from inglenook.planning.conversation.addresses import FIELDS
from inglenook.planning.gather.actions import give_up, record_contact
from inglenook.planning.models import (
    Action,
    AgendaItem,
    Conversation,
    FollowUp,
    Goal,
    Pack,
    ReviewCycle,
    Task,
)  # fmt: skip
from inglenook.planning.plan.actions import add_action, add_goal, agree
from inglenook.planning.plan.contents import contents_of, digest_of
from inglenook.planning.plan.fields import shown
from inglenook.planning.plan.saving import save_field
from inglenook.planning.preparation import actions as preparation
from inglenook.planning.preparation.packs import make_packs
from inglenook.planning.preparation.print_runs import mark_posted
from inglenook.planning.preparation.sending import send_packs
from inglenook.planning.recall.actions import recall
from inglenook.planning.today import actions as today

from .characters import nhs_number
from .whole_plan import take_over, write_parts

FILE = Path(__file__).with_name("stories.yaml")
LAST_YEAR, THIS_YEAR = "last_year", "this_year"
NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562: names that are addresses


@dataclass(frozen=True)
class Told:
    """Whom a step is about, who works with them, and the persona's accounts."""

    person: Person
    named: str  # the persona who is the person's named professional
    accounts: dict[str, User]

    @property
    def by(self) -> User:
        return self.accounts[self.named]

    @property
    def cycle(self) -> ReviewCycle:
        return ReviewCycle.objects.filter(person=self.person).latest("due_on", "pk")

    @property
    def conversation(self) -> Conversation:
        return Conversation.objects.get(cycle=self.cycle)

    @property
    def pack(self) -> Pack:
        return Pack.objects.get(cycle=self.cycle)


@cache
def stories() -> list[dict]:
    return yaml.safe_load(FILE.read_text())["stories"]


def meet(accounts: dict[str, User]) -> None:
    """Who works with whom, and who is let in by whom."""
    for story in stories():
        told = _told(story, accounts)
        for code, tie in story["team"].items():
            CareTeamMember.objects.create(
                person=told.person, user=accounts[_hyphened(code)], role=code, is_named_professional=tie == "named"
            )
        if carer := story.get("carer"):
            email = accounts[carer["email"]].email
            share(person=told.person, by=told.person.user, **{**carer, "email": email})


def tell(part: str, accounts: dict[str, User]) -> None:
    """Everybody's `last_year` or `this_year`, step by step on the day it happened."""
    today = clock.today()
    for story in stories():
        for step in story.get(part, ()):
            (verb, words), more = _verb(step)
            with standing_on(today - timedelta(days=step.get("ago", 0))):
                VERBS[verb](_told(story, accounts), words, **more)


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """The clock says this day inside the block."""
    before, settings.FIXED_TODAY = settings.FIXED_TODAY, day
    try:
        yield
    finally:
        settings.FIXED_TODAY = before


def _told(story: dict, accounts: dict[str, User]) -> Told:
    named = next(code for code, tie in story["team"].items() if tie == "named")
    person = Person.objects.select_related("practice", "user").get(nhs_number=nhs_number(story["who"]))
    return Told(person, named, accounts)


def _verb(step: dict) -> tuple[tuple[str, object], dict]:
    verb = next(key for key in step if key in VERBS)
    return (verb, step[verb]), {key: value for key, value in step.items() if key not in (verb, "ago")}


def _hyphened(code: str) -> str:
    return code.replace("_", "-")


def _call(told: Told, words: dict) -> None:
    recall(on=clock.today(), person=told.person)


def _make_pack(told: Told, words: dict) -> None:
    make_packs(cycles=ReviewCycle.objects.filter(pk=told.cycle.pk), by=told.by, on=clock.today())


def _send_pack(told: Told, words: dict) -> None:
    _make_pack(told, words)
    preparation.mark_sent(packs=Pack.objects.filter(pk=told.pack.pk), by=told.by)


def _print_pack(told: Told, words: dict) -> None:
    _make_pack(told, words)
    send_packs(packs=Pack.objects.filter(pk=told.pack.pk), by=told.by)


def _post_pack(told: Told, words: dict) -> None:
    _print_pack(told, words)
    mark_posted(run=told.pack.message.print_run, by=told.by)


def _answer(told: Told, words: dict, *, way="web", said_by="", help_with="", finished=True) -> None:
    pack, by = told.pack, told.person.user if way == "web" else told.by
    preparation.mark_opened(pack=pack)
    for prompt, answer in words.items():
        said = {"choices": answer} if isinstance(answer, list) else {"text": answer}
        preparation.save_answer(pack=pack, prompt=prompt, by=by, way=way, said_by=said_by, **said)
    if help_with:
        preparation.want_help(pack=pack, prompt=help_with, by=by)
    if finished:
        preparation.finish(pack=pack, by=by)


def _hand_over(told: Told, words: dict) -> None:
    for task in Task.objects.filter(person=told.person, kind=words["kind"], done_at=None):
        today.hand_over(item=task, to=told.accounts[words["to"]], by=told.by)


def _contact(told: Told, words: dict) -> None:
    words = dict(words)
    visit_at = clock.now() + timedelta(days=words.pop("visit_in")) if "visit_in" in words else None
    record_contact(cycle=told.cycle, by=told.by, visit_at=visit_at, **words)


def _give_up(told: Told, words: dict) -> None:
    give_up(cycle=told.cycle, by=told.by, note=words["note"])


def _talk_again(told: Told, words: dict) -> None:
    begin(cycle=told.cycle, by=told.by)


def _agree(told: Told, words: dict) -> None:
    contents = contents_of(told.person.plan, told.conversation)
    agree(
        conversation=told.conversation,
        seen=digest_of(contents),
        agreed_by=words["by"],
        owner=told.accounts[words.get("owner", told.named)],
        by=told.by,
    )


def _talk(told: Told, words: dict) -> None:
    conversation = begin(cycle=told.cycle, by=told.by)
    for task in Task.objects.filter(person=told.person, kind=Task.Kind.ANSWERED, done_at=None):
        today.finish(task=task, by=told.by)
    raised_by = AgendaItem.RaisedBy.PROFESSIONAL
    for wording in words.get("agenda", ()):
        add_to_agenda(conversation=conversation, ref=uuid.uuid4(), wording=wording, raised_by=raised_by, by=told.by)
    _write(conversation, {k: words[k] for k in ("with_whom", "notes", "decisions") if k in words}, told.by)


def _goal(told: Told, words: dict) -> None:
    plan = told.person.plan
    goal = add_goal(plan=plan, ref=uuid.uuid4(), wording=words["wording"], by=told.by, conversation=told.conversation)
    _write(goal, {"importance": words["importance"]}, told.by)
    Goal.objects.filter(pk=goal.pk).update(written_at=clock.now())  # saving says the true time
    for step in words["actions"]:
        action = add_action(plan=plan, ref=uuid.uuid4(), what=step["what"], by=told.by, goal=goal)
        _write(action, {key: value for key, value in step.items() if key not in ("what", "owner")}, told.by)
        if owner := step.get("owner"):
            Action.objects.filter(pk=action.pk).update(owner=told.accounts[owner])


def _write(row, columns: dict, by: User) -> None:
    for column, value in columns.items():
        was = shown(getattr(row, column))
        save_field(row=row, column=column, field=FIELDS[type(row)][column], was=was, now=str(value).strip(), by=by)


def _follow_up(told: Told, words: dict) -> None:
    words = dict(words)
    asked = FollowUp.objects.get(person=told.person, done_at=None, action__what__startswith=words.pop("action"))
    today.record_follow_up(follow_up=asked, by=told.by, **words)


def _review(told: Told, words: dict) -> None:
    today.close_review(cycle=told.cycle, by=told.by, note=words["note"])


def _parts(told: Told, words: dict) -> None:
    write_parts(told.person, words, told.by)


def _adopt(told: Told, words: dict) -> None:
    take_over(told.person, words, told.person.user or told.by)


VERBS = {
    "parts": _parts,
    "adopt": _adopt,
    "call": _call,
    "make_pack": _make_pack,
    "send_pack": _send_pack,
    "print_pack": _print_pack,
    "post_pack": _post_pack,
    "answer": _answer,
    "hand_over": _hand_over,
    "contact": _contact,
    "give_up": _give_up,
    "talk": _talk,
    "talk_again": _talk_again,
    "goal": _goal,
    "agree": _agree,
    "follow_up": _follow_up,
    "review": _review,
}
