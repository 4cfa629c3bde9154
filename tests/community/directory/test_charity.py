"""A charity keeps what is shown of its services: link workers see it, a refresh keeps it, the last change is undone."""

import pytest
from django.urls import reverse

from inglenook.community.directory import actions, queries
from inglenook.community.directory.forms import ServiceForm
from inglenook.community.directory.reading import read_in
from inglenook.community.directory.times import schedules
from inglenook.community.find.hours import times
from inglenook.community.models import Edit, Service
from tests import factories

from .feeds import INSIDE, make_service, serving_services

pytestmark = pytest.mark.django_db


@pytest.fixture
def moira():
    return factories.make_user(
        "Moira Hill", role="charity", at=factories.make_organisation("Age Friends", kind="charity")
    )


@pytest.fixture
def grace(practice):
    return factories.make_user("Grace Bennett", role="link_worker", at=practice.parent)


@pytest.fixture
def feed():
    """A feed of one service, read; `feed()` reads it again."""
    one = make_service("Chair exercise", fees="£4")
    with serving_services(one) as (base, _):

        def read():
            read_in(base, fetcher=INSIDE, name="Borset")

        read()
        yield read


@pytest.fixture
def service(feed, moira):
    made = Service.objects.select_related("provider").get()
    made.provider.organisation = moira.memberships.get().organisation
    made.provider.save()
    return made


def sent(service, **changed) -> dict:
    """What the page's form would send with these fields changed."""
    form = ServiceForm(service=service, site=None)
    return {name: value or "" for name, value in form.initial.items() if name in form.fields} | changed


def test_the_charity_changes_its_text_times_and_cost_and_a_refresh_keeps_them(client, service, moira, feed):
    client.force_login(moira)
    changed = {"description": "Sitting down, with music", "times": "Mondays and Thursdays, 10am to 12 noon"}
    at = reverse("directory_edit", args=[service.ref])
    assert client.post(at, sent(service, cost="Free", **changed)).status_code == 302
    feed()
    page = client.get(reverse("help_service", args=[service.ref])).content.decode()
    for words in ("Sitting down, with music", "Mondays and Thursdays, 10am to 12 noon", "Free"):
        assert words in page


def test_a_link_worker_sees_that_the_charity_changed_it(client, service, moira, grace):
    client.force_login(moira)
    client.post(reverse("directory_edit", args=[service.ref]), sent(service, alert="No meeting in August"))
    client.force_login(grace)
    page = client.get(reverse("directory_edit", args=[service.ref])).content.decode()
    assert "the charity (Moira Hill): notice" in page
    assert "Changed by the charity on" in page
    assert "Changed by the charity on" in client.get(reverse("directory")).content.decode()


def test_what_a_link_worker_changes_is_not_said_to_be_the_charitys(service, grace):
    actions.edit(service=service, patch={"name": "Seated exercise"}, by=grace)
    (change,) = queries.changes_of(service)
    assert (change.who, change.what) == ("Grace Bennett", "name")


def test_the_last_change_is_undone_and_that_again(service, moira):
    actions.edit(service=service, patch={"description": "First"}, by=moira)
    actions.edit(service=service, patch={"description": "Second", "alert": "Closed today"}, by=moira)
    actions.undo(service=service, by=moira)
    service.refresh_from_db()
    assert (service.description, service.edits) == ("First", {"description": "First"})
    actions.undo(service=service, by=moira)
    service.refresh_from_db()
    assert (service.description, service.edits["alert"]) == ("Second", "Closed today")


def test_places_are_said_with_history_and_undone(client, service, moira):
    client.force_login(moira)
    at = reverse("service_room", args=[service.ref])
    client.post(at, {"takes": "yes", "places_free": "4", "waiting": ""})
    client.post(at, {"takes": "yes", "places_free": "0", "waiting": "3"})
    said = [change.what for change in queries.changes_of(service)]
    assert said == ["room: 0 places free, 3 waiting", "room: 4 places free"]
    client.post(reverse("directory_undo", args=[service.ref]))
    service.refresh_from_db()
    assert (service.places_free, service.waiting) == (4, None)


def test_another_charity_may_not(client, service):
    other = factories.make_user(role="charity", at=factories.make_organisation("Others", kind="charity"))
    client.force_login(other)
    for name in ("directory_edit", "directory_undo"):
        assert client.post(reverse(name, args=[service.ref]), sent(service)).status_code == 403
    with pytest.raises(actions.NotAllowed):
        actions.say_room(service=service, by=other, takes_people=True, places_free=1, waiting=None)
    assert not Edit.objects.exists()


@pytest.mark.parametrize(
    ("line", "byday", "opens", "closes"),
    [
        ("Mondays and Thursdays, 10am to 12 noon", "MO,TH", "10:00", "12:00"),
        ("Every Tuesday 2 to 4pm", "TU", "14:00", "16:00"),
        ("Monday to Friday, 9:30am to 5pm", "MO,TU,WE,TH,FR", "09:30", "17:00"),
        ("Every day, from 8am", "MO,TU,WE,TH,FR,SA,SU", "08:00", None),
        ("wed 18:00-20:30", "WE", "18:00", "20:30"),
        ("Sundays", "SU", None, None),
    ],
)
def test_days_and_hours_are_read_out_of_words(line, byday, opens, closes):
    (row,) = schedules(line)
    assert (row["byday"], row.get("opens_at"), row.get("closes_at")) == (byday, opens, closes)


def test_what_the_page_shows_is_read_back_the_same():
    lines = ["Mondays and Thursdays, 10am to 12 noon", "Monday to Friday, 9:30am to 5pm", "Every day, from 8am"]
    assert times(schedules("\n".join(lines))) == lines


@pytest.mark.parametrize("line", ["The first Monday of the month", "When the tide is out", "Ring us"])
def test_what_is_more_than_days_and_hours_stays_in_its_own_words(line):
    (row,) = schedules(line)
    assert (row["description"], row.get("byday")) == (line, None)
    assert times([row]) == [line]
