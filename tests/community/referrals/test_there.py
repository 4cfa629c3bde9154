"""Help to get there: asked for from the page of a service, by a person here or by anybody."""

import pytest
from django.urls import reverse

from inglenook.community.models import Referral

pytestmark = pytest.mark.django_db
WANTS = "I would like help to get to Friday lunch club."


def test_a_person_asks_from_the_page_of_a_service(client, person, grace, network, lunch):
    client.force_login(person.user)
    at = f"{reverse('my_referrals')}?there={lunch.ref}"
    assert WANTS in client.get(at).content.decode()
    client.post(at, {"do": "ask", "reason": WANTS, "barriers": ["getting_about"]})
    made = Referral.objects.get()
    assert (made.person, made.team, made.barriers, made.way) == (person, network, ["getting_about"], "self")


def test_a_visitor_finds_the_open_form_filled_in(client, grace, lunch):
    page = client.get(f"{reverse('refer_somebody')}?there={lunch.ref}").content.decode()
    assert WANTS in page
    assert 'value="getting_about" checked' in " ".join(page.split())


@pytest.mark.parametrize("there", ["", "no-ref", "00000000-0000-0000-0000-000000000000"])
def test_without_a_service_that_is_there_it_is_any_place(client, grace, db, there):
    page = client.get(f"{reverse('refer_somebody')}?there={there}").content.decode()
    assert "help to get to a group or place near me" in page


def test_nothing_is_filled_in_for_whoever_comes_otherwise(client, grace, db):
    assert "I would like help to get" not in client.get(reverse("refer_somebody")).content.decode()


def test_the_pages_of_a_person_and_of_their_referral_lead_to_groups_and_peers(client, grace, referral, person):
    client.force_login(grace)
    client.post(reverse("referral", args=[referral.ref]), {"do": "take"})
    for at in (reverse("person", args=[person.ref]), reverse("referral", args=[referral.ref])):
        page = client.get(at).content.decode()
        assert reverse("place_for", args=[person.ref]) in page
        assert reverse("find_peer", args=[person.ref]) in page


def test_a_nurse_is_led_to_groups_and_not_to_peers_whom_others_match(client, nurse, person):
    client.force_login(nurse)
    page = client.get(reverse("person", args=[person.ref])).content.decode()
    assert reverse("place_for", args=[person.ref]) in page
    assert reverse("find_peer", args=[person.ref]) not in page
