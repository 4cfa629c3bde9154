"""Which rules an answer sets off. The expected are worked out by hand from the rules' own words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from inglenook.between.replies.firing import Judged, fired
from inglenook.between.replies.heard import Taken, Understood
from inglenook.between.rules import Kind, Level, Option, Programme, Question, Rule, When

NOW = datetime(2026, 6, 4, 20, 0, tzinfo=UTC)
QUESTIONS = (
    Question("pressure", Kind.READING, {"en": "?"}, measure="blood_pressure"),
    Question("weight", Kind.READING, {"en": "?"}, measure="weight"),
    Question("pain", Kind.SCALE, {"en": "?"}, lowest=0, highest=10),
    Question("well", Kind.YES_NO, {"en": "?"}),
    *(
        Question(
            code,
            Kind.CHOICE,
            {"en": "?"},
            options=(
                Option("never", {"en": "Never"}, 0),
                Option("some", {"en": "Some"}, 1),
                Option("all", {"en": "All"}, 3),
            ),
        )
        for code in ("interest", "low")
    ),
)


def programme(*rules: Rule) -> Programme:
    return Programme("p", 1, "P", "", "", date(2026, 1, 1), (), "", time(10), 30, (), {}, QUESTIONS, rules)


def holds(when: When, answers=None, **judged) -> bool:
    return bool(fired(programme(Rule("r", when, "R")), Judged(answers or {}, **judged)))


def pressure(*pairs):
    taken = tuple(Taken(pair, NOW + timedelta(minutes=nth)) for nth, pair in enumerate(pairs))
    return {"pressure": Understood(list(pairs[-1]), taken)}


def weight(number, at=NOW):
    return {"weight": Understood(number, (Taken((number,), at),))}


@pytest.mark.parametrize(
    ("when", "answers", "expected"),
    [
        (When("pressure", part="systolic", at_least=180), pressure((180.0, 80.0)), True),
        (When("pressure", part="systolic", at_least=180), pressure((179.0, 130.0)), False),
        (When("pressure", part="diastolic", at_least=120), pressure((179.0, 130.0)), True),
        (When("pressure", part="systolic", at_most=90), pressure((90.0, 60.0)), True),
        (
            When("pressure", part="systolic", at_least=180),
            pressure((185.0, 80.0), (140.0, 80.0)),
            True,
        ),  # the worst counts
        (When("pain", at_least=8), {"pain": Understood(8)}, True),
        (When("pain", at_least=8), {"pain": Understood(7)}, False),
        (When("well", answers=("no",)), {"well": Understood(False)}, True),
        (When("well", answers=("no",)), {"well": Understood(True)}, False),
        (When("low", answers=("some", "all")), {"low": Understood("all")}, True),
        (When("points_no_question", at_least=1), {"pain": Understood(8)}, False),
        (When(points_at_least=4), {"interest": Understood("some"), "low": Understood("all")}, True),
        (When(points_at_least=4), {"interest": Understood("some"), "low": Understood("some")}, False),
        (When("low", points_at_least=3), {"interest": Understood("all"), "low": Understood("some")}, False),
        (When("well", answers=("no",)), {}, False),
    ],
)
def test_answers_and_bounds(when, answers, expected):
    assert holds(when, answers) is expected


@pytest.mark.parametrize(
    ("now", "before", "days_ago", "expected"),
    [
        (82.1, 80.1, 2, True),  # 2.0 kg in two days: 2 or more within 3 days
        (82.0, 80.1, 2, False),
        (82.1, 80.1, 4, False),  # too long ago
        (80.1, 82.1, 2, False),  # the other way
    ],
)
def test_a_rise_within_days(now, before, days_ago, expected):
    history = {"weight": [Taken((before,), NOW - timedelta(days=days_ago))]}
    assert holds(When("weight", rises_by=2, days=3), weight(now), history=history) is expected


def test_a_rise_is_from_the_lowest_of_those_days():
    history = {"weight": [Taken((80.0,), NOW - timedelta(days=2)), Taken((81.5,), NOW - timedelta(days=1))]}
    assert holds(When("weight", rises_by=2, days=3), weight(82.0), history=history)


def test_a_fall_within_days():
    history = {"weight": [Taken((84.0,), NOW - timedelta(days=2))]}
    assert holds(When("weight", falls_by=2, days=7), weight(82.0), history=history)


def test_a_personal_bound_replaces_the_default_either_way():
    when = When("pressure", part="systolic", at_least=150, personal="systolic_high")
    assert not holds(when, pressure((155.0, 80.0)), thresholds={"systolic_high": 165})
    assert holds(when, pressure((145.0, 80.0)), thresholds={"systolic_high": 140})
    assert holds(when, pressure((155.0, 80.0)), thresholds={"another": 165})


def test_silence():
    assert holds(When(silent_for=3), silent_for=3)
    assert not holds(When(silent_for=3), silent_for=2)


def test_the_most_pressing_comes_first():
    rules = (
        Rule("high", When("pain", at_least=5), "High", level=Level.SOON),
        Rule("say", When("pain", at_least=5), "Say"),
        Rule("worst", When("pain", at_least=5), "Worst", level=Level.RED_FLAG),
    )
    assert [rule.code for rule in fired(programme(*rules), Judged({"pain": Understood(9)}))] == ["worst", "high", "say"]
