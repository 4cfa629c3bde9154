"""A service is asked, answers, says what room it has, and is never sent people it has no room for."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from inglenook.community.models import Introduction, Provider, Referral, Service
from inglenook.community.offers import actions, asking
from inglenook.community.referrals.introductions import introduce
from inglenook.community.refused import Refused
from inglenook.core import access, clock
from inglenook.messaging import notices
from inglenook.messaging.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def link_worker(practice, person):
    worker = factories.make_user("Grace", role="link_worker", at=practice.parent)
    factories.put_on_caseload(worker, person, "link_worker")
    return worker


@pytest.fixture
def charity():
    return factories.make_organisation("Lunch Friends", kind="charity")


@pytest.fixture
def volunteer_coordinator(charity):
    return factories.make_user("Moira Hill", role="charity", at=charity)


def make_service(organisation=None, email="hello@lunch.example", **more):
    provider = Provider.objects.create(name="Lunch Friends", organisation=organisation)
    return Service.objects.create(provider=provider, name="Thursday lunch", email=email, **more)


def make_referral(person, link_worker, **more):
    given = {
        "team": person.practice.parent,
        "owner": link_worker,
        "state": "plan",
        "way": "staff",
        "referrer_name": "Joy Mensah",
        "given_name": "Amina",
        "given_family_name": "Hussain",
        "reason": "Company",
        "act_by": clock.now() + timedelta(days=20),
    }
    return Referral.objects.create(person=person, **given | more)


@pytest.fixture
def introduced(person, link_worker):
    def make(service, **more):
        referral = make_referral(person, link_worker)
        return introduce(
            referral=referral, service=service, by=link_worker, need="Company at lunch", contact="07700 900001", **more
        )

    return make


def the_link() -> str:
    notices.send()
    words = mail.outbox[-1].body.split()
    return next(word for word in words if "/o/" in word).split("inglenook.example")[-1].removeprefix("http://")


def path_of(address: str) -> str:
    return "/o/" + address.split("/o/")[1]


def test_a_charity_with_an_account_is_told_and_the_email_names_nobody(introduced, charity, volunteer_coordinator):
    introduced(make_service(charity))
    notices.send()
    (sent,) = mail.outbox
    assert sent.to == [volunteer_coordinator.email]
    assert "Amina" not in sent.body and "lunch" not in sent.body.lower()


def test_a_charity_reads_what_was_agreed_and_no_record(introduced, charity, volunteer_coordinator):
    introduced(make_service(charity))
    with access.acting_as(volunteer_coordinator), connection.cursor() as cursor:
        assert Introduction.objects.get().need == "Company at lunch"
        for table in ("people_person", "community_referral", "community_visit"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


def test_a_charity_answers_and_it_rises_in_the_link_workers_list(client, introduced, charity, volunteer_coordinator):
    made = introduced(make_service(charity))
    client.force_login(volunteer_coordinator)
    assert "Amina" in client.get("/offers/").content.decode()
    client.post(f"/offers/{made.ref}/", {"to": "accepted", "words": "Ask for Moira at the door"})
    made.refresh_from_db()
    assert (made.state, made.words_back) == ("accepted", "Ask for Moira at the door")
    assert made.referral.act_by - clock.now() < timedelta(seconds=1)


def test_another_charity_finds_nothing(client, introduced, charity):
    made = introduced(make_service(charity))
    stranger = factories.make_user("Stan", role="charity", at=factories.make_organisation("Other", kind="charity"))
    client.force_login(stranger)
    assert client.get(f"/offers/{made.ref}/").status_code == 404


def test_a_provider_without_an_account_answers_once_by_link(client, introduced):
    made = introduced(make_service())
    link = path_of(the_link())
    page = client.get(link).content.decode()
    assert "Amina" in page and "Hussain" not in page
    client.post(link, {"to": "not_now", "words": "Full until spring"})
    made.refresh_from_db()
    assert (made.state, made.words_back) == ("not_now", "Full until spring")
    assert "does not work any more" in client.get(link).content.decode()
    assert "does not work any more" in client.post(link, {"to": "accepted"}).content.decode()
    made.refresh_from_db()
    assert made.state == "not_now"


def test_looking_does_not_use_the_link_up(client, introduced):
    """Mail programs open links by themselves to see whether they are safe."""
    introduced(make_service())
    link = path_of(the_link())
    client.get(link)
    assert "Amina" in client.get(link).content.decode()


def test_a_link_that_is_too_old_shows_nothing(client, introduced):
    made = introduced(make_service())
    link = path_of(the_link())
    Introduction.objects.filter(pk=made.pk).update(link_ends_at=clock.now())
    assert "Amina" not in client.get(link).content.decode()


def test_a_forged_link_shows_nothing(client, introduced):
    introduced(make_service())
    assert "Amina" not in client.get("/o/00000-00000-00000-00000-00000-0/").content.decode()


def test_no_private_link_is_kept_once_it_is_with_the_mail_server(introduced):
    introduced(make_service())
    link = the_link()
    assert link and Notice.objects.get().text == ""
    assert Introduction.objects.get().link not in link


def test_a_service_without_email_is_rung(introduced):
    introduced(make_service(email=""))
    assert not Notice.objects.exists()


def test_who_does_not_answer_is_reminded_once_with_a_new_link(introduced, client):
    made = introduced(make_service())
    first = path_of(the_link())
    Introduction.objects.filter(pk=made.pk).update(state_at=clock.now() - timedelta(days=4))
    assert (asking.remind(), asking.remind()) == (1, 0)
    second = path_of(the_link())
    assert first != second
    assert "Amina" not in client.get(first).content.decode()
    assert "Amina" in client.get(second).content.decode()


def test_nobody_is_sent_where_three_wait_unanswered(practice, link_worker, introduced):
    """Charities object to being sent people without follow-up (Frontiers in Public Health 2025, 1645353)."""
    service = make_service()
    for number in range(3):
        other = factories.make_person(practice, nhs_number=None, given_name=f"P{number}")
        referral = make_referral(other, link_worker)
        introduce(referral=referral, service=service, by=link_worker, need="Company")
    Introduction.objects.update(answer_by=clock.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="has not answered about 3"):
        introduced(service)


def test_a_full_service_is_not_asked_and_one_with_room_again_is(introduced, charity, volunteer_coordinator, client):
    service = make_service(charity)
    client.force_login(volunteer_coordinator)
    client.post(f"/offers/services/{service.ref}/", {"takes": "yes", "places_free": "0", "waiting": "4"})
    service.refresh_from_db()
    assert (service.places_free, service.waiting) == (0, 4)
    with pytest.raises(Refused, match="no room"):
        introduced(service)
    client.post(f"/offers/services/{service.ref}/", {"takes": "yes", "places_free": "2", "waiting": ""})
    service.refresh_from_db()
    introduced(service)


def test_what_was_answered_cannot_be_answered_as_if_it_were_not(introduced, charity, volunteer_coordinator):
    made = introduced(make_service(charity))
    actions.answer(introduction=made, to="not_now", by=volunteer_coordinator)
    with pytest.raises(Refused, match="answered already"):
        actions.answer(introduction=made, to="accepted", by=volunteer_coordinator)
