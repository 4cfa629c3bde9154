"""In which language a page speaks, and to whom."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import now

from inglenook.core import access
from inglenook.kit import words
from inglenook.people.models import Preferences
from inglenook.planning.models import Answer, Pack
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(person):
    person.language = "bn"
    person.save(update_fields=["language"])
    return person


def spoken(page) -> tuple[str, ...]:
    return re.search(r'<html lang="([\w-]+)" dir="(\w+)"', page.content.decode()).groups()


def choose(client, language, next="/help/"):
    return client.post("/language/", {"language": language, "next": next})


def test_a_visitor_s_choice_is_kept_on_the_device(client):
    assert spoken(client.get("/")) == ("en-GB", "ltr")
    assert choose(client, "ur").url == "/help/"
    assert spoken(client.get("/")) == ("ur", "rtl")
    assert spoken(client.get("/accounts/login/")) == ("ur", "rtl")


@pytest.mark.parametrize("header, language", [("pl,en;q=0.5", "pl"), ("fr-FR, cy;q=0.4", "cy"), ("en-US, pl", "en-GB")])
def test_before_a_choice_the_browser_says(client, header, language):
    assert spoken(client.get("/", headers={"accept-language": header}))[0] == language


def test_a_person_s_choice_goes_with_them_and_messages_follow(client, amina):
    client.force_login(amina.user)
    assert spoken(client.get("/me/"))[0] == "en-GB"  # whatever the record says
    choose(client, "pl", "/me/")
    client.cookies.pop("django_language")  # another device
    assert spoken(client.get("/me/"))[0] == "pl"
    with access.working():
        assert Preferences.objects.get(person=amina).language == "pl"


def test_a_person_who_chooses_english_is_written_to_in_english(client, amina):
    client.force_login(amina.user)
    choose(client, "en-gb", "/me/")
    assert spoken(client.get("/me/"))[0] == "en-GB"
    with access.working():
        assert Preferences.objects.get(person=amina).language == "en"


def test_what_is_ticked_in_another_language_is_kept_in_english(client, amina, monkeypatch):
    said = {"Money": "টাকা", "What gets in the way": "কী বাধা দেয়"}
    monkeypatch.setattr(words, "gettext", lambda english: said.get(english, english))
    pack = Pack.objects.create(person=amina, cycle=factories.make_cycle(amina), due_on=date(2026, 6, 30), sent_at=now())
    client.force_login(amina.user)
    choose(client, "bn", "/me/")
    at = reverse("prepare_prompt", args=[pack.ref, "in_the_way"])
    assert "টাকা" in client.get(at).content.decode()
    client.post(at, {"choices": ["Money"], "text": "", "go": "on"})
    with access.working():
        assert Answer.objects.get(pack=pack).choices == ["Money"]


def test_whoever_works_here_reads_english(client, nurse):
    client.force_login(nurse)
    choose(client, "ur")
    page = client.get("/today/")
    assert spoken(page) == ("en-GB", "ltr")
    assert "languages__one" not in page.content.decode()


@pytest.mark.parametrize("language", ["", "xx", "ur-Latn", "../etc"])
def test_a_language_that_is_not_ours_is_refused(client, language):
    assert choose(client, language).status_code == 400


def test_a_choice_leads_nowhere_else(client):
    assert choose(client, "cy", "https://example.com/").url == "/"
    assert client.get("/language/").status_code == 405
