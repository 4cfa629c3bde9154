"""How fast a directory comes in, from JSON lines on disk to rows, how fast the same is seen to be the same, and how
fast it is made ready to be searched."""

import os
import resource
import tempfile
import time
from pathlib import Path

import orjson
from django.db import transaction

from bench.population import population
from bench.services import write
from bench.table import Row
from inglenook.community.directory.fetching import decoded
from inglenook.community.directory.reading import read_in
from inglenook.community.find.api import index
from inglenook.community.models import Feed, Provider, Service, ServiceAtSite, Site

SERVICES = int(os.environ.get("BENCH_SERVICES", "20000"))
PEOPLE = 9_999  # a database of its own
SAMPLE = 2_000  # services given to Django's ORM, one by one


class _Undo(Exception):
    """Everything that the bench wrote is taken back."""


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, population(PEOPLE):
        path = write(SERVICES, Path(folder) / "services.ndjson")
        return _measured(path)


def _measured(path: Path) -> list[Row]:
    try:
        with transaction.atomic():
            first, again = _read(path), _read(path)
            beside, listed = _one_by_one(path), _listed()
            raise _Undo
    except _Undo:
        own = f"{first[1]:,.0f} a second of our own processor, {again[0]:,.0f} when nothing changed"
        note = f"{SERVICES:,} services; {own}"
    name = "saving the same rows one by one with the ORM"
    return [
        Row("directory_import_per_s", first[0], "services/s", beside, name, 1_000, note=note),
        Row("directory_listed_per_s", listed, "listings/s", note="made ready to be found: words, concepts, squares"),
    ]


def _read(path: Path) -> tuple[float, float]:
    """Services a second by the clock, and by this process's own processor time."""
    started, used = time.monotonic(), _used()
    run = read_in(str(path))
    assert run.counts["service"]["read"] == SERVICES, run.state
    return SERVICES / (time.monotonic() - started), SERVICES / (_used() - used)


def _listed() -> float:
    """Listings a second, of all that was read in and of the sample."""
    started = time.monotonic()
    made = index(everything=True)
    return made / (time.monotonic() - started)


def _one_by_one(path: Path) -> float:
    """What somebody would write first: each service read as JSON and its rows saved with `update_or_create`."""
    feed = Feed.objects.create(name="bench", address="bench", form="hsds_3")
    started = time.monotonic()
    with path.open("rb") as lines:
        for _, line in zip(range(SAMPLE), lines, strict=False):
            given = orjson.loads(decoded(line)[0])
            known = {"feed": feed, "source_id": given["organization"]["id"]}
            provider, _ = Provider.objects.update_or_create(**known, defaults={"name": given["organization"]["name"]})
            values = {"provider": provider, "name": given["name"], "document": given}
            service, _ = Service.objects.update_or_create(feed=feed, source_id=given["id"], defaults=values)
            for at in given["service_at_locations"]:
                named = {"name": at["location"]["name"], "document": at["location"]}
                site, _ = Site.objects.update_or_create(feed=feed, source_id=at["location"]["id"], defaults=named)
                held = {"service": service, "site": site}
                ServiceAtSite.objects.update_or_create(feed=feed, source_id=at["id"], defaults=held)
    return SAMPLE / (time.monotonic() - started)


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime
