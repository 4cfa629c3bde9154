"""How strategies go: people counted once, small numbers left out, null results as plain as others."""

from datetime import timedelta

import pytest
from django.urls import reverse

from inglenook.core import clock
from inglenook.planning.models import Action, FollowUp, Plan
from inglenook.planning.strategies.going import lines
from inglenook.planning.strategies.queries import Used, how_they_go
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


def tried(practice, nurse, strategy, *outcomes, person=None):
    """A strategy in a person's plan, asked after again and again, oldest first."""
    person = person or factories.make_person(practice)
    plan, _ = Plan.objects.get_or_create(person=person)
    action = Action.objects.create(person=person, plan=plan, what="Try", strategy=strategy)
    for days, outcome in enumerate(outcomes):
        done = clock.now() - timedelta(days=30 - days)
        FollowUp.objects.create(
            person=person, action=action, owner=nurse, due_on=done.date(), outcome=outcome, done_at=done
        )
    return person


def test_a_person_counts_once_by_what_they_said_last(practice, nurse):
    tried(practice, nurse, "if_then", "not_yet", "done")
    twice = tried(practice, nurse, "if_then", "done")
    tried(practice, nurse, "if_then", "not_yet", "stop", person=twice)
    tried(practice, nurse, "if_then")
    assert how_they_go([practice.pk]) == [Used("if_then", people=3, asked=2, did=1)]


def test_other_practices_and_actions_without_a_strategy_do_not_count(practice, other_practice, nurse):
    tried(other_practice, nurse, "if_then", "done")
    tried(practice, nurse, "", "done")
    assert how_they_go([practice.pk]) == []


def test_small_numbers_are_left_out():
    few, split, none, enough = lines(
        [
            Used("if_then", 4, 4, 2),
            Used("fresh_start", 9, 9, 7),
            Used("hour_off", 12, 10, 0),
            Used("smaller_step", 30, 20, 10),
        ]
    )
    assert (few.people, few.asked, few.did.part) == (None, None, None)
    assert (split.people, split.did.part) == (9, None)  # two who did not would stand out
    assert none.says == "None of 10 did it"
    assert (round(none.did.low, 3), round(none.did.high, 3)) == (0.0, 0.278)  # 0 of 10: Newcombe 1998
    assert enough.says == "10 of 20 did it or some of it"
    assert (round(enough.did.low, 3), round(enough.did.high, 3)) == (0.299, 0.701)  # by hand: (0.596 ± 0.239 …)/1.192


def test_a_strategy_that_left_the_library_is_not_shown():
    assert lines([Used("gone", 10, 10, 5)]) == []


def test_the_page_for_those_who_lead_and_those_who_do(client, practice, nurse, manager):
    for _ in range(6):
        tried(practice, nurse, "hour_off", "not_yet")
    for user in (nurse, manager):
        client.force_login(user)
        html = client.get(reverse("strategies_go")).content.decode()
        assert "None of 6 did it" in html
        assert "0% to 39%" in html  # Wilson's score for 0 of 6
    assert len(questions(client, reverse("strategies_go"))) <= 12


def test_it_says_so_when_nothing_was_used(client, nurse):
    client.force_login(nurse)
    assert "No strategy is in a plan yet" in client.get(reverse("strategies_go")).content.decode()


def test_it_is_not_for_a_person(client, person):
    client.force_login(person.user)
    assert client.get(reverse("strategies_go")).status_code == 403
