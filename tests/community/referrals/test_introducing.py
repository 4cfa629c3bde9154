"""The link worker introduces somebody to a service: what is suggested, who is asked, what the service said."""

import pytest

from inglenook.community.models import Provider
from inglenook.community.referrals.actions import move
from inglenook.community.referrals.introductions import hear, introduce

from .reading import read

pytestmark = pytest.mark.django_db


def test_introducing_from_the_suggestions(client, grace, referral, lunch):
    move(referral=referral, to="accepted", by=grace)
    client.force_login(grace)
    page = read(client, f"/referrals/{referral.ref}/")
    assert "Friday lunch club" in page and "Feeling lonely" in page
    given = {"do": "introduce", "service": lunch.ref, "need": "Company at lunch", "with_somebody": "on"}
    page = client.post(f"/referrals/{referral.ref}/", given, follow=True).content.decode()
    assert "Go along the first time" in page
    one = referral.introductions.get()
    given = {"do": "heard", "introduction": one.ref, "state": "came", "words": "She laughed"}
    client.post(f"/referrals/{referral.ref}/", given)
    referral.refresh_from_db()
    assert referral.state == "attended"


def test_services_are_suggested_before_anybody_has_taken_it(client, grace, referral, lunch):
    client.force_login(grace)
    address = f"/referrals/{referral.ref}/"
    assert "Friday lunch club" in read(client, address)
    assert "Friday lunch club" in read(client, f"{address}?look=lunch")
    given = {"do": "introduce", "service": lunch.ref, "need": "Company at lunch"}
    client.post(address, given)
    referral.refresh_from_db()
    assert referral.introductions.get().service == lunch
    assert (referral.state, referral.owner) == ("referred_on", grace)
    assert "Received" not in read(client, "/referrals/")


def test_a_service_that_was_asked_already_is_not_suggested_again(client, grace, referral, lunch):
    move(referral=referral, to="accepted", by=grace)
    introduce(referral=referral, service=lunch, by=grace, need="Company at lunch")
    client.force_login(grace)
    assert str(lunch.ref) not in read(client, f"/referrals/{referral.ref}/")
    hear(introduction=referral.introductions.get(), state="not_now", by=grace)
    assert str(lunch.ref) in read(client, f"/referrals/{referral.ref}/")


def test_before_it_is_known_whom_it_is_about_no_button_leads_nowhere(client, grace, from_agency):
    client.force_login(grace)
    assert "Introduce to a service" not in read(client, f"/referrals/{from_agency.ref}/")


def test_a_service_that_can_only_be_rung_is_said_to_need_that(client, grace, referral, lunch):
    client.force_login(grace)
    given = {"do": "introduce", "service": lunch.ref, "need": "Company at lunch"}
    page = client.post(f"/referrals/{referral.ref}/", given, follow=True).content.decode()
    assert "Ring them: they have no account and no e-mail" in page


def test_a_service_that_gets_a_link_is_not_rung_for_that(client, grace, referral, lunch):
    Provider.objects.filter(pk=lunch.provider_id).update(email="friends@hearthby.example")
    client.force_login(grace)
    given = {"do": "introduce", "service": lunch.ref, "need": "Company at lunch"}
    page = client.post(f"/referrals/{referral.ref}/", given, follow=True).content.decode()
    assert "asked the service" in page
    assert "Ring them" not in page


def test_what_a_service_said_stays_while_the_reason_is_asked_for(client, grace, referral, lunch):
    made = introduce(referral=referral, service=lunch, by=grace, need="Company at lunch")
    client.force_login(grace)
    given = {"do": "heard", "introduction": made.ref, "state": "did_not_come", "words": "Too far by bus"}
    page = " ".join(client.post(f"/referrals/{referral.ref}/", given).content.decode().split())
    assert f'href="#heard-{made.ref}-because"' in page
    assert 'value="Too far by bus"' in page
    assert '<option value="did_not_come" selected>' in page


def test_a_full_service_is_not_suggested(client, grace, referral, lunch):
    move(referral=referral, to="accepted", by=grace)
    lunch.places_free = 0
    lunch.save()
    client.force_login(grace)
    assert "Friday lunch club" not in read(client, f"/referrals/{referral.ref}/")
