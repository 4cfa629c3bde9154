"""The scale of a goal: said beforehand, kept once somebody's place on it is noted, put away at will."""

import pytest

from inglenook.planning.attaining.actions import LEVELS, note, put_away, set_scale
from inglenook.planning.attaining.queries import together
from inglenook.planning.models import Attainment, Goal, Plan

pytestmark = pytest.mark.django_db
WORDS = {name: f"I walk {name}" for name in LEVELS.values()}
NO_DAY = {"look_on-day": "", "look_on-month": "", "look_on-year": ""}


@pytest.fixture
def goal(person):
    plan = Plan.objects.create(person=person)
    return Goal.objects.create(person=person, plan=plan, wording="Walk")


@pytest.fixture
def scale(goal, nurse):
    return set_scale(goal=goal, words=WORDS, weight=2, by=nurse)


def test_the_person_sets_it_and_says_where_they_are(client, person, goal):
    client.force_login(person.user)
    at = f"/goals/{goal.ref}/scale/"
    assert client.post(at, {"do": "scale", "weight": "2", **WORDS, **NO_DAY}).status_code == 302
    assert client.post(at, {"do": "note", "level": "-1"}).status_code == 302
    noted = Attainment.objects.get()
    assert (noted.level, noted.level_from, noted.level_to, noted.by) == (-1, -2, 2, person.user)
    assert "I walk less" in client.get(at).content.decode()


def test_a_level_without_words_is_told_and_the_rest_stays(client, person, goal):
    client.force_login(person.user)
    answer = client.post(f"/goals/{goal.ref}/scale/", {"do": "scale", "weight": "1", **WORDS, "less": "", **NO_DAY})
    assert answer.status_code == 422
    assert "I walk much_more" in answer.content.decode()


def test_once_noted_its_words_stay(client, nurse, goal, scale):
    note(scale=scale, level=0, by=nurse)
    client.force_login(nurse)
    sent = {"do": "scale", "weight": "3", **WORDS, "less": "Something easier", **NO_DAY}
    assert client.post(f"/goals/{goal.ref}/scale/", sent).status_code == 422
    scale.refresh_from_db()
    assert (scale.less, scale.weight) == ("I walk less", 2)
    assert client.post(f"/goals/{goal.ref}/scale/", sent | {"less": "I walk less"}).status_code == 302


def test_all_goals_together_at_first_and_now(person, nurse, goal, scale):
    other = Goal.objects.create(person=person, plan=goal.plan, wording="Sleep")
    second = set_scale(goal=other, words=WORDS, weight=2, by=nurse)
    for one, levels in ((scale, (-1, 1)), (second, (-2, 0))):
        for level in levels:
            note(scale=one, level=level, by=nurse)
    both = together(person)
    # Two goals that count alike: sums of −3 and 1; 50 − 30/√2.6 and 50 + 10/√2.6.
    assert (both.first, both.now) == (pytest.approx(31.39, abs=0.01), pytest.approx(56.20, abs=0.01))
    put_away(scale=second, by=nurse)
    assert (together(person).goals, together(person).now) == (1, 60.0)


def test_without_anything_noted_there_is_no_score(person, scale):
    assert together(person).now is None


def test_whom_they_let_in_does_not_score_them(client, carer, goal):
    client.force_login(carer)
    assert client.get(f"/goals/{goal.ref}/scale/").status_code == 404
