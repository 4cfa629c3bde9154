"""What is suggested for one person, from what gets in their way."""

from datetime import date

import pytest

from inglenook.community.find.api import suggest
from inglenook.community.find.understanding import understand
from inglenook.community.models import Service
from tests import factories

pytestmark = pytest.mark.django_db


def names(found) -> list[str]:
    return [one.service.name for one in found]


@pytest.fixture
def derek(practice):
    return factories.make_person(
        practice, given_name="Derek", sex="male", postcode="ZZ1 2CE", birth_date=date(1945, 3, 2)
    )


def test_what_gets_in_the_way_brings_what_helps_with_it(directory, derek):
    lonely = suggest(person=derek, barriers=["loneliness"], limit=8)

    assert {"Chatty Café", "Telephone Friendship", "Home Befriending"} & set(names(lonely)[:5])
    assert "Company and friendship" in [one.why[0] for one in lonely]
    assert names(suggest(person=derek, barriers=["online"]))[0] in {"Digital Champions", "Tablets at Home"}


def test_a_man_is_offered_nothing_for_women_or_the_young(directory, derek):
    found = names(suggest(person=derek, barriers=["loneliness", "mood", "activity"], limit=40))

    assert not {"Open House for Women", "Women's Swim", "Young Adults' Anxiety Group", "Young Carers"} & set(found)


def test_how_far_it_is_says_from_whose_home(directory, derek):
    for_staff = suggest(person=derek, barriers=["activity"], limit=8)
    for_derek = suggest(person=derek, barriers=["activity"], limit=8, is_own=True)
    theirs, own = ([why for one in found for why in one.why if " km " in why] for found in (for_staff, for_derek))
    assert theirs and all(" km from their home" in why for why in theirs)
    assert own and all(" km from your home" in why for why in own)


def test_goals_words_count_and_nothing_asked_is_nothing_found(directory, derek):
    assert "Growing Together" in names(suggest(person=derek, barriers=[], goals=("To be back in my garden",)))
    assert suggest(person=derek, barriers=[]) == []


def test_a_full_service_is_not_suggested(directory, derek):
    before = names(suggest(person=derek, barriers=["activity"]))
    Service.objects.filter(name=before[0]).update(places_free=0)

    assert before[0] not in names(suggest(person=derek, barriers=["activity"]))


def test_somebody_without_a_known_place_is_still_helped(directory, practice):
    somebody = factories.make_person(practice, postcode="")

    assert suggest(person=somebody, barriers=["money"])
    assert suggest(person=None, barriers=["money"], words="debt")[0].service.name == "Debt Advice"


def test_a_word_of_a_goal_that_no_service_knows_is_not_taken_for_another(directory):
    goal = "to see my sister again"
    assert understand(goal).meant == {"sister": "sitter"}  # somebody who looks for help may have meant that
    assert understand(goal, is_typed=False).meant == {}
