import pytest
from django.db import connection

from inglenook.core.models import Membership, User
from inglenook.people.models import Look
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(practice):
    return factories.make_user("Ada Osei", role="administrator", at=practice)


@pytest.mark.parametrize(
    "role,first",
    [("nurse", "/today/"), ("manager", "/due/"), ("commissioner", "/overview/"), ("administrator", "/team/")],
)
def test_everybody_opens_the_page_they_came_for(client, practice, role, first):
    client.force_login(factories.make_user(role=role, at=practice))
    assert client.get("/").headers["Location"] == first


def test_a_person_opens_their_own_home(client, person):
    client.force_login(person.user)
    assert client.get("/").headers["Location"] == "/me/"
    page = client.get("/me/").content.decode()
    assert "Hello Amina" in page and "No plan yet" in page


def test_a_stranger_to_all_is_welcomed_and_shown_the_way_in(client, db):
    assert "Sign in" in client.get("/").content.decode()


def test_the_way_in_works_with_password_and_says_what_is_wrong(client, nurse):
    wrong = client.post("/accounts/login/", {"login": nurse.email, "password": "not this one"})
    assert "There is a problem" in wrong.content.decode()
    right = client.post("/accounts/login/", {"login": nurse.email, "password": "correct horse battery"})
    assert right.status_code == 302
    assert client.get("/account/").status_code == 200


def test_nobody_signs_themselves_up(client, db):
    assert "closed" in client.get("/accounts/signup/").content.decode().lower()


def test_who_has_looked_is_readable_by_the_person(client, person, nurse):
    Look.objects.create(
        person=person, viewer=nurse, viewer_role="Practice nurse", reason="To get ready", what="Results"
    )
    client.force_login(person.user)
    page = client.get("/me/looks/").content.decode()
    assert "Joy Mensah" in page and "To get ready" in page and "Results" in page


def test_a_carers_look_is_readable_by_the_person(client, person, carer):
    Look.objects.create(person=person, viewer=carer, viewer_role="Carer", reason="To help", what="My plan")
    client.force_login(person.user)
    assert "Sara Hussain" in client.get("/me/looks/").content.decode()


def test_an_administrator_gives_and_ends_a_role_at_their_own_place_alone(
    client, administrator, practice, other_practice
):
    client.force_login(administrator)
    sent = {"name": "Nia Cole", "email": "nia@example.org", "role": "nurse", "organisation": practice.pk}
    assert client.post("/team/", sent).status_code == 302
    assert client.post("/team/", sent | {"organisation": other_practice.pk}).status_code == 200
    membership = Membership.objects.get(user__email="nia@example.org")
    client.post(f"/team/{membership.pk}/end/")
    membership.refresh_from_db()
    assert membership.ended_on
    elsewhere = factories.make_user(role="nurse", at=other_practice).memberships.get()
    assert client.post(f"/team/{elsewhere.pk}/end/").status_code == 404


def test_an_administrator_says_which_number_people_ring(client, administrator, practice, other_practice):
    client.force_login(administrator)
    assert practice.name in client.get("/team/numbers/").content.decode()
    refused = client.post(f"/team/numbers/{practice.ref}/", {"phone": "ring me"}).content.decode()
    assert "Enter a telephone number" in refused
    client.post(f"/team/numbers/{practice.ref}/", {"phone": " 01632 960001 "})
    assert _number(practice) == "01632 960001"
    assert client.post(f"/team/numbers/{other_practice.ref}/", {"phone": "01632 960002"}).status_code == 404
    client.post(f"/team/numbers/{practice.ref}/", {"phone": ""})
    assert _number(practice) == ""


def test_a_nurse_changes_no_number(client, nurse, practice):
    client.force_login(nurse)
    assert client.get("/team/numbers/").status_code == 403
    assert client.post(f"/team/numbers/{practice.ref}/", {"phone": "01632 960001"}).status_code == 403
    assert _number(practice) == ""


def _number(practice) -> str:
    practice.refresh_from_db()
    return practice.phone


def test_the_overview_withholds_small_counts_and_names_nobody(client, practice):
    board = factories.make_organisation("Dales Board", kind="board")
    practice.parent.parent = board
    practice.parent.save()
    for number in range(7):
        someone = factories.make_person(practice, family_name=f"Person{number}")
        if number < 3:
            factories.make_cycle(someone)
    client.force_login(factories.make_user(role="commissioner", at=board))
    page = client.get("/overview/").content.decode()
    assert ">7<" in page and "1–4" in page and "Person0" not in page


def test_the_overview_counts_a_region_once_for_a_while(client, practice):
    factories.make_person(practice)
    client.force_login(factories.make_user(role="commissioner", at=practice))
    looks = [questions(client, "/overview/") for _ in range(2)]
    assert [sum("people_person p" in asked for asked in look) for look in looks] == [1, 0]


def test_the_persons_pages_ask_the_database_little(client, person):
    """At most 12 questions to the database a page, the framework's own included."""
    client.force_login(person.user)
    for address in ("/me/", "/me/looks/", "/me/preferences/"):
        assert len(questions(client, address)) <= 12, address


def test_a_nurse_is_not_let_in_to_the_teams_page(client, nurse):
    client.force_login(nurse)
    assert client.get("/team/").status_code == 403


def test_when_something_breaks_all_is_undone_and_the_page_says_so(client, person, monkeypatch):
    def breaks(*args, **kwargs):
        factories.make_user("Left behind")
        with connection.cursor() as cursor:
            cursor.execute("SELECT nonsense FROM nowhere")

    monkeypatch.setattr("inglenook.web.me.views.home_of", breaks)
    client.force_login(person.user)
    client.raise_request_exception = False
    response = client.get("/me/")
    assert response.status_code == 500 and "Nothing that was saved before is lost" in response.content.decode()
    assert not User.objects.filter(name="Left behind").exists()
