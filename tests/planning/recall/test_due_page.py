"""The page "Who is due, and why"."""

from datetime import date

import pytest
from django.urls import reverse

from inglenook.planning.models import ReviewCycle
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.FIXED_TODAY = TODAY
    factories.make_group("type_2_diabetes", "44054006")


@pytest.fixture
def cycle(person):
    factories.make_condition(person)
    return factories.make_cycle(person, due_on=date(2026, 3, 31), reasons=["hba1c_high", "no_review"])


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("due"), query).content.decode()


def test_a_nurse_sees_who_is_due_with_conditions_and_why(client, nurse, cycle):
    html = page(client, nurse)
    assert "Amina Hussain" in html
    assert "Type 2 diabetes" in html
    assert "75 mmol/mol or higher" in html
    assert "in 3 weeks" in html


def test_a_manager_sees_who_is_due_and_nothing_of_the_record(client, manager, cycle):
    html = page(client, manager)
    assert "Amina Hussain" in html
    assert "Something in their health record calls for a sooner review." in html
    assert "mmol" not in html
    assert "diabetes" not in html.lower()


def test_a_manager_cannot_search_by_what_is_clinical(client, manager, cycle, practice):
    other = factories.make_person(practice, given_name="Bert", family_name="Stone")
    factories.make_cycle(other, due_on=date(2026, 3, 31))
    html = page(client, manager, reason="hba1c_high", group="type_2_diabetes")
    assert "Bert Stone" in html


def test_people_of_other_practices_are_not_listed(client, nurse, stranger):
    factories.make_cycle(stranger, due_on=date(2026, 3, 31))
    assert "No reviews are due by the end of next month." in page(client, nurse)


@pytest.mark.parametrize("who", ["person", "carer"])
def test_the_page_is_for_professionals(client, request, person, carer, who):
    client.force_login(person.user if who == "person" else carer)
    assert client.get(reverse("due")).status_code == 403


def test_nobody_signed_in_is_asked_to_sign_in(client, db):
    assert client.get(reverse("due")).status_code == 302


def test_the_funnel_counts_who_has_got_so_far_and_says_it_in_a_sentence(client, nurse, practice):
    states = ["due"] * 3 + ["gathering", "prepared", "agreed", "agreed", "declined", "not_reached"]
    for number, state in enumerate(states):
        factories.make_cycle(factories.make_person(practice), due_on=date(2026, 3, number + 1), state=state)
    html = page(client, nurse)
    assert "Of 9 reviews due by the end of next month, 2 (22%) have led to an agreed plan;" in html
    assert "5 of the others are overdue, and 2 people declined or could not be reached." in html
    assert '<h2 id="list">2 reviews listed' in page(client, nurse, state="from-agreed")
    assert '<h2 id="list">4 reviews listed' in page(client, nurse, state="from-gathering")
    assert '<h2 id="list">1 review listed' in page(client, nurse, state="declined")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "huss"}, True),
        ({"q": "9990000"}, False),
        ({"due": "2026-03"}, True),
        ({"due": "2026-04"}, False),
        ({"due": "overdue"}, False),
        ({"reason": "no_review"}, True),
        ({"reason": "egfr_low"}, False),
        ({"group": "type_2_diabetes"}, True),
        ({"group": "asthma"}, False),
        ({"channel": "letter"}, True),
        ({"channel": "text"}, False),
        ({"age": "65-79"}, True),
        ({"age": "40-64"}, False),
        ({"age": "nonsense", "due": "1; drop", "sort": "x", "state": "from-nowhere", "page": "99"}, True),
    ],
)
def test_the_list_is_narrowed_by_what_is_chosen(client, nurse, cycle, person, query, found):
    factories.make_group("asthma", "195967001")
    person.birth_date, person.preferred_channel = date(1960, 6, 4), "text"
    person.save()
    factories.make_preferences(person, channel="letter")
    assert ("Amina Hussain" in page(client, nurse, **query)) is found


def test_the_list_as_a_file_holds_every_row_and_no_formula(client, nurse, cycle, person):
    person.given_name = "=Amina"
    person.save()
    client.force_login(nurse)
    lines = b"".join(client.get(reverse("due_file"))).decode().splitlines()
    assert lines[0] == "Name,NHS number,Date of birth,Due by,When,Why,State"
    assert lines[1].startswith("'=Amina Hussain,,4 June 1960,31 March 2026,in 3 weeks,")
    assert len(lines) == 2


def test_the_dead_are_not_listed(client, nurse, cycle, person):
    person.is_dead = True
    person.save()
    assert "Amina Hussain" not in page(client, nurse, due="year")


def test_who_is_years_overdue_is_still_listed(client, nurse, cycle):
    ReviewCycle.objects.update(due_on=date(2023, 6, 30))
    assert "Amina Hussain" in page(client, nurse)
    assert "Amina Hussain" in page(client, nurse, due="overdue")


def test_the_page_asks_little_of_the_database(client, nurse, practice, django_assert_max_num_queries):
    for _ in range(60):
        person = factories.make_person(practice)
        factories.make_condition(person)
        factories.make_cycle(person, due_on=date(2026, 3, 31))
    client.force_login(nurse)
    with django_assert_max_num_queries(14):  # twelve and the test's own savepoint, set and released
        html = client.get(reverse("due"), {"by": "deprivation"}).content.decode()
    assert html.count("<tr>") >= 50
    assert ReviewCycle.objects.count() == 60
