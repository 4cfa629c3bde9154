"""A feed that is wanted no more is stopped by page: nothing of it is shown, nothing is deleted, it can come back."""

import psycopg
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from inglenook.community.directory import actions
from inglenook.community.directory.reading import LOCK, read_in
from inglenook.community.models import Double, Feed, Service, Site
from inglenook.exchange.store import address
from tests import factories
from tests.asking import questions

from .feeds import INSIDE, make_service, serving_services, uuid_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(db):
    """Two services, read every day."""
    with serving_services(make_service("Chair exercise"), make_service("Tea and talk")) as (base, _):
        read_in(base, fetcher=INSIDE, name="Borset", every_hours=24)
        yield Feed.objects.get(name="Borset")


@pytest.fixture
def administrator(client, practice):
    user = factories.make_user("Ada", role="administrator", at=practice)
    client.force_login(user)
    return user


def test_the_page_says_what_will_happen_before_anything_does(client, administrator, feed):
    assert f'href="/directory/feeds/{feed.ref}/stop/"' in client.get(f"/directory/feeds/{feed.ref}/").content.decode()
    asked = client.get(f"/directory/feeds/{feed.ref}/stop/").content.decode()
    assert "Its 2 services will no longer be shown or suggested to anybody." in asked
    assert "Nothing is deleted." in asked
    assert len(questions(client, f"/directory/feeds/{feed.ref}/stop/")) <= 12
    feed.refresh_from_db()
    assert (feed.every_hours, Service.objects.on_offer().count()) == (24, 2)


def test_a_stopped_feed_shows_nothing_and_is_not_read_again(client, administrator, feed):
    chair = Service.objects.get(name="Chair exercise")
    actions.edit(service=chair, patch={"fees": "Free"}, by=administrator)
    stopped = client.post(f"/directory/feeds/{feed.ref}/stop/", follow=True).content.decode()
    feed.refresh_from_db()
    assert feed.every_hours is None
    assert (Service.objects.on_offer().count(), Site.objects.filter(gone_at=None).count()) == (0, 0)
    assert Service.objects.get(pk=chair.pk).edits == {"fees": "Free"}
    assert "Borset is stopped" in stopped and "Start this feed again" in stopped
    assert "Read it now" not in stopped
    assert "Stopped" in client.get("/directory/").content.decode()


def test_a_stopped_feed_comes_back_with_what_people_changed(client, administrator, feed):
    chair = Service.objects.get(name="Chair exercise")
    actions.edit(service=chair, patch={"fees": "Free"}, by=administrator)
    actions.stop(feed=feed, by=administrator)
    refused = client.post(f"/directory/feeds/{feed.ref}/start/", {})
    assert "Select how often it is read" in refused.content.decode()
    client.post(f"/directory/feeds/{feed.ref}/start/", {"every": "168"})
    assert ProcrastinateJob.objects.filter(task_name__endswith="read_feed_again").count() == 1
    read_in(feed.address, fetcher=INSIDE)
    feed.refresh_from_db()
    assert (feed.every_hours, Service.objects.on_offer().count()) == (168, 2)
    assert Service.objects.get(pk=chair.pk).edits == {"fees": "Free"}


def test_what_another_feed_has_too_is_shown_as_that_feed_has_it(client, administrator, feed):
    """H-092: stopping one of two feeds that list a lunch club does not lose the club."""
    with serving_services(make_service("Chair exercise", id=uuid_of("theirs"))) as (base, _):
        read_in(base, fetcher=INSIDE, name="Other")
    ours = Service.objects.get(feed=feed, name="Chair exercise")
    actions.decide(double=Double.objects.get(), keep=ours, by=administrator)
    client.post(f"/directory/feeds/{feed.ref}/stop/")
    assert [service.feed.name for service in Service.objects.on_offer()] == ["Other"]


def test_a_feed_that_is_being_read_is_not_stopped_meanwhile(client, administrator, feed):
    with psycopg.connect(address()) as another:
        another.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, feed.pk])
        answer = client.post(f"/directory/feeds/{feed.ref}/stop/", follow=True).content.decode()
    assert "Borset is being read now. Stop it once that is done." in answer
    assert Service.objects.on_offer().count() == 2


def test_others_may_not_stop_a_feed(client, nurse, feed):
    client.force_login(nurse)
    for verb in ("stop", "start"):
        assert client.post(f"/directory/feeds/{feed.ref}/{verb}/", {"every": "24"}).status_code == 403
    assert Service.objects.on_offer().count() == 2
