"""The coach's list and thread, and handing people over."""

from datetime import timedelta

import pytest

from inglenook.between.alerts.api import raise_alert
from inglenook.between.caseload.rules import way
from inglenook.between.models import Booking, Session
from inglenook.core import access, clock
from inglenook.people.models import CareTeamMember, Look, Person
from inglenook.planning.models import Task
from tests import factories
from tests.asking import questions
from tests.between.support import enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(practice):
    return factories.make_user("Daniel Price", role="coach", at=practice.parent)


@pytest.fixture
def colleague(practice):
    return factories.make_user("Leila Ortiz", role="coach", at=practice.parent)


@pytest.fixture
def supported(practice, coach):
    """Three people of the coach's; the second was heard yesterday, the third three weeks ago."""
    now, found = clock.now(), []
    for name, days in (("Amina", None), ("Bilal", 1), ("Cara", 21)):
        person = factories.make_person(practice, given_name=name, family_name="Hill")
        factories.put_on_caseload(coach, person, "coach")
        enrol(person, coach, last_heard_at=days and now - timedelta(days=days))
        found.append(person)
    return found


def sure(person, coach, *values):
    for days, value in enumerate(reversed(values), start=1):
        at = clock.now() - timedelta(days=7 * days)
        session = Session.objects.create(
            organisation=person.practice.parent, coach=coach, kind="phone", title="Call", starts_at=at
        )
        Booking.objects.create(person=person, session=session, state="attended", confidence=value, outcome="Walks")


def test_whoever_was_silent_longest_stands_first(client, coach, supported):
    client.force_login(coach)
    page = client.get("/caseload/").content.decode()
    places = [page.index(f"{name} Hill</label>") for name in ("Amina", "Cara", "Bilal")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("only=quiet", {"Amina", "Cara"}), ("only=alert", {"Bilal"}), ("order=name", {"Amina", "Bilal", "Cara"})],
)
def test_filters_stand_in_the_address(client, coach, supported, asked, shown):
    raise_alert(
        key="1", person=supported[1], level="look", rule="r", reason="Tired", within=timedelta(days=1), owner=coach
    )
    client.force_login(coach)
    page = client.get(f"/caseload/?{asked}").content.decode()
    assert {name for name in ("Amina", "Bilal", "Cara") if f"{name} Hill</label>" in page} == shown


def test_a_name_is_posted_and_finds_one(client, coach, supported):
    client.force_login(coach)
    page = client.post("/caseload/", {"do": "find", "q": "Bilal"}).content.decode()
    assert "Bilal Hill</label>" in page and "Cara Hill</label>" not in page


def test_how_sure_somebody_is_has_a_number_a_drawing_and_a_word(client, coach, supported):
    sure(supported[0], coach, 3, 5, 7)
    client.force_login(coach)
    page = client.get("/caseload/").content.decode()
    assert "<strong>7</strong>, going up" in page
    assert "3 readings from" in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], ""),
        ([5], ""),
        ([5, 6], "about the same"),
        ([3, 7], "going up"),
        ([8, 5], "going down"),
        ([1, 5, 5, 5, 5], "about the same"),
    ],
)
def test_a_way_needs_two_points_and_a_real_change(values, said):
    assert way(values) == said


def test_people_handed_over_take_with_them_all_that_is_open(client, coach, colleague, supported):
    amina, bilal, _ = supported
    alert = raise_alert(
        key="1", person=amina, level="soon", rule="r", reason="Low", within=timedelta(days=1), owner=coach
    )
    client.force_login(coach)
    page = client.post(
        "/caseload/",
        {"do": "hand_over", "person": [amina.ref, bilal.ref], "to": colleague.pk, "note": "On leave"},
        follow=True,
    ).content.decode()
    assert "Leila Ortiz has 2 people from now on." in page
    alert.refresh_from_db()
    assert (alert.owner, alert.task.owner) == (colleague, colleague)
    assert Task.objects.filter(owner=colleague, reason="Taken over from Daniel Price: On leave").count() == 2
    with access.acting_as(colleague):
        assert set(Person.objects.all()) == {amina, bilal}
    with access.acting_as(coach):
        assert set(Person.objects.all()) == {supported[2]}


def test_nobody_can_hand_over_people_of_others(client, coach, colleague, supported):
    client.force_login(colleague)
    page = client.post("/caseload/", {"do": "hand_over", "person": [supported[0].ref], "to": coach.pk, "note": ""})
    assert "Choose the people" in page.content.decode()
    assert CareTeamMember.objects.filter(user=coach, ended_at=None).count() == 3


def test_the_thread_shows_it_all_and_records_the_look(client, coach, supported):
    amina = supported[0]
    sure(amina, coach, 5)
    raise_alert(
        key="1", person=amina, level="soon", rule="r", reason="Very tired", within=timedelta(days=1), owner=coach
    )
    client.force_login(coach)
    page = client.get(f"/people/{amina.ref}/between/").content.decode()
    for words in ("Very tired", "Walks", "Blood pressure at home", "Last heard never yet"):
        assert words in page
    assert Look.objects.filter(person=amina, viewer=coach).exists()


def test_the_list_asks_as_much_for_three_as_for_one(client, coach, supported):
    client.force_login(coach)
    client.get("/caseload/")
    assert len(questions(client, "/caseload/")) <= 12
