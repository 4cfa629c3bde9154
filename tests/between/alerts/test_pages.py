"""The alert's page and "Today", as those who open them."""

from datetime import timedelta

import pytest

from inglenook.between.models import Alert
from inglenook.people.models import Look
from inglenook.planning.models import Task
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_duty(client, nurse):
    client.force_login(nurse)
    return client


def test_the_page_shows_the_words_and_records_the_look(on_duty, raised, person, nurse):
    alert = raised(owner=nurse)
    page = on_duty.get(f"/alerts/{alert.ref}/").content.decode()
    assert "Chest pain, as answered this morning" in page
    assert Look.objects.filter(person=person, viewer=nurse, what="Alert").exists()


def test_seen_then_closed_then_undone_from_the_page(on_duty, raised, nurse):
    alert = raised(owner=nurse)
    address = f"/alerts/{alert.ref}/"
    on_duty.post(address, {"do": "acknowledge", "note": "I ring her now"})
    page = on_duty.post(address, {"do": "close", "note": "She is well"}, follow=True).content.decode()
    assert "Closed." in page
    on_duty.post(f"{address}reopen/")
    alert.refresh_from_db()
    assert alert.acknowledged_at and not alert.closed_at


def test_without_a_word_the_page_says_what_is_missing(on_duty, raised, nurse):
    page = on_duty.post(f"/alerts/{raised(owner=nurse).ref}/", {"do": "acknowledge", "note": ""}).content.decode()
    assert "There is a problem" in page
    assert not Alert.objects.exclude(acknowledged_at=None).exists()


def test_handing_over_offers_those_who_may_be_told_and_nobody_else(on_duty, raised, nurse, ann, manager, practice):
    coordinator = factories.make_user("Cora Hill", role="coordinator", at=practice)
    alert = raised(owner=nurse)
    page = on_duty.get(f"/alerts/{alert.ref}/").content.decode()
    assert ann.name in page
    assert coordinator.name not in page and manager.name not in page
    on_duty.post(f"/alerts/{alert.ref}/", {"do": "hand_over", "to": ann.pk, "note": ""})
    alert.refresh_from_db()
    assert alert.owner == ann


def test_others_cannot_open_it(client, raised, other_practice):
    client.force_login(factories.make_user("Hil Top", role="nurse", at=other_practice))
    assert client.get(f"/alerts/{raised().ref}/").status_code == 404


def test_a_coordinator_has_no_door_to_it(client, raised, practice):
    client.force_login(factories.make_user("Cora Hill", role="coordinator", at=practice))
    assert client.get(f"/alerts/{raised().ref}/").status_code == 403


def test_a_red_flag_stands_under_now_with_the_time_it_has_left(on_duty, raised, nurse):
    raised(owner=nurse, within=timedelta(minutes=61))
    page = on_duty.get("/today/").content.decode()
    now = page.index(">Now ")
    assert page.index("Red flag", now) and "minutes left" in page[now:]
    assert "1 hour" not in page


def test_late_is_a_word(on_duty, raised, nurse):
    raised(owner=nurse, within=timedelta(minutes=-30))
    assert "30 minutes late" in on_duty.get("/today/").content.decode()


def test_what_has_no_owner_stands_on_every_nurses_own_list(on_duty, raised, nurse, away):
    away(nurse, factories.make_user("Somebody elsewhere"))
    alert = raised()
    assert alert.owner is None
    assert "Every nurse and GP" in on_duty.get("/today/").content.decode()


def test_the_task_leads_to_the_alert(on_duty, raised, nurse):
    alert = raised(owner=nurse)
    assert on_duty.get(f"/tasks/{alert.task.ref}/").url == f"/alerts/{alert.ref}/"
    on_duty.post(f"/tasks/{alert.task.ref}/", {"do": "finish", "note": ""})
    assert Task.objects.get(pk=alert.task_id).done_at is None


def test_what_is_not_urgent_stands_by_its_day(on_duty, raised, nurse):
    raised(owner=nurse, level="look", within=timedelta(days=3))
    page = on_duty.get("/today/").content.decode()
    assert ">Now " not in page
    assert "To look at" in page


def test_many_alerts_ask_no_more_of_the_database_than_one(on_duty, raised, nurse):
    raised(owner=nurse)
    on_duty.get("/today/")
    one = len(questions(on_duty, "/today/"))
    for number in range(20):
        raised(key=str(number), owner=nurse)
    assert len(questions(on_duty, "/today/")) == one <= 12


def test_the_page_asks_little(on_duty, raised, nurse):
    alert = raised(owner=nurse)
    on_duty.get(f"/alerts/{alert.ref}/")
    assert len(questions(on_duty, f"/alerts/{alert.ref}/")) <= 16
