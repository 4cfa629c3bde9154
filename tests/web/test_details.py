"""Who a person is, as they say it themselves, beside what their record says."""

import pytest

from inglenook.core import access
from inglenook.people.models import Demographics, Grant, Look, Person, Preferences
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db
SAID = {
    "known_as": "Mina",
    "title": "Ms",
    "pronouns": "she and her",
    "aliases": "Amina Khan\nMina K",
    "ethnicity": "British Pakistani",
    "religion": "Muslim",
    "languages": "Urdu and English",
    "telephones": "01632 960001",
}


@pytest.fixture
def person(person):
    Person.objects.filter(pk=person.pk).update(title="Mrs", ethnicity="H", mobile="07700 900001", address="1 Low Road")
    person.refresh_from_db()
    return person


@pytest.fixture
def told(client, person):
    client.force_login(person.user)
    return client.post("/me/details/change/", SAID, follow=True).content.decode()


def test_what_they_say_stands_beside_what_the_record_says(told, person):
    for said in ("Mina", "she and her", "Amina Khan, Mina K", "British Pakistani", "Muslim", "01632 960001"):
        assert said in told
    for recorded in ("Mrs", "Asian or Asian British: Indian", "07700 900001", "1 Low Road"):
        assert recorded in told
    assert "You said this" in told
    own = Demographics.objects.get()
    assert own.aliases == [{"text": "Amina Khan"}, {"text": "Mina K"}]
    assert Preferences.objects.get().known_as == "Mina"


def test_the_record_stays_as_it_came_and_what_was_said_before_is_kept(client, told, person):
    client.post("/me/details/change/", SAID | {"ethnicity": "Pakistani"})
    person.refresh_from_db()
    assert (person.title, person.ethnicity, person.mobile) == ("Mrs", "H", "07700 900001")
    assert Demographics.objects.get().ethnicity == "Pakistani"
    assert Demographics.pgh_event_model.objects.get().ethnicity == "British Pakistani"


def test_nothing_must_be_said(client, person):
    client.force_login(person.user)
    assert client.post("/me/details/change/", dict.fromkeys(SAID, "")).status_code == 302
    assert "Not said" in client.get("/me/details/").content.decode()


def test_what_is_too_long_is_said_and_stays_on_the_page(client, person):
    client.force_login(person.user)
    page = client.post("/me/details/change/", SAID | {"pronouns": "x" * 101})
    assert (
        page.status_code == 422 and "x" * 101 in page.content.decode() and "There is a problem" in page.content.decode()
    )


def test_staff_read_it_with_its_source_and_write_down_what_they_hear(client, told, person, nurse):
    client.force_login(nurse)
    page = client.get(f"/people/{person.ref}/details/").content.decode()
    assert "British Pakistani" in page and "Mina said this" in page and "The record says" in page
    assert Look.objects.filter(viewer=nurse, what="Who you are").exists()
    heard = client.post(f"/people/{person.ref}/details/change/", SAID | {"religion": "None"}, follow=True)
    assert "Written down by Joy Mensah" in heard.content.decode()


def test_who_may_only_read_does_not_write(client, told, person, practice, carer):
    reader = factories.make_user("Tomasz Nowak", role="coordinator", at=practice)
    client.force_login(reader)
    page = client.get(f"/people/{person.ref}/details/").content.decode()
    assert "British Pakistani" in page and "Change this" not in page
    assert client.post(f"/people/{person.ref}/details/change/", SAID).status_code == 403
    with access.acting_as(reader):
        assert Demographics.objects.count() == 1
        assert not Demographics.objects.update(religion="None")


def test_a_carer_to_whom_it_is_closed_is_told_so(client, told, person, carer):
    Grant.objects.filter(carer=carer).update(sections=["plan"])
    client.force_login(carer)
    assert client.get(f"/people/{person.ref}/details/").status_code == 403


def test_whoever_needs_only_a_name_and_an_address_reads_none_of_it(client, told, person, manager):
    client.force_login(manager)
    assert client.get(f"/people/{person.ref}/details/").status_code == 403
    with access.acting_as(manager):
        assert not Demographics.objects.exists()


def test_the_page_asks_little(client, told):
    assert len(questions(client, "/me/details/")) <= 8
