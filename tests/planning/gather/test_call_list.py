"""The call list, one person's page, and what noting an attempt leads to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from inglenook.core.roles import ROLES, Section
from inglenook.people.models import Look
from inglenook.planning.gather import actions
from inglenook.planning.models import Contact, ReviewCycle, TestNeeded
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.FIXED_TODAY = TODAY


@pytest.fixture
def cycle(person):
    cycle = factories.make_cycle(person, due_on=date(2026, 3, 31))
    for code in ("hba1c", "feet"):
        TestNeeded.objects.create(cycle=cycle, person=person, check_code=code)
    return cycle


def states(cycle):
    return set(cycle.tests.values_list("state", flat=True))


def call_list(client, user, **query):
    client.force_login(user)
    return client.get(reverse("call_list"), query).content.decode()


def note(client, user, cycle, follow=True, **posted):
    client.force_login(user)
    posted = {"outcome": "no_answer", "channel": "phone", "note": ""} | posted
    return client.post(reverse("gather_contact", args=[cycle.ref]), posted, follow=follow)


def test_the_call_list_says_how_to_reach_for_what_and_for_how_long(client, nurse, cycle, person):
    person.mobile, person.preferred_channel, person.address = "07700900123", "text", "1 Mill Lane"
    person.save()
    factories.make_preferences(person, channel="letter", language="ur", best_time="after noon")
    html = call_list(client, nurse)
    assert "Letter: 1 Mill Lane" in html
    assert "07700900123" not in html
    assert "Speaks Urdu" in html
    assert "Best time: after noon" in html
    assert "Blood test (HbA1c); Foot check" in html
    assert "Health care assistant, 20 minutes" in html
    assert "1 person due within eight weeks still to be reached" in html


def test_a_shared_telephone_is_said(client, nurse, cycle, person):
    factories.make_preferences(person, shares_phone=True)
    assert "Others use the phone: leave no details" in call_list(client, nurse)


@pytest.mark.parametrize(
    ("outcome", "standing"),
    [
        (None, "to_reach"),
        ("no_answer", "no_answer"),
        ("left_message", "no_answer"),
        ("sent", "no_answer"),
        ("call_back", "call_back"),
        ("wrong_details", "wrong_details"),
        ("booked", "booked"),
        ("declined", "declined"),
    ],
)
def test_the_last_attempt_says_where_a_person_stands(client, nurse, cycle, outcome, standing):
    if outcome:
        actions.record_contact(cycle=cycle, outcome="no_answer", channel="phone", by=nurse)
        actions.record_contact(cycle=cycle, outcome=outcome, channel="phone", by=nurse)
    for name in ("to_reach", "no_answer", "call_back", "wrong_details", "booked", "declined"):
        assert ("Amina Hussain" in call_list(client, nurse, standing=name)) is (name == standing)


@pytest.mark.parametrize("fields", [{"due_on": date(2026, 5, 6)}, {"state": "prepared"}, {"state": "agreed"}])
def test_who_is_due_later_or_further_along_is_not_listed(client, nurse, cycle, fields):
    ReviewCycle.objects.update(**fields)
    assert "Amina Hussain" not in call_list(client, nurse)


def test_who_is_long_overdue_stays_on_the_list(client, nurse, cycle):
    ReviewCycle.objects.update(due_on=date(2023, 1, 31))
    assert "Amina Hussain" in call_list(client, nurse)


def test_tests_all_in_is_said_and_the_person_need_not_be_rung(client, nurse, cycle):
    cycle.tests.update(state="done")
    assert "Everybody due within eight weeks has been reached." in call_list(client, nurse)
    assert "Amina Hussain" in call_list(client, nurse, standing="all_in")


def test_a_visit_booked_books_the_tests_and_begins_the_gathering(client, nurse, cycle):
    html = note(
        client, nurse, cycle, outcome="booked", visit_time="9.30",
        **{"visit_on-day": "24", "visit_on-month": "3", "visit_on-year": "2026"},
    ).content.decode()  # fmt: skip
    contact = Contact.objects.get()
    assert contact.visit_at == datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
    assert "Tuesday 24 March, 09:30" in html
    assert states(cycle) == {"booked"}
    cycle.refresh_from_db()
    assert (cycle.state, cycle.owner) == ("gathering", nurse)


def test_a_visit_without_a_day_is_asked_for_and_nothing_typed_is_lost(client, nurse, cycle):
    html = note(client, nurse, cycle, outcome="booked", note="Prefers mornings", follow=False).content.decode()
    assert "Enter the day of the visit" in html
    assert "Enter the time of the visit" in html
    assert "Prefers mornings" in html
    assert not Contact.objects.exists()


def test_a_no_is_a_state_of_the_review_and_of_its_tests(nurse, cycle):
    actions.record_contact(cycle=cycle, outcome="declined", channel="phone", by=nurse)
    cycle.refresh_from_db()
    assert (cycle.state, states(cycle)) == ("declined", {"declined"})
    actions.come_back(cycle=cycle, by=nurse)
    cycle.refresh_from_db()
    assert (cycle.state, states(cycle)) == ("due", {"needed"})


def test_after_three_tries_could_not_be_reached_is_offered(client, nurse, cycle):
    for number in range(3):
        html = note(client, nurse, cycle).content.decode()
        assert ("After three tries" in html) is (number == 2)
    client.post(reverse("gather_give_up", args=[cycle.ref]))
    cycle.refresh_from_db()
    assert (cycle.state, states(cycle)) == ("not_reached", {"not_reached"})
    assert "Amina Hussain" in call_list(client, nurse, standing="not_reached")


@pytest.mark.parametrize(("outcome", "state"), [("booked", "gathering"), ("declined", "gathering")])
def test_what_was_just_noted_can_be_taken_back(client, nurse, cycle, outcome, state):
    actions.record_contact(cycle=cycle, outcome="no_answer", channel="phone", by=nurse)
    contact = actions.record_contact(cycle=cycle, outcome=outcome, channel="phone", by=nurse)
    client.force_login(nurse)
    client.post(reverse("gather_undo", args=[cycle.ref]), {"contact": contact.pk})
    cycle.refresh_from_db()
    assert (cycle.state, states(cycle)) == (state, {"needed"})
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("outcome", ["no_answer", "booked", "declined"])
def test_without_the_first_contact_they_are_due_as_before(nurse, cycle, outcome):
    contact = actions.record_contact(cycle=cycle, outcome=outcome, channel="phone", by=nurse)
    assert actions.undo_contact(contact=contact, by=nurse)
    cycle.refresh_from_db()
    assert (cycle.state, states(cycle), cycle.closed_at) == ("due", {"needed"}, None)


def test_ten_minutes_later_or_by_somebody_else_it_stays(nurse, manager, cycle):
    contact = actions.record_contact(cycle=cycle, outcome="booked", channel="phone", by=nurse)
    assert not actions.undo_contact(contact=contact, by=manager)
    contact.at -= timedelta(minutes=10)
    contact.save()
    assert not actions.undo_contact(contact=contact, by=nurse)
    assert states(cycle) == {"booked"}


def test_tests_are_set_one_by_one_or_all_at_once(client, nurse, cycle):
    client.force_login(nurse)
    address = reverse("gather_tests", args=[cycle.ref])
    client.post(address, {"test-feet": "declined", "test-hba1c": "no such state"})
    assert dict(cycle.tests.values_list("check_code", "state")) == {"feet": "declined", "hba1c": "needed"}
    client.post(address, {"all_done": "yes"})
    assert states(cycle) == {"done"}
    assert set(cycle.tests.values_list("written_by", flat=True)) == {nurse.pk}


def test_opening_a_persons_page_is_a_look_they_can_read(client, nurse, cycle, person):
    client.force_login(nurse)
    client.get(reverse("gather", args=[cycle.ref]))
    assert Look.objects.get(person=person).reason == "To arrange the tests for your review"


def test_a_stranger_cannot_be_opened(client, nurse, stranger):
    cycle = factories.make_cycle(stranger)
    client.force_login(nurse)
    assert client.get(reverse("gather", args=[cycle.ref])).status_code == 404
    assert client.post(reverse("gather_take_on", args=[cycle.ref])).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_write_the_cycle_cannot_note_an_attempt(client, cycle, practice, role):
    user = factories.make_user("Somebody", role=role, at=practice)
    if role in ("coach", "link_worker"):
        factories.put_on_caseload(user, cycle.person, role)
    response = note(client, user, cycle, follow=False)
    assert (response.status_code == 302) is (Section.CYCLE in ROLES[role].writes)
    assert Contact.objects.exists() is (Section.CYCLE in ROLES[role].writes)


def test_a_person_cannot_decline_for_themselves_here(client, cycle, person):
    assert note(client, person.user, cycle, follow=False).status_code == 403


def test_who_cannot_say_no_any_more_is_told_so(client, nurse, cycle):
    ReviewCycle.objects.update(state="agreed")
    html = note(client, nurse, cycle, outcome="declined").content.decode()
    assert "“Planning declined” cannot follow “Plan agreed”." in html
    assert not Contact.objects.exists()


def test_the_call_list_asks_little_of_the_database(client, nurse, practice, django_assert_max_num_queries):
    for _ in range(60):
        cycle = factories.make_cycle(factories.make_person(practice), due_on=date(2026, 3, 31))
        TestNeeded.objects.create(cycle=cycle, person=cycle.person, check_code="hba1c")
        actions.record_contact(cycle=cycle, outcome="no_answer", channel="phone", by=nurse)
    client.force_login(nurse)
    with django_assert_max_num_queries(14):  # twelve and the test's own savepoint, set and released
        assert client.get(reverse("call_list")).content.decode().count("no answer") >= 50


def test_who_needs_more_time_is_given_twice_as_long(client, nurse, cycle, person):
    factories.make_preferences(person, needs_longer_appointment=True)
    assert "Health care assistant, 40 minutes" in call_list(client, nurse)
