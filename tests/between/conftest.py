"""Programmes as small as a test needs, and people in them."""

from datetime import UTC, date, datetime, time

import pytest

from inglenook.between.models import Enrolment, Programme
from inglenook.between.programmes.loading import keep_shipped
from inglenook.between.rules import Kind, Question, Rule, Step, StepKind, When
from inglenook.between.rules import Programme as Rules
from inglenook.between.sweep.actions import place


def rules_with(*steps: Step, days: int = 30, at: time = time(10), silent_for: int = 2) -> Rules:
    """A programme of these steps with one question, two wordings, and a rule of silence."""
    return Rules(
        code="trial",
        number=1,
        title="A trial",
        purpose="To try things out.",
        owner="Nobody",
        dated=date(2026, 1, 1),
        sources=("made up",),
        sign_off="needs clinical sign-off",
        at=at,
        days=days,
        steps=steps,
        says={"one": {"en": "One, {name}."}, "two": {"en": "Two."}},
        questions=(Question("well", Kind.YES_NO, {"en": "Are you well?"}),),
        rules=(Rule("silent", When(silent_for=silent_for), "Silent", level="look", within_hours=24),),
    )


def check_in(code="ask", first_day=0, **more) -> Step:
    return Step(code, StepKind.CHECK_IN, first_day, **({"says": "one", "questions": ("well",)} | more))


def prompt(code="tell", first_day=0, **more) -> Step:
    return Step(code, StepKind.PROMPT, first_day, **({"says": "one"} if "choices" not in more else {}) | more)


@pytest.fixture
def start(person, nurse):
    """`start(rules, on, **fields)`: the person in this programme from that day, placed as at midnight before it."""

    def begin(rules: Rules, on: date, **fields) -> Enrolment:
        programme = keep_shipped(rules)
        whom = {"person": person, "practice": person.practice, "owner": nurse, "channel": "text"}
        enrolment = Enrolment.objects.create(
            programme=programme, started_on=on, ends_on=date.fromordinal(on.toordinal() + rules.days), **whom | fields
        )
        place([enrolment], at=datetime(2000, 1, 1, tzinfo=UTC))
        enrolment.refresh_from_db()
        return enrolment

    return begin


@pytest.fixture(autouse=True)
def no_programmes_left(db):
    Programme.objects.filter(code="trial").delete()


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)
