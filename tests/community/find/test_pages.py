"""The public pages: no account needed, nothing personal in an address, few questions to the database."""

import re

import pytest

from inglenook.community.find.keeping import codes_of
from inglenook.community.models import SearchTally, Service
from inglenook.core import access
from inglenook.messaging.models import Message
from tests.asking import questions

pytestmark = pytest.mark.django_db
ASKED = "/help/?q=chair+exercise&at=53.905,-4.02&place=ZZ1"


def test_a_visitor_finds_help_without_signing_in(client, directory):
    answer = client.get(ASKED)

    page = answer.content.decode()
    assert "What may help" in page
    assert page.index("Chair Exercise") < page.index("Armchair Exercise in Urdu")
    assert "It says “Chair Exercise”" in page
    assert "Tuesdays, 11am to 12 noon" in page
    assert "£2.50 a class" in page


def test_the_address_of_the_results_holds_no_postcode(client, directory):
    answer = client.post("/help/", {"q": "tea", "place": "ZZ1 5JL", "how": "", "access": ["step_free"]})

    assert answer.status_code == 302
    assert "5JL" not in answer.url.upper()
    assert re.fullmatch(r"/help/\?q=tea&access=step_free&at=-?\d+\.?\d{0,3}%2C-?\d+\.?\d{0,3}&place=ZZ1", answer.url)


def test_a_place_that_is_none_is_said_beside_its_box(client, directory):
    says = {
        "over there": "Enter a postcode",
        "near the old mill": "Enter a postcode",
        "QQ9": "We do not know where QQ9 is",
    }
    for place, words in says.items():
        answer = client.post("/help/", {"q": "tea", "place": place})

        assert answer.status_code == 422
        assert words in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/help/?q=&at=999,999&place=%00", "/help/?at=91,0", "/help/?from=9999999", "/help/?from=-1&q=tea",
        "/help/?day=xx&part=yy&how=zz&who=1&language='&q=tea", "/help/?access=a&access=b&free=maybe&q=tea",
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_still_opens(client, directory, address):
    assert client.get(address).status_code == 200


def test_nothing_found_says_what_to_do(client, directory):
    page = client.get("/help/?q=quidditch&at=53.905,-4.02&place=ZZ1").content.decode()

    assert "We found nothing for that" in page
    assert "Try other words" in page


def test_somebody_in_danger_is_told_whom_to_ring_before_anything_else(client, directory):
    for words in ("I want to die", "my partner hits me", "kill myself", "scared at home"):
        page = client.get("/help/", {"q": words}).content.decode()

        assert page.index("call 999") < page.index("What would help?"), words


def test_pages_ask_the_database_little(client, directory):
    service = Service.objects.get(name="Digital Champions")

    assert len(questions(client, "/help/")) <= 12
    assert len(questions(client, ASKED)) <= 12
    assert len(questions(client, f"/help/{service.ref}/")) <= 12
    assert len(questions(client, f"/help/list/{codes_of([service])}/")) <= 12


def test_a_service_shows_all_its_places_and_takes_word_of_what_is_wrong(client, directory):
    page = client.get(f"/help/{Service.objects.get(name='Digital Champions').ref}/").content.decode()

    assert "Hearthby Library" in page
    assert "Ingleford Library" in page
    assert "Is something wrong?" in page


def test_a_double_leads_to_the_one_that_is_kept_and_a_closed_service_says_so(client, directory):
    kept, double = Service.objects.get(name="Chair Yoga"), Service.objects.get(name="Chair Exercise")
    Service.objects.filter(pk=double.pk).update(same_as=kept)
    closed = Service.objects.get(name="Tuesday Lunch at Weavers")

    assert client.get(f"/help/{double.ref}/").url == f"/help/{kept.ref}/"
    assert "This is not running now" in client.get(f"/help/{closed.ref}/").content.decode()


def test_a_list_is_kept_by_its_address_alone(client, directory):
    two = list(Service.objects.filter(name__in=["Chair Yoga", "Dial-a-Ride"]).order_by("name"))
    page = client.get(f"/help/list/{codes_of(two)}/").content.decode()

    assert "Chair Yoga" in page
    assert "Dial-a-Ride" in page
    assert "Text it to me" not in page
    for nonsense in ("zzzzzz", "!", "a" * 900, "...", "²"):
        assert client.get(f"/help/list/{nonsense}/").status_code == 404


def test_nobody_can_have_a_stranger_sent_a_text(client, nurse, directory):
    address = f"/help/list/{codes_of([Service.objects.get(name='Chair Yoga')])}/"

    assert client.post(address, {"number": "07700900001"}).status_code == 403
    client.force_login(nurse)
    assert client.post(address, {"number": "07700900001"}).status_code == 403
    with access.working():
        assert not Message.objects.exists()


def test_a_person_has_the_list_texted_to_their_own_number_once_a_day(client, person, directory):
    person.mobile = "07700 900101"
    person.save(update_fields=["mobile"])
    address = f"/help/list/{codes_of([Service.objects.get(name='Chair Yoga')])}/"
    client.force_login(person.user)

    for _ in range(2):
        assert client.post(address).status_code == 302
    with access.working():
        sent = Message.objects.get()
    assert sent.channel == "text"
    assert sent.person == person
    assert sent.values["link"].endswith(address)


def test_a_search_is_counted_without_words_or_names(client, directory):
    for words in ("chair exercise", "chair exercise", "quidditch"):
        client.get("/help/", {"q": words, "at": "53.905,-4.02", "place": "ZZ1"})

    rows = set(SearchTally.objects.values_list("outward", "concept", "searches", "unanswered"))
    assert rows == {("ZZ1", "seated", 2, 0), ("ZZ1", "other", 1, 1)}
