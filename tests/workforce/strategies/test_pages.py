import pytest
from django.db import connection
from django.urls import reverse

from inglenook.core import access
from inglenook.workforce.models import PutAway
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_nurse(client, nurse):
    client.force_login(nurse)
    return client


def test_the_library_is_searched_and_filtered(as_nurse):
    html = as_nurse.get("/strategies/", {"q": "kettle", "barrier": "medicines"}).content.decode()
    assert "Tie it to something done anyway" in html
    assert "A box or pack by days" not in html
    assert "Nothing matches" in as_nurse.get("/strategies/", {"q": "zebra"}).content.decode()
    strong = as_nurse.get("/strategies/", {"strength": "strong", "minutes": "quick"}).content.decode()
    assert "A mark on the calendar" in strong
    assert "Do one thing that used to do good" not in strong  # strong, and takes four minutes


def test_a_strategys_page_has_words_limits_and_the_way_to_practise(as_nurse):
    html = as_nurse.get(reverse("strategy", args=["if_then"])).content.decode()
    assert "What is the moment when it usually goes wrong?" in html
    assert "it was small (0.31)" in html
    assert "cited from memory" in html
    assert 'href="/practice/?strategy=if_then"' in html


def test_there_is_no_page_for_what_is_not_in_the_library(as_nurse):
    assert as_nurse.get(reverse("strategy", args=["magic"])).status_code == 404
    assert as_nurse.post(reverse("keep_help", args=["magic"])).status_code == 404


def test_the_library_is_for_staff(client, person):
    assert client.get("/strategies/").status_code == 302
    client.force_login(person.user)
    assert client.get("/strategies/").status_code == 403


def test_a_help_is_put_away_for_good_and_brought_back(as_nurse, talk):
    page, keep = reverse("conversation", args=[talk.ref]), reverse("keep_help", args=["rulers"])
    title = "How much does it matter, how sure are you?"
    assert title in as_nurse.get(page).content.decode()
    assert as_nurse.post(keep, {"do": "put_away", "next": page}).url == page
    as_nurse.get("/strategies/")  # where it says that it was put away
    assert title not in as_nurse.get(page).content.decode()
    as_nurse.post(keep, {"do": "put_away"})
    as_nurse.post(keep, {"do": "bring_back"})
    as_nurse.get("/strategies/")
    assert title in as_nurse.get(page).content.decode()


def test_putting_away_leads_back_to_this_site_only(as_nurse):
    answer = as_nurse.post(reverse("keep_help", args=["agenda"]), {"next": "https://elsewhere.example/"})
    assert answer.url == "/strategies/"


def test_what_one_puts_away_stays_for_others_and_nobody_else_knows(client, nurse, practice):
    PutAway.objects.create(owner=nurse, help="agenda")
    other = factories.make_user("Dev", role="gp", at=practice)
    with access.acting_as(other):
        assert not PutAway.objects.exists()
    with access.acting_as(nurse), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM workforce_putaway")
        assert cursor.fetchone() == (1,)


def test_pages_ask_little(as_nurse):
    assert len(questions(as_nurse, "/strategies/")) <= 12
    assert len(questions(as_nurse, "/strategies/if_then/")) <= 12
