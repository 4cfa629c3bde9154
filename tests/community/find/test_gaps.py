"""What is missing where: counted, withheld where few, for those who plan services alone."""

import pytest

from inglenook.community.models import Referral, SearchTally
from inglenook.core import clock
from tests import factories

pytestmark = pytest.mark.django_db


def tally(concept, searches, unanswered, outward="ZZ4"):
    SearchTally.objects.create(
        day=clock.today(), outward=outward, concept=concept, searches=searches, unanswered=unanswered
    )


def test_the_widest_gap_is_said_and_few_are_withheld(client, manager, directory):
    tally("transport", 12, 9)
    tally("swimming", 7, 2)
    tally("housing", 4, 4)
    client.force_login(manager)
    page = " ".join(client.get("/gaps/").content.decode().split())

    assert "the widest gap is <strong>getting there</strong> in ZZ4: looked for 12 times, 9 of these" in page
    assert "1–4" in page
    assert "Housing" not in page


def test_the_map_shows_where_it_is_lacking_and_nothing_that_is_withheld(client, manager, directory):
    tally("transport", 12, 9)
    tally("swimming", 7, 6)
    tally("gardening", 7, 4)
    tally("transport", 9, 3, outward="ZZ2")
    client.force_login(manager)
    page = " ".join(client.get("/gaps/").content.decode().split())

    assert "A map round ZZ4" in page
    assert '<text class="nearby__number" x="160.0" y="164.0">15</text>' in page  # 9 and 6 in the middle; 4 is withheld
    assert '<caption id="by-district">' in page and '<th scope="row">ZZ2</th>' not in page


def test_needs_are_those_of_the_managers_own_practices(client, manager, practice, other_practice, directory):
    for number in range(5):
        for at in (practice, other_practice):
            outward = "ZZ3" if at == practice else "ZZ5"
            person = factories.make_person(at, postcode=f"{outward} {number}AB")
            Referral.objects.create(person=person, team=practice, way="staff", reason="r", barriers=["loneliness"])
    client.force_login(manager)
    page = client.get("/gaps/?as=csv").content.decode()

    assert "Company and friendship,ZZ3,5,0," in page
    assert "ZZ5" not in page


@pytest.mark.parametrize("role", ["nurse", "link_worker"])
def test_others_may_not(client, practice, role):
    client.force_login(factories.make_user(role=role, at=practice))

    assert client.get("/gaps/").status_code == 403


def test_visitors_are_asked_to_sign_in(client):
    assert client.get("/gaps/").status_code == 302
