"""Beginning by oneself: an account through an email, a record without a practice, and all of one's own pages."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from inglenook.core import access
from inglenook.core.models import User
from inglenook.people.models import OwnFact, Person, Result
from inglenook.planning.models import Goal
from tests import factories
from tests.pages import pages
from tests.web.test_facts import TODAY

pytestmark = pytest.mark.django_db
# There is no plan to print yet, and no goal that could have a small one.
NO_PAGES = dict.fromkeys(("my_plan_pdf", "my_easy_plan_pdf", "unwell_pdf", "unwell_card", "my_new_small-goals"), 404)
WHO = {"given_name": "Ida", "family_name": "Stone", "birth_date-day": "2", "birth_date-month": "3"}


@pytest.fixture(autouse=True)
def forgotten():
    """How often something was asked is counted across tests otherwise."""
    cache.clear()


def _join(client, email: str, name: str = "Ida Stone") -> str:
    response = client.post("/accounts/join/", {"name": name, "email": email})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def ida(client):
    """Somebody who has begun by herself, signed in."""
    client.force_login(factories.make_user("Ida Stone"))
    client.post("/begin/", WHO | {"birth_date-year": "1971"})
    return client


def test_from_the_front_door_to_ones_own_plan_without_a_practice(client, db):
    assert "Begin your own plan" in client.get("/").content.decode()
    assert "We have sent you an email" in _join(client, "ida@example.org")
    link = re.search(r"http\S+(/accounts/password/reset/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    chosen = {"password1": "correct horse battery", "password2": "correct horse battery"}
    client.post(page.redirect_chain[-1][0], chosen)
    signed_in = client.post(
        "/accounts/login/", {"login": "ida@example.org", "password": chosen["password1"]}, follow=True
    )
    assert "Begin your own plan" in signed_in.content.decode()
    assert 'value="Ida"' in client.get("/begin/").content.decode()
    begun = client.post("/begin/", WHO | {"birth_date-year": "1971"}, follow=True)
    assert "Hello Ida" in begun.content.decode()
    person = Person.objects.get()
    assert (person.name, person.practice, person.user.email) == ("Ida Stone", None, "ida@example.org")


def test_nobody_learns_by_joining_who_has_an_account(client, person):
    known, new = _join(client, person.user.email), _join(client, "new@example.org")
    assert re.sub(r'value="[^"]*"', "", known) == re.sub(r'value="[^"]*"', "", new)
    assert [message.to for message in mail.outbox] == [[person.user.email], ["new@example.org"]]
    assert User.objects.get(pk=person.user_id).check_password("correct horse battery")


def test_asked_over_and_over_no_more_email_leaves(client, db):
    pages = [client.post("/accounts/join/", {"name": "Ida", "email": "ida@example.org"}) for _ in range(4)]
    assert "asked too often" in pages[-1].content.decode() and len(mail.outbox) == 3


def test_a_place_may_leave_accounts_to_invitations(client, settings):
    settings.SIGN_UP = False
    assert client.get("/accounts/join/").status_code == 404
    assert "Begin your own plan" not in client.get("/").content.decode()
    client.force_login(factories.make_user())
    assert client.get("/begin/").status_code == 404


def test_a_child_is_asked_to_go_to_their_practice(client, db):
    client.force_login(factories.make_user("Kit Stone"))
    response = client.post("/begin/", WHO | {"birth_date-year": "2020"})
    assert "from 16" in response.content.decode() and not Person.objects.exists()


def test_begun_twice_there_is_one_record(ida):
    assert ida.post("/begin/", WHO | {"birth_date-year": "1980"}).status_code == 302
    assert Person.objects.count() == 1


def test_without_a_practice_facts_readings_words_and_a_plan_are_kept(ida):
    ida.post("/me/facts/add/condition/", {"what": "Asthma"})
    ida.post("/me/about/important/", {"text": "My garden", "was": ""})
    kept = ida.post("/me/readings/add/blood_pressure/", {"systolic": "204", "diastolic": "122", **TODAY})
    assert "Nobody at a practice sees this" in kept.content.decode()
    ida.post("/me/plan/", {"goal": "new", "ref": "a1", "wording": "Walk to the shop"})
    assert OwnFact.objects.get().what == "Asthma" and Result.objects.count() == 2
    assert "Walk to the shop" in ida.get("/me/plan/").content.decode() and Goal.objects.exists()
    assert "My garden" in ida.get("/me/about/").content.decode()
    assert "204/122" in ida.get("/me/results/").content.decode()


def test_without_a_practice_every_page_of_ones_own_opens(ida):
    own = [page for page in pages() if page.route.startswith("me/") and not page.arguments]
    answers = {page.name: ida.get(page.at({})).status_code for page in own}
    assert {name: status for name, status in answers.items() if status >= 400 and status != 405} == NO_PAGES
    assert answers["my_results"] == answers["my_plan"] == answers["my_about"] == answers["my_facts"] == 200


def test_who_begins_by_themselves_is_seen_by_no_practice(ida, nurse, manager, person):
    stranger = Person.objects.get(user__name="Ida Stone")
    for user in (nurse, manager, person.user):
        with access.acting_as(user):
            assert not Person.objects.filter(pk=stranger.pk).exists()


def test_without_a_record_what_somebody_says_they_live_with_decides_what_a_result_means(ida):
    """48 mmol/mol is where diabetes begins (WHO 2011); with diabetes it is the target (NG28), so all is well."""
    factories.make_group("type_2_diabetes")
    sent = {"hba1c": "48", **TODAY}
    before = ida.post("/me/readings/add/hba1c/", sent).content.decode()
    ida.post("/me/facts/add/condition/", {"what": "Sugar", "group": "type_2_diabetes"})
    after = ida.post("/me/readings/add/hba1c/", sent).content.decode()
    assert "where we hope" not in before.lower() and "where we hope" in after.lower()
    assert "where we hope" in ida.get("/me/results/").content.decode().lower()
