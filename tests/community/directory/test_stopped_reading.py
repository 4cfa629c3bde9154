"""A reading of a feed that is killed midway: what was shown stays, and the next reading starts clean."""

import threading
from functools import partial

import pytest
from django.db import connection

from inglenook.community.directory.reading import read_in
from inglenook.community.models import Feed, FeedRun, Provider, Service, ServiceAtSite
from tests.messaging import load

from .feeds import INSIDE, numbered, page, serving

PAGES, PER_PAGE = 4, 50


@pytest.mark.django_db(transaction=True)
def test_a_killed_reading_is_begun_anew_without_double_work():
    stuck, services = threading.Event(), numbered(PAGES * PER_PAGE)
    hold = threading.Event()

    def answer(path, query):
        if path != "/services":
            return None
        number = int(query.get("page", 1))
        if number == 3 and not hold.is_set():
            stuck.set()
            hold.wait(60)
        found = services[(number - 1) * PER_PAGE : number * PER_PAGE]
        return page(found, number=number, pages=PAGES, total=len(services))

    with serving(answer) as (base, asked):
        reader = load.start(partial(read_in, base, name="Borset", fetcher=INSIDE))
        assert stuck.wait(60)
        load.kill(reader)
        hold.set()
        assert not Service.objects.exists()  # nothing is shown of half a reading
        asked.clear()
        load.wait_until(lambda: not _is_held(base), 20)
        run = read_in(base, fetcher=INSIDE)
        assert [one.partition("page=")[2][:1] for one in asked if one.startswith("/services")] == ["1", "2", "3", "4"]
    assert run.state == FeedRun.State.COMPLETE
    assert list(Feed.objects.get().runs.order_by("pk").values_list("state", flat=True)) == ["stopped", "complete"]
    assert (Service.objects.count(), ServiceAtSite.objects.count(), Provider.objects.count()) == (200, 200, 1)
    assert run.counts["service"]["kept"] == 200


def _is_held(base: str) -> bool:
    """Whether the killed reading still holds the feed: PostgreSQL takes a moment to see that it is gone."""
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
    with connection.cursor() as cursor:
        cursor.execute(held, [Feed.objects.get(address=base).pk])
        return cursor.fetchone()[0] > 0
