"""What people add to their own record: kept with who said it, seen by those who may, taken away and put back."""

import re
from datetime import date

import pytest
from django.utils import timezone

from inglenook.core import clock
from inglenook.people.models import Grant, OwnAppointment, OwnFact, PersonalContact, Result
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db
TODAY = {"on-day": "1", "on-month": "6", "on-year": "2026", "time": "8:30"}


@pytest.fixture
def own(client, person):
    client.force_login(person.user)
    return client


def _page(client, address: str, **sent) -> str:
    response = client.post(address, sent, follow=True) if sent else client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def _add(client, at: str, kind: str, **sent) -> str:
    return _page(client, f"{at}facts/add/{kind}/", **sent)


def test_everything_a_person_adds_stands_on_their_page_with_who_said_it(own):
    _add(own, "/me/", "condition", what="Gout in my foot", since="last spring")
    _add(own, "/me/", "medicine", what="Turmeric", detail="one spoon a day")
    _add(own, "/me/", "allergy", what="Plasters")
    _add(own, "/me/", "contact", name="Sara Hussain", relationship="my daughter", roles=["carer"], phone="07700 900111")
    _add(own, "/me/", "professional", name="Ana Ruiz", role="Heart nurse", is_key_worker="on")
    soon = {"on-day": "1", "on-month": "6", "on-year": str(clock.today().year + 1), "time": "2.15pm"}
    page = _add(own, "/me/", "appointment", what="Eye clinic", place="St Anne’s", **soon)
    for words in ("Gout in my foot", "last spring", "Turmeric, one spoon a day", "Plasters", "Sara Hussain"):
        assert words in page
    assert "Helps care for me" in page and "Heart nurse" in page and "Eye clinic" in page and "14:15" in page
    assert page.count("You added this") == 6


def test_sent_twice_it_is_kept_once(own):
    for _ in range(2):
        _add(own, "/me/", "medicine", what="Turmeric", once="b6a9")
    assert OwnFact.objects.count() == 1


def test_what_was_added_is_put_right_taken_away_and_put_back(own, person):
    _add(own, "/me/", "medicine", what="Turmerik")
    fact = OwnFact.objects.get()
    assert "Turmerik" in _page(own, f"/me/facts/{fact.ref}/")
    assert "Turmeric" in _page(own, f"/me/facts/{fact.ref}/", what="Turmeric")
    assert [row.what for row in fact.history.all()] == ["Turmerik"]
    assert "Undo" in _page(own, f"/me/facts/{fact.ref}/remove/", yes="1")
    assert "Turmeric" not in _page(own, "/me/facts/")
    assert "Turmeric" in _page(own, f"/me/facts/{fact.ref}/undo/", yes="1")
    OwnFact.objects.update(removed_at=clock.now() - timezone.timedelta(days=2))
    assert "too long ago" in _page(own, f"/me/facts/{fact.ref}/undo/", yes="1")
    assert "Turmeric" not in _page(own, "/me/facts/")


def test_a_nurse_sees_what_the_person_added_beside_the_record_and_adds_for_them(client, own, person, nurse):
    factories.make_group("gout", "90560007")
    factories.make_condition(person, "44054006", display="Diabetes")
    _add(own, "/me/", "condition", what="Gout in my foot", group="gout")
    client.force_login(nurse)
    page = _add(client, f"/people/{person.ref}/", "medicine", what="Fish oil")
    assert "diabetes" in page and "From Test system" in page
    assert "Gout in my foot" in page and "Amina added this" in page
    assert "Fish oil" in page and "Written down by Joy Mensah" in page
    glance = _page(client, f"/people/{person.ref}/")
    assert "Gout in my foot" in glance and "Fish oil" in glance and "Added by Amina" in glance


def test_a_carer_who_is_let_in_adds_under_their_own_name_and_others_see_nothing(client, person, stranger):
    factories.share_with(daughter := factories.make_user("Sara Hussain"), person, "facts", "about")
    client.force_login(daughter)
    assert "Sara Hussain added this" in _add(client, f"/people/{person.ref}/", "medicine", what="Fish oil")
    Grant.objects.update(ended_at=clock.now())
    assert client.get(f"/people/{person.ref}/facts/").status_code in (403, 404)  # told that it is shared no more
    client.force_login(factories.make_user("Otto", role="nurse", at=stranger.practice))
    assert client.get(f"/people/{person.ref}/facts/").status_code == 404


def test_a_carer_let_in_to_the_plan_alone_can_add_nothing(client, person, carer):
    client.force_login(carer)
    assert client.post(f"/people/{person.ref}/facts/add/medicine/", {"what": "Fish oil"}).status_code == 403
    assert client.post(f"/people/{person.ref}/readings/add/weight/", {"weight": "70", **TODAY}).status_code == 403
    assert client.get(f"/people/{person.ref}/facts/").status_code == 403
    assert not OwnFact.objects.exists() and not Result.objects.exists()


def test_a_coordinator_sees_who_to_ring_and_no_medicine(client, own, person, practice):
    _add(own, "/me/", "medicine", what="Fish oil")
    _add(own, "/me/", "contact", name="Sara Hussain")
    client.force_login(factories.make_user("Cora", role="coordinator", at=practice))
    page = _page(client, f"/people/{person.ref}/facts/")
    assert "Sara Hussain" in page and "Fish oil" not in page and "Add a medicine" not in page


def test_nobody_changes_what_is_another_persons(own, stranger):
    theirs = PersonalContact.objects.create(person=stranger, name="Ida Stone")
    assert own.get(f"/me/contacts/{theirs.ref}/").status_code == 404
    assert own.post(f"/me/contacts/{theirs.ref}/remove/").status_code == 404


def test_a_reading_is_kept_in_its_pair_and_said_in_words_at_once(own, person):
    page = _page(own, "/me/readings/add/blood_pressure/", systolic="128", diastolic="76", once="a1", **TODAY)
    assert "128/76" in page and "where we hope" in page.lower() and "cannot wait" not in page
    _page(own, "/me/readings/add/blood_pressure/", systolic="128", diastolic="76", once="a1", **TODAY)
    rows = Result.objects.order_by("-number")
    assert [(row.measure, row.number, row.source.name) for row in rows] == [
        ("systolic", 128, "Said by the person, on the web"),
        ("diastolic", 76, "Said by the person, on the web"),
    ]
    results = _page(own, "/me/results/")
    assert "128/76" in results and "Said by the person, on the web" in results


def test_in_one_series_each_value_stands_with_where_it_came_from(own, person):
    factories.make_result(person, "weight", 72, on=date(2026, 5, 1))
    _page(own, "/me/readings/add/weight/", weight="70", **TODAY)
    rows = re.findall(r"<tr><td>([^<]*)</td>.*?>([\d.]+)</td><td>([^<]*)</td></tr>", _page(own, "/me/results/"))
    assert rows == [
        ("1 June 2026", "70.0", "Said by the person, on the web"),
        ("1 May 2026", "72.0", "Test system"),
    ]


def test_a_reading_that_cannot_wait_says_so_at_once_and_what_to_do(own):
    page = _page(own, "/me/readings/add/blood_pressure/", systolic="204", diastolic="122", **TODAY)
    assert "This cannot wait" in page and "999" in page and "Somebody at your practice" in page


@pytest.mark.parametrize(
    "sent,problem",
    [
        ({"weight": "7000"}, "does not seem right"),
        ({"weight": "heavy"}, "must be a number"),
        ({"weight": ""}, "Enter the number"),
        ({"weight": "70", "on-year": "2126"}, "must be today or in the past"),
    ],
)
def test_a_reading_nobody_could_have_is_asked_again_and_what_was_typed_is_kept(own, sent, problem):
    page = _page(own, "/me/readings/add/weight/", **TODAY | sent)
    assert problem in page and "There is a problem" in page and f'value="{sent["weight"]}"' in page
    assert not Result.objects.exists()


def test_an_appointment_without_a_time_shows_none(own):
    soon = {"on-day": "1", "on-month": "6", "on-year": str(clock.today().year + 1), "time": ""}
    assert "midnight" not in _add(own, "/me/", "appointment", what="Blood test", **soon)
    assert not OwnAppointment.objects.get().has_time


def test_pages_of_facts_ask_the_database_little(own, client, person, nurse):
    for kind in ("condition", "medicine", "allergy"):
        _add(own, "/me/", kind, what=kind)
    for address in ("/me/facts/", "/me/facts/add/condition/", "/me/readings/add/weight/"):
        assert len(questions(own, address)) <= 12, address
    client.force_login(nurse)
    for address in (f"/people/{person.ref}/facts/", f"/people/{person.ref}/facts/add/condition/"):
        assert len(questions(client, address)) <= 12, address
