"""Due days worked out one person at a time in Python, from the words of the rules, beside the statement's."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from inglenook.people.models import Condition, Result
from inglenook.planning.models import ReviewCycle
from inglenook.planning.recall.actions import recall
from inglenook.planning.recall.rules import recall_rules
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 10)
CODES = {"type_2_diabetes": "44054006", "asthma": "195967001", "dementia": "52448006", "gout": "90560007",
         "ckd": "709044004", "smi": "69322001"}  # fmt: skip
SPREAD = {"systolic": (150, 195), "diastolic": (90, 118), "hba1c": (60, 90), "egfr": (22, 45), "bmi": (20, 30)}
COMPARED = {">=": float.__ge__, ">": float.__gt__, "<=": float.__le__, "<": float.__lt__}


def test_the_statement_finds_what_a_plain_look_at_each_person_finds(practice):
    for group, code in CODES.items():
        factories.make_group(group, code)
    dice = random.Random(7)
    people = [made_up(practice, dice) for _ in range(120)]
    recall(on=ON)
    found = {cycle.person_id: (cycle.due_on, set(cycle.reasons)) for cycle in ReviewCycle.objects.all()}
    expected = {person.pk: plainly(person) for person in people}
    assert found == {pk: due for pk, due in expected.items() if due and due[0] <= ON + timedelta(days=92)}
    seen = {reason for _, reasons in found.values() for reason in reasons}
    assert seen >= {"birthday_month", "no_birth_date", "bp_very_high", "hba1c_high", "egfr_low", "new_diagnosis"}


def made_up(practice, dice):
    born = None if dice.random() < 0.1 else date(1940, 1, 1) + timedelta(days=dice.randrange(26_000))
    person = factories.make_person(practice, birth_date=born)
    for code in dice.choices([*CODES.values(), "unknown"], k=dice.randrange(7)):
        started = ON - timedelta(days=dice.choice([-1, 0, 30, 182, 183, 184, 900]))
        factories.make_condition(person, code, started_on=None if dice.random() < 0.2 else started)
    for _ in range(dice.randrange(6)):
        measure = dice.choice(list(SPREAD))
        day = ON - timedelta(days=dice.choice([-1, 0, 20, 364, 365, 366, 547, 548, 549]))
        factories.make_result(person, measure, dice.randint(*SPREAD[measure]), on=day)
    return person


def plainly(person):
    """The due day and reasons of someone not yet reviewed; None when they have no long-term condition."""
    since = first_days(person)
    if not since:
        return None
    base = birthday_month_end(person.birth_date)
    days = {rule.code: sooner(rule, person, since) for rule in recall_rules().rules}
    sooner_days = {code: max(day, ON + timedelta(days=14)) for code, day in days.items() if day}
    due = min([base, *sooner_days.values()])
    reasons = {code for code, day in sooner_days.items() if day < base} | {"no_review"}
    if due == base:
        reasons.add("birthday_month" if person.birth_date else "no_birth_date")
    return due, reasons


def first_days(person):
    groups = {code: group for group, code in CODES.items()}
    since = {}
    for condition in Condition.objects.filter(person=person):
        if condition.code in groups and (condition.started_on is None or condition.started_on <= ON):
            since.setdefault(groups[condition.code], []).append(condition.started_on)
    return {group: min(filter(None, days), default=None) for group, days in since.items()}


def birthday_month_end(born):
    month = ON.replace(day=1) + relativedelta(months=1)
    while born and month.month != born.month % 12 + 1:
        month += relativedelta(months=1)
    return month - timedelta(days=1) if born else ON.replace(day=1) + relativedelta(months=2) - timedelta(days=1)


def sooner(rule, person, since):
    when = rule.when
    newest = max(filter(None, since.values()), default=None)
    readings = [last_held(reading, person) for reading in when.last]
    holds = (
        (not when.last or any(readings))
        and (not when.groups or set(when.groups) & set(since))
        and (not when.count_at_least or len(since) >= when.count_at_least)
        and (not when.diagnosed_within_days or newest and newest >= ON - timedelta(days=when.diagnosed_within_days))
        and not when.plan_expired
    )
    about = [*filter(None, readings), *([newest] if when.diagnosed_within_days else [])]
    return max(about, default=ON) + relativedelta(months=rule.months) if holds else None


def last_held(reading, person):
    """The day of the last reading of the measure, when the rule held on it and it is new enough."""
    end = datetime.combine(ON, time.max, UTC)
    of_measure = Result.objects.filter(person=person, measure=reading.measure, taken_at__lte=end)
    last = max((result.taken_at for result in of_measure), default=None)
    held = [r for r in of_measure if r.taken_at == last and COMPARED[reading.operator](float(r.number), reading.value)]
    return last.date() if held and last.date() >= ON - timedelta(days=reading.newer_than_days) else None
