"""One reading of a feed: from the first byte to the rows that changed, with a fault for everything wrong in it."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from inglenook.core import access, clock

from ..models import Fault as FaultRow
from ..models import Feed, FeedRun
from . import staging
from .doubles import propose
from .fetching import Fetcher
from .files import read_files
from .findings import FeedRefused, Findings, Item, refused
from .hooks import changed
from .pages import read_feed
from .rules import Checking, Fault, Unusable
from .splitting import Splitter
from .tables import is_package
from .tabular import read_tables

BATCH = 1_000  # services copied at a time
MOST_LOST = 0.5  # of the known services that one reading may take away, unless somebody says it may take more
FEW = 10  # services of which any share may go
MOST_FAULTS = 200_000  # kept of one reading; all are counted
LOCK = 7_310  # of PostgreSQL's advisory locks: one reading of a feed at a time

Progress = Callable[[int], None]  # services read so far


class BeingRead(Exception):
    """Another reading of this feed goes on now."""


def read_in(
    address: str,
    *,
    name: str = "",
    every_hours: int | None = None,
    accept_losses: bool = False,
    fetcher: Fetcher | None = None,
    progress: Progress = lambda read: None,
) -> FeedRun:
    """Bring the directory to what a feed (an address of the web, or a path of files) says now.

    Everything wrong in it is a `Fault` of the run that is returned. A feed that was not read whole takes nothing
    away. One that would take away more than half of what is known of it is refused, unless `accept_losses`.
    """
    feed = _feed(address, name, every_hours)
    with _alone(feed):
        run = _begun(feed)
        reading = Reading(feed, fetcher or Fetcher(private=settings.PRIVATE_FEEDS), progress)
        try:
            state, counts = reading.take_in(accept_losses)
        except FeedRefused as error:
            reading.findings.faults.append(error.fault)
            state, counts = FeedRun.State.REFUSED, reading.counts({})
        except BaseException:
            _finish(run, FeedRun.State.STOPPED, reading, reading.counts({}))
            raise
        _finish(run, state, reading, counts)
    if state != FeedRun.State.REFUSED:
        propose()
        changed.send(None)
    return run


def take_away(feed: Feed) -> None:
    """Show nothing of a feed and read it no more, as though it were read whole and empty: nothing is deleted, and the
    next reading brings all back. Raises BeingRead.
    """
    with _alone(feed), access.working(), transaction.atomic():
        staging.prepare()
        staging.put_in(feed, complete=True)
        Feed.objects.filter(pk=feed.pk).update(every_hours=None)
    propose()
    changed.send(None)


class Reading:
    """What one reading gathers."""

    def __init__(self, feed: Feed, fetcher: Fetcher, progress: Progress):
        self._feed, self._fetcher, self._progress = feed, fetcher, progress
        self._splitter = Splitter(feed.ref)
        self._read: Counter = Counter()
        self._rejected: Counter = Counter()
        self.findings = Findings()
        self.faults_beyond = 0  # found when there was room for no more

    def take_in(self, accept_losses: bool) -> tuple[FeedRun.State, dict]:
        with access.working():
            staging.prepare()
        self._gather()
        if self._rejected["service"] and not self._splitter.counts()["service"]:
            raise refused(self._feed.name, "not one service of it can be taken", "see the faults of each service")
        with access.working(), transaction.atomic():
            if self.findings.complete and not accept_losses:
                self._check_losses()
            moved = staging.put_in(self._feed, complete=self.findings.complete)
            Feed.objects.filter(pk=self._feed.pk).update(refreshed_at=clock.now())
        state = FeedRun.State.COMPLETE if self.findings.complete else FeedRun.State.PARTIAL
        return state, self.counts(moved)

    def counts(self, moved: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
        """By kind: read = kept + unchanged + ignored (come before) + rejected; and what has gone."""
        counts = {kind: self._outcomes(kind, came, moved) for kind, came in self._splitter.counts().items()}
        for table, rows in self.findings.tables.items():
            counts[table] = rows | {"kept": rows["read"] - rows["rejected"]}
        return counts

    @property
    def bytes_read(self) -> int:
        return self.findings.bytes_read + self._fetcher.bytes_read

    def _outcomes(self, kind: str, came: int, moved: dict) -> dict[str, int]:
        written, gone = (moved.get(kind, {}).get(name, 0) for name in ("written", "gone"))
        ignored, rejected = self._splitter.repeated[kind], self._rejected[kind]
        left = came if not moved else 0  # read and, the feed being refused, not put in
        return {"read": came + ignored + rejected, "kept": written, "unchanged": came - written - left,
                "ignored": ignored, "rejected": rejected + left, "gone": gone}  # fmt: skip

    def _gather(self) -> None:
        for item in self._items():
            self._read[item.kind] += 1
            self._take(item)
            if item.kind == "service" and self._read["service"] % BATCH == 0:
                self._stage()
        self._stage()

    def _items(self) -> Iterator[Item]:
        address = self._feed.address
        if address.startswith(("http://", "https://")):
            return read_feed(address, self._fetcher, self.findings)
        path = Path(address)
        if not path.exists():
            raise refused(path.name, "there is no such file or folder", "look at the path")
        return (read_tables if self._feed.form == Feed.Form.TABULAR else read_files)(path, self.findings)

    def _take(self, item: Item) -> None:
        checking = Checking(item.place, like_the_standard=self.findings.like_the_standard)
        try:
            if item.kind == "service":
                self._splitter.service(checking.service(item.document), checking)
            elif item.kind == "taxonomy":
                self._splitter.vocabulary(checking.object(item.document, "taxonomy"), item.place)
            else:
                self._splitter.term(checking.object(item.document, "taxonomy_term"), item.place)
        except Unusable:
            self._splitter.stays(item)
            self._rejected[{"taxonomy": "vocabulary", "taxonomy_term": "term"}.get(item.kind, item.kind)] += 1
        self._note(checking.faults)

    def _note(self, faults: list[Fault]) -> None:
        room = max(0, MOST_FAULTS - len(self.findings.faults))
        self.findings.faults += faults[:room]
        self.faults_beyond += len(faults[room:])

    def _stage(self) -> None:
        with access.working():
            staging.stage(self._splitter.take())
        self._note(self._splitter.faults)
        self._splitter.faults = []
        self._progress(self._read["service"])

    def _check_losses(self) -> None:
        """Refuse what looks like a feed that lost its services, or gave them all new ids."""
        known, lost, renamed = staging.losses(self._feed)
        if known <= FEW or lost <= known * MOST_LOST:
            return
        if renamed > lost * MOST_LOST:
            what = f"{renamed:,} of {known:,} services came with another id than before"
            raise refused(self._feed.name, what, "keep ids the same from one day to the next")
        what = f"it would take away {lost:,} of the {known:,} services known of it"
        raise refused(self._feed.name, what, "if that is meant, read it in with --accept-losses")


def _feed(address: str, name: str, every_hours: int | None) -> Feed:
    on_web = address.startswith(("http://", "https://"))
    path = None if on_web else Path(address).resolve()
    form = Feed.Form.TABULAR if path and path.exists() and is_package(path) else Feed.Form.HSDS_3
    named = address.rstrip("/") if on_web else str(path)
    with access.working():
        feed, _ = Feed.objects.get_or_create(
            address=named, defaults={"name": name or _name_of(named), "form": form, "every_hours": every_hours}
        )
        given = {"name": name, "every_hours": every_hours}
        if changed := {key: value for key, value in given.items() if value and getattr(feed, key) != value}:
            Feed.objects.filter(pk=feed.pk).update(**changed)
    return feed


def _name_of(address: str) -> str:
    """A name for a feed that was given none: the host, or the file, without what a query may hold."""
    short = address.split("?")[0]
    return (short.split("/")[2] if "://" in short else Path(short).name)[:200]


@contextmanager
def _alone(feed: Feed) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, feed.pk])
        if not cursor.fetchone()[0]:
            raise BeingRead(feed.name)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, feed.pk])


def _begun(feed: Feed) -> FeedRun:
    with access.working():
        feed.runs.filter(state=FeedRun.State.RUNNING).update(state=FeedRun.State.STOPPED, finished_at=clock.now())
        return FeedRun.objects.create(feed=feed, started_at=clock.now())


def _finish(run: FeedRun, state: FeedRun.State, reading: Reading, counts: dict) -> FeedRun:
    """Keep what came of a reading. Faults are kept of a feed's last one alone."""
    faults = reading.findings.faults
    with access.working():
        FaultRow.objects.filter(run__feed=run.feed_id).delete()
        run.state, run.counts, run.finished_at = state, counts, clock.now()
        run.faults_found, run.bytes_read = len(faults) + reading.faults_beyond, reading.bytes_read
        run.save()
        _keep_faults(run, faults)
    return run


def _keep_faults(run: FeedRun, faults: list[Fault]) -> None:
    into = "COPY community_fault (run_id, weight, place, what, mend) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for fault in faults:
            copy.write_row((run.pk, fault.weight, fault.place[:300], fault.what[:500], fault.mend[:500]))
