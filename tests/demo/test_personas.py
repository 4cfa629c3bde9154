"""Whom a visitor can be: each card opens an account, and its first page shows what the card promised."""

import pytest

from inglenook.demo.accounts import accounts
from inglenook.demo.personas import personas

# What each persona's hint promises, as it stands on their first page.
PROMISED = {
    "person": ["Amina", "Get ready"],
    "carer": ["Amina"],
    "nurse": ["Margaret Doyle", "Priya Patel"],
    "gp": ["Ibrahim Sesay", "Potassium"],
    "coach": ["Margaret Doyle"],
    "link-worker": ["Priya Patel"],
    "alone": ["Hello Ida", "138/84"],
    "receptionist": ["Care planned together, for the whole team", "Go on"],
    "charity": ["Telephone Friendship"],
    "peer-supporter": ["Brian"],
    "manager": ["due"],
    "commissioner": ["people"],
    "administrator": ["Joy Adeyemi"],
    "without-internet": ["Walter Brown"],
}
ROLES = {
    "nurse", "gp", "coach", "link-worker", "receptionist", "charity", "peer-supporter", "manager", "commissioner",
    "administrator", "person", "carer", "alone",
}  # fmt: skip


def sign_in(client, code):
    return client.post(f"/demo/sign-in/{code}/", follow=True)


def test_there_is_a_card_for_everybody_named_in_the_house():
    assert set(personas()) == ROLES | {"without-internet"}


@pytest.mark.django_db
@pytest.mark.parametrize("code", PROMISED)
def test_one_click_opens_the_first_page_with_what_was_promised(town, demonstration, client, code):
    page = sign_in(client, code)
    assert page.status_code == 200
    text = page.content.decode()
    assert [words for words in PROMISED[code] if words not in text] == []
    assert f"You are {personas()[personas()[code].signs_in_as].name}" in text


@pytest.mark.django_db
def test_a_visitor_can_be_somebody_else_at_any_time(town, demonstration, client):
    sign_in(client, "nurse")
    sign_in(client, "carer")
    assert int(client.session["_auth_user_id"]) == accounts()["carer"].pk


@pytest.mark.django_db
def test_the_page_shows_every_persona_with_something_to_try(demonstration, client):
    text = client.get("/demo/").content.decode()
    for persona in personas().values():
        assert persona.name in text
        assert persona.hint in text


@pytest.mark.django_db
def test_looking_at_the_card_signs_nobody_in(town, demonstration, client):
    assert client.get("/demo/sign-in/nurse/").status_code == 405
