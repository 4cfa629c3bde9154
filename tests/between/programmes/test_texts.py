"""The texts of programmes as they go out."""

import pytest

from inglenook.between.models import CheckIn, Programme
from inglenook.between.programmes.texts import catalogue, render
from inglenook.between.sweep.actions import sweep
from inglenook.messaging.length import length
from inglenook.messaging.models import Message
from inglenook.people.models import Preferences
from tests.between.conftest import check_in, rules_with, utc

pytestmark = pytest.mark.django_db
CLINICAL = ("blood", "diabet", "copd", "heart failure", "pressure", "depress", "insulin", "glucose", "sugar", "mood")


def test_every_text_takes_at_most_two_parts_at_its_worst():
    assert [s.template for s in catalogue() if length(s.text.body).segments > 2] == []


def test_what_comes_unasked_names_no_illness():
    for version in Programme.objects.filter(state="on"):
        for step in version.contents["steps"]:
            for key in [*step.get("choices", []), step.get("says")]:
                said = version.contents["says"].get(key, {}).get("en", "").lower()
                assert not [word for word in CLINICAL if word in said], f"{version.code} {key}"


def test_a_check_in_says_and_asks_by_the_name_they_use(start, person):
    Preferences.objects.create(person=person, known_as="Mina")
    from datetime import date

    start(rules_with(check_in()), date(2026, 6, 1))
    sweep(at=utc(2026, 6, 1, 9))
    message = Message.objects.get()
    assert render(message).body == "One, Mina.\nAre you well?"
    assert render(message).subject == f"A message from {person.practice.name}"
    assert CheckIn.objects.get().message == message


def test_a_language_that_is_not_there_is_answered_in_english(start):
    from datetime import date

    start(rules_with(check_in()), date(2026, 6, 1), language="pa")
    sweep(at=utc(2026, 6, 1, 9))
    assert render(Message.objects.get()).body.startswith("One,")
