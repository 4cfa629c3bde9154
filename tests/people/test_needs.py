"""Every need, recorded once, is obeyed where it matters. One person with each need; what each place then does."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from inglenook.core.channels import Channel
from inglenook.messaging.api import preferred
from inglenook.messaging.texts import own_text
from inglenook.people.needs import access_needs, needs_of, practice_number
from inglenook.planning.gather.reach import reach
from inglenook.planning.models import Pack, ReviewCycle, Task
from inglenook.planning.plan.printing import as_data
from inglenook.planning.plan.speaking import Spoken
from inglenook.planning.preparation import packs, sending
from inglenook.planning.preparation.letters import letter
from inglenook.web.me.forms import PreferencesForm
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(person, practice):
    """Says what the person needs; they have a mobile, an address and a practice with a telephone."""
    practice.phone = "01632 960 100"
    practice.save()
    person.mobile, person.address, person.postcode = "07700 900123", "12 Mill Lane", "BR1 2AB"
    person.save()

    def say(**needs):
        factories.make_preferences(person, **needs)
        person.refresh_from_db()
        return type(person).objects.select_related("practice", "preferences").get(pk=person.pk)

    return say


def made_pack(person, nurse):
    factories.make_cycle(person)
    packs.make_packs(cycles=ReviewCycle.objects.filter(person=person), by=nurse)
    return Pack.objects.select_related("person__preferences", "person__practice").get()


def page(client, person, address="/me/"):
    client.force_login(person.user)
    return client.get(address).content.decode()


def test_large_print_in_letters_messages_plan_and_pages(met, nurse, client):
    person = met(wants_large_print=True)
    assert made_pack(person, nurse).large_print
    assert as_data(person, Spoken([], [], "", "", None), None)["large_print"]
    assert 'class="person person--large"' in page(client, person)
    assert "Large print" in access_needs(person)


def test_easy_read_in_packs_plan_and_the_way_to_it(met, nurse, client):
    person = met(wants_easy_read=True)
    assert made_pack(person, nurse).easy_read
    assert 'href="/me/plan/easy/"' in page(client, person)
    assert "Easy Read" in access_needs(person)


def test_who_hears_is_rung_and_read_to(met, nurse, client):
    person = met(wants_audio=True)
    assert preferred(person)[0] == reach(person).channel == made_pack(person, nurse).channel == Channel.PHONE
    assert "Read this page to me" in page(client, person)
    assert preferred(met_with_channel(person))[0] == Channel.TEXT


def met_with_channel(person):
    person.preferences.channel = "text"
    return person


def test_an_interpreter_and_more_time_are_on_lists_calls_and_letters(met, nurse):
    person = met(needs_interpreter=True, language="ur", needs_longer_appointment=True, channel="phone")
    assert {"Needs an interpreter", "Speaks Urdu", "Longer appointment"} <= set(reach(person).mind)
    pack = made_pack(person, nurse)
    with translation.override("ur"):
        asked = gettext("You asked for an interpreter. We will have one with us when we meet.")
        longer = gettext("You asked for more time. We will keep a longer time for you.")
    assert not asked.isascii()
    closing = " ".join(letter(pack).closing)
    assert asked in closing and longer in closing
    sending.send_packs(packs=Pack.objects.all(), by=nurse)
    assert "Speaks Urdu" in Task.objects.get().reason


def test_text_relay_is_dialled_both_ways(met, nurse):
    person = met(uses_text_relay=True, channel="phone")
    assert reach(person).detail == "18002 07700 900123"
    assert practice_number(person) == letter(made_pack(person, nurse)).phone == "18001 01632 960 100"
    assert "18001" in own_text("waiting", "en", person).body


def test_no_letters_means_no_letters(met, nurse):
    person = met(wants_no_letters=True, channel="letter")
    assert Channel.LETTER not in preferred(person)
    assert reach(person).channel == Channel.PHONE
    assert made_pack(person, nurse).channel == Channel.PHONE


def test_one_cannot_ask_for_letters_and_for_none():
    form = PreferencesForm({"channel": "letter", "wants_no_letters": "on"})
    assert list(form.errors) == ["channel"]


def test_what_is_written_down_by_staff_is_the_same_record(client, nurse, manager, person):
    client.force_login(nurse)
    client.post(f"/people/{person.ref}/needs/", {"uses_text_relay": "on", "best_time": "after noon"})
    person.refresh_from_db()
    assert needs_of(person).text_relay and person.preferences.written_by == nurse
    client.force_login(manager)
    assert client.get(f"/people/{person.ref}/needs/").status_code == 403
