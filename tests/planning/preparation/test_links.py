from datetime import timedelta

import pytest
from django.utils import timezone

from inglenook.core import access
from inglenook.core.tokens import digest
from inglenook.people.models import Person, Result
from inglenook.planning.models import Pack, PackLink, ReviewCycle
from inglenook.planning.preparation.queries import STAGE

pytestmark = pytest.mark.django_db

BORN = {"birth_date-day": "4", "birth_date-month": "6", "birth_date-year": "1960"}
WRONG = BORN | {"birth_date-year": "1961"}


def test_a_link_opens_with_the_date_of_birth_and_shows_that_persons_pack_alone(client, sent_pack, token):
    assert "date of birth" in client.get(f"/p/{token}/").content.decode()
    page = client.post(f"/p/{token}/", BORN, follow=True)
    assert page.redirect_chain[-1][0] == f"/me/prepare/{sent_pack.ref}/"
    assert Pack.objects.values_list(STAGE, flat=True).get() == "opened"


def test_what_a_link_opens_is_the_persons_preparation_and_nothing_else(person, stranger, sent_pack):
    with access.standing(role=access.WEB, link_person_id=person.pk):
        assert list(Person.objects.all()) == [person]
        assert list(Pack.objects.all()) == [sent_pack]
        assert not Result.objects.exists()
        assert not ReviewCycle.objects.exists()


def test_five_wrong_dates_end_the_link_for_good(client, token):
    for _ in range(4):
        assert "not the date of birth we have" in client.post(f"/p/{token}/", WRONG).content.decode()
    assert "has been closed" in client.post(f"/p/{token}/", WRONG).content.decode()
    assert client.post(f"/p/{token}/", BORN).status_code == 410


def test_an_expired_link_says_whom_to_ring(client, person, token):
    person.practice.phone = "01632 960 123"
    person.practice.save()
    PackLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    page = client.get(f"/p/{token}/")
    assert page.status_code == 410
    assert "01632 960 123" in page.content.decode()


@pytest.fixture
def closed(cycle):
    """The review has been held and closed: nobody reads what would be written now."""
    ReviewCycle.objects.filter(pk=cycle.pk).update(state="reviewed", closed_at=timezone.now())


def test_a_link_ends_with_its_review(client, sent_pack, token, closed):
    assert "too old" in client.get(f"/p/{token}/").content.decode()
    assert client.post(f"/p/{token}/", BORN).status_code == 410
    assert client.get(f"/me/prepare/{sent_pack.ref}/").status_code == 404


def test_after_the_review_the_person_is_not_asked_to_get_ready_for_it(client, person, sent_pack, closed):
    client.force_login(person.user)
    assert "Nothing to get ready yet" in client.get("/me/prepare/", follow=True).content.decode()
    assert client.get(f"/me/prepare/{sent_pack.ref}/").status_code == 404


def test_a_forged_link_tells_nothing(client, sent_pack):
    page = client.post("/p/aaaaa-bbbbb/", BORN)
    assert page.status_code == 410
    assert "Brookside" not in page.content.decode()


def test_a_secret_may_be_typed_as_people_type_and_only_its_digest_is_kept(token):
    assert digest(token.upper().replace("-", " ")) == digest(token)
    assert PackLink.objects.get().token_digest == digest(token)
    assert token not in str(PackLink.objects.values())


def test_the_address_in_capitals_that_a_code_holds_is_the_same_link(client, sent_pack, token):
    client.post(f"/P/{token.upper()}/", BORN)
    assert Pack.objects.values_list(STAGE, flat=True).get() == "opened"


def test_a_closed_device_forgets(client, sent_pack, token):
    client.post(f"/p/{token}/", BORN)
    client.post("/me/prepare/leave/")
    assert client.get(f"/me/prepare/{sent_pack.ref}/").status_code == 404
