"""Whoever wants Easy Read is led to it from everywhere; everybody else is not."""

import re

import pytest

from inglenook.core import clock
from inglenook.people.models import Preferences
from inglenook.planning.models import Action, FollowUp, Pack, Plan
from tests import factories

pytestmark = pytest.mark.django_db
PLACES = ("/me/", "/me/device/", "/me/decisions/")


@pytest.fixture
def pack(person, nurse):
    """Sent before they asked for Easy Read; and a step to be asked about."""
    cycle = factories.make_cycle(person, state="prepared")
    step = Action.objects.create(person=person, plan=Plan.objects.create(person=person), what="Walk")
    FollowUp.objects.create(action=step, person=person, owner=nurse, due_on=clock.today())
    sent = {"sent_at": clock.now(), "channel": "web", "due_on": cycle.due_on}
    return Pack.objects.create(person=person, cycle=cycle, **sent)


def led_to(client) -> set[str]:
    """Every plan to which the person's pages lead, their navigation included."""
    asked = [f"/me/follow-ups/{FollowUp.objects.get().ref}/", *PLACES]
    html = "".join(client.get(at).content.decode() for at in asked)
    return set(re.findall(r'href="(/me/plan/(?:easy/)?)"', html))


def test_whoever_wants_easy_read_comes_to_the_easy_plan_and_pack(client, person, pack):
    Preferences.objects.create(person=person, wants_easy_read=True)
    client.force_login(person.user)
    assert led_to(client) == {"/me/plan/easy/"}
    assert client.get("/me/prepare/")["Location"] == f"/me/prepare/{pack.ref}/easy/"
    assert "/me/plan/easy/" in client.get("/me/device.json").json()["keep"]
    went = {"do": "went", "outcome": "done", "next_step": "keep", "saw": "Walk"}
    assert client.post(f"/me/follow-ups/{FollowUp.objects.get().ref}/", went)["Location"] == "/me/plan/easy/"


def test_everybody_else_comes_to_the_plan_with_all_its_words(client, person, pack):
    client.force_login(person.user)
    assert led_to(client) == {"/me/plan/"}
    assert client.get("/me/prepare/")["Location"] == f"/me/prepare/{pack.ref}/"
    assert "/me/plan/easy/" not in client.get("/me/device.json").json()["keep"]
