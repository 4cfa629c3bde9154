"""The person's home: what is next and with whom, how am I doing, what we agreed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from inglenook.people.models import CareTeamMember
from inglenook.planning.models import Action, Contact, FollowUp, Pack, Plan
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 4)


@pytest.fixture(autouse=True)
def on_that_day(settings):
    settings.FIXED_TODAY = TODAY


@pytest.fixture
def cycle(person, nurse):
    CareTeamMember.objects.create(person=person, user=nurse, role="nurse", is_named_professional=True)
    return factories.make_cycle(person, due_on=date(2026, 6, 30))


@pytest.fixture
def asked(person, nurse):
    """One small step agreed, to be asked after on 10 June."""
    plan = Plan.objects.create(person=person)
    step = Action.objects.create(person=person, plan=plan, what="Walk to my sister’s")
    return FollowUp.objects.create(action=step, person=person, owner=nurse, due_on=date(2026, 6, 10))


@pytest.fixture
def home(client, person):
    client.force_login(person.user)
    return lambda: client.get("/me/").content.decode()


def test_what_is_next_says_when_and_with_whom(home, cycle):
    page = home()
    assert "with Joy Mensah, your practice nurse" in page and "By 30 June 2026" in page


def test_a_visit_is_told_until_it_is_over(home, cycle, nurse, settings):
    visit = datetime(2026, 6, 9, 9, 20, tzinfo=UTC)
    Contact.objects.create(person=cycle.person, cycle=cycle, channel="phone", outcome="booked", visit_at=visit)
    assert "Your visit for tests: Tuesday 9 June, 10:20" in home()
    settings.FIXED_TODAY = date(2026, 6, 10)
    assert "Your visit for tests" not in home()


def test_results_are_told_in_words_those_to_talk_about_first(home, person):
    for measure, number in (("hba1c", 60), ("total_cholesterol", 4), ("sodium", 140), ("potassium", 4.5)):
        factories.make_result(person, measure, number, on=TODAY - timedelta(days=9))
    page = home()
    assert page.count('class="result__name"') == 3
    assert page.index("result--heed") < page.index("result--good")


def test_each_step_asks_how_it_went(home, asked):
    page = home()
    assert f'href="{reverse("my_follow_up", args=[asked.ref])}"' in page and "by 10 June 2026" in page


def test_it_asks_the_database_little(client, person, cycle, asked):
    Pack.objects.create(person=person, cycle=cycle, channel="web", due_on=cycle.due_on)
    factories.make_result(person, "hba1c", 60, on=TODAY - timedelta(days=9))
    client.force_login(person.user)
    assert len(questions(client, "/me/")) <= 12
