"""Whom a visitor can be: each card opens an account, and only in a demonstration."""

import sys

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from inglenook.config import cli
from inglenook.demo.accounts import accounts
from inglenook.demo.personas import personas
from tests import factories

# What each persona's hint promises, as it stands on their first page.
PROMISED = {
    "person": ["Amina", "Get ready"],
    "carer": ["Amina Hussain"],
    "nurse": ["Margaret Doyle", "Priya Patel"],
    "gp": ["Ibrahim Sesay", "Potassium"],
    "coach": ["Margaret Doyle"],
    "link-worker": ["Priya Patel"],
    "manager": ["due"],
    "commissioner": ["people"],
    "administrator": ["Joy Adeyemi"],
    "without-internet": ["Walter Brown"],
}
ROLES = {"nurse", "gp", "coach", "link-worker", "manager", "commissioner", "administrator", "person", "carer"}


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
def test_a_database_that_was_not_set_up_for_it_lets_nobody_in(demonstration, client, nurse):
    assert sign_in(client, "nurse").status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_nobody_else_can_be_signed_in_as(demonstration, client, nurse):
    assert sign_in(client, "somebody").status_code == 404
    assert client.post(f"/demo/sign-in/{nurse.pk}/").status_code == 404


@pytest.mark.django_db
def test_looking_at_the_card_signs_nobody_in(town, demonstration, client):
    assert client.get("/demo/sign-in/nurse/").status_code == 405


@pytest.mark.django_db
def test_without_a_demonstration_there_is_no_such_page(client):
    assert "inglenook.demo" not in django_settings.INSTALLED_APPS
    assert client.get("/demo/").status_code == 404
    assert sign_in(client, "nurse").status_code == 404
    assert "demo-bar" not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(("command", "is_demo"), [("demo", "1"), ("serve", None), ("migrate", None)])
def test_only_its_own_command_makes_a_demonstration(monkeypatch, command, is_demo):
    monkeypatch.delenv("INGLENOOK_DEMO", raising=False)
    monkeypatch.setattr(sys, "argv", ["inglenook", command])
    monkeypatch.setattr(cli.django, "setup", lambda: None)
    found = {}
    monkeypatch.setattr(cli, "commands", lambda: lambda: found.update(cli.os.environ))
    cli.main()
    monkeypatch.delenv("INGLENOOK_DEMO", raising=False)
    assert found.get("INGLENOOK_DEMO") == is_demo


@pytest.mark.django_db
def test_a_served_inglenook_is_told_apart_from_a_demonstration_by_its_people(practice):
    from inglenook.config.errors import StartError
    from inglenook.demo.steps import steps

    factories.make_person(practice)
    with pytest.raises(StartError, match="not made up"):
        list(steps(people=1, seed=1))
