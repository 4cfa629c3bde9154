"""Beside the plan, as beside the conversation: services near the person for what gets in the way, and why."""

import pytest

from inglenook.community.find.api import index
from inglenook.community.models import Provider, Service, ServiceAtSite, Site
from inglenook.people.models import Person
from inglenook.planning.models import Goal, Plan
from inglenook.planning.preparation.prompts import prompts
from tests import factories
from tests.asking import questions

from ..fixtures import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(person, pack):
    words = "Company for older people who feel lonely: lunch, coffee and a chat."
    provider = Provider.objects.create(name="Hearthby Friends")
    Service.objects.create(provider=provider, name="Friday lunch club", description=words, phone="01632 960777")
    Service.objects.create(provider=provider, name="Full lunch club", description=words, places_free=0)
    index(everything=True)
    answer(pack, "in_the_way", choices=[prompts()["in_the_way"].options["loneliness"]])
    made = Plan.objects.create(person=person)
    Goal.objects.create(person=person, plan=made, wording="Get to the mosque")
    return made


@pytest.fixture
def elsewhere(other_practice):
    return factories.make_user("Kay Other", role="nurse", at=other_practice)


def test_services_for_what_gets_in_the_way_stand_beside_the_plan(client, nurse, plan):
    client.force_login(nurse)
    page = client.get(f"/plans/{plan.ref}/near/").content.decode()
    assert "Friday lunch club" in page and "01632 960777" in page
    assert "Full lunch club" not in page


def test_whose_home_it_is_near_is_said_to_the_person_and_to_others(client, nurse, person, plan):
    Person.objects.filter(pk=person.pk).update(postcode="ZZ9 1AA")
    hall = Site.objects.create(name="Hall", postcode="ZZ9 1AB", latitude=51.5, longitude=-0.1)
    ServiceAtSite.objects.create(service=Service.objects.get(name="Friday lunch club"), site=hall)
    index(everything=True)
    for user, said in ((nurse, "km from their home"), (person.user, "km from your home")):
        client.force_login(user)
        assert said in client.get(f"/plans/{plan.ref}/near/").content.decode()


def test_the_page_of_the_plan_leads_there_also_without_script(client, nurse, plan):
    client.force_login(nurse)
    assert f'href="/plans/{plan.ref}/near/"' in client.get(f"/plans/{plan.ref}/").content.decode()


def test_a_nurse_of_another_practice_is_not_shown_them(client, elsewhere, plan):
    client.force_login(elsewhere)
    assert client.get(f"/plans/{plan.ref}/near/").status_code == 404


def test_the_page_still_asks_little(client, nurse, plan):
    client.force_login(nurse)
    client.get(f"/plans/{plan.ref}/near/")
    assert len(questions(client, f"/plans/{plan.ref}/near/")) <= 12
