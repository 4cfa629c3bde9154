"""The pages of groups: for the charity that leads one, for the person, for the nurse who gives a place."""

from datetime import date, timedelta

import pytest

from inglenook.community.groups import actions
from inglenook.community.models import Attendance, Group, Place
from inglenook.core import clock
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(practice):
    return factories.make_user("Moira Hill", role="charity", at=factories.make_organisation("Friends", kind="charity"))


@pytest.fixture
def group(leader):
    return actions.open_group(
        by=leader,
        organisation=leader.memberships.get().organisation,
        meetings=[clock.now() + timedelta(days=7)],
        minutes=60,
        title="Thursday lunch",
        kind="activity",
        places=1,
    )


def six_weeks_from(first) -> dict:
    return {
        "title": "Walk and talk",
        "kind": "activity",
        "on-day": first.day,
        "on-month": first.month,
        "on-year": first.year,
        "at": "10:30",
        "minutes": "60",
        "weeks": "6",
        "places": "8",
        "is_open": "yes",
    }


def test_a_group_that_begins_after_all_days_is_asked_about(client, leader):
    client.force_login(leader)
    answer = client.post("/groups/new/", six_weeks_from(date.max))
    assert "The first day must be the same as or before" in answer.content.decode()


def test_a_charity_opens_a_group_of_six_weeks(client, leader):
    client.force_login(leader)
    first = clock.today() + timedelta(days=9)
    response = client.post("/groups/new/", six_weeks_from(first))
    group = Group.objects.get()
    assert response.headers["Location"] == f"/groups/{group.ref}/"
    assert group.meetings.count() == 6
    assert {m.starts_at.weekday() for m in group.meetings.all()} == {first.weekday()}


def test_a_person_joins_waits_leaves_and_takes_it_again(client, group, person):
    client.force_login(person.user)
    assert "Thursday lunch" in client.get("/me/groups/").content.decode()
    client.post(f"/me/groups/{group.ref}/join/", {"needs": "A chair with arms", "lift": "yes"})
    place = Place.objects.get()
    assert (place.state, place.needs, place.wants_lift) == ("joined", "A chair with arms", True)
    client.post(f"/me/places/{place.ref}/leave/")
    assert "gave back your place" in client.get("/me/groups/").content.decode()
    client.post(f"/me/places/{place.ref}/again/")
    client.post(f"/me/places/{place.ref}/outcome/", {"words": "I laughed for the first time in months"})
    place.refresh_from_db()
    assert (place.state, place.outcome) == ("joined", "I laughed for the first time in months")


def test_attendance_is_one_screen(client, group, person, leader):
    place = actions.ask_for_place(group=group, person=person, by=person.user)
    client.force_login(leader)
    meeting = group.meetings.get()
    assert person.given_name in client.get(f"/groups/meetings/{meeting.pk}/").content.decode()
    client.post(f"/groups/meetings/{meeting.pk}/", {f"came-{place.pk}": "yes"})
    assert Attendance.objects.get().came == "yes"


def test_a_nurse_gives_a_place_and_the_person_can_read_that_she_looked(client, group, person, nurse):
    client.force_login(nurse)
    client.post(f"/people/{person.ref}/groups/", {"group": str(group.ref), "needs": "", "lift": "no"})
    assert Place.objects.get().written_by == nurse
    assert person.looks.get().reason == "To find you a place in a group"


def test_nobody_marks_another_charitys_meeting(client, group, person):
    stranger = factories.make_user("Stan", role="charity", at=factories.make_organisation("Other", kind="charity"))
    client.force_login(stranger)
    assert client.get(f"/groups/{group.ref}/").status_code == 404
    assert client.get(f"/groups/meetings/{group.meetings.get().pk}/").status_code == 404


def test_a_person_cannot_open_the_pages_of_leaders(client, group, person):
    client.force_login(person.user)
    assert client.get("/groups/").status_code == 403


def test_pages_ask_little(client, group, person, leader):
    actions.ask_for_place(group=group, person=person, by=person.user)
    client.force_login(person.user)
    assert len(questions(client, "/me/groups/")) <= 12
    client.force_login(leader)
    for address in ("/groups/", f"/groups/{group.ref}/", f"/groups/meetings/{group.meetings.get().pk}/"):
        assert len(questions(client, address)) <= 12
