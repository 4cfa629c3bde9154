"""The door of the demonstration is nowhere else: not on a served Inglenook, nor on a database of real people."""

import sys

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from inglenook.config import cli
from inglenook.config.errors import StartError
from inglenook.demo.steps import steps
from tests import factories


def sign_in(client, code):
    return client.post(f"/demo/sign-in/{code}/", follow=True)


@pytest.mark.django_db
def test_a_database_that_was_not_set_up_for_it_lets_nobody_in(demonstration, client, nurse):
    assert sign_in(client, "nurse").status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_nobody_else_can_be_signed_in_as(demonstration, client, nurse):
    assert sign_in(client, "somebody").status_code == 404
    assert client.post(f"/demo/sign-in/{nurse.pk}/").status_code == 404


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
def test_a_database_of_other_people_is_refused(practice):
    factories.make_person(practice)
    with pytest.raises(StartError, match="not made up"):
        list(steps(people=1, seed=1))
