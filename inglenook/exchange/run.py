"""One run over a folder, a file or a caseload, from where a stopped one left off.

DuckDB reads the next batch on one core while PostgreSQL takes the last one on the other.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from django.conf import settings

from inglenook.core import clock
from inglenook.core.models import Organisation
from inglenook.people.models import Source

from .caseload import Caseload, Mapping, read_caseload
from .codes import result_codes, social_findings
from .counts import Counts
from .documents import batches_of
from .files import Batch, Place, batches, places
from .indexes import put_back, set_aside
from .models import ImportFile, ImportRun
from .organisations import Organisations, default_practice
from .persons import add_persons, keys_of_people
from .reader import Reader
from .rejects import Rejects
from .report import Report
from .store import KnownAlready, Store
from .tables import ASKED_BY, NOT_STORED, ORDER, by_table, with_source
from .taking import Taken, Taker

Progress = Callable[[str, int], None]  # file name, bytes of it (unpacked) read so far


@dataclass(frozen=True)
class Mark:
    """How far a file has been read when a batch is in. The file itself is changed by the writing thread alone."""

    file: ImportFile
    offset: int
    lines: int
    is_done: bool


def import_fhir(path: Path, *, source: str, practice: str | None = None, progress: Progress | None = None) -> Report:
    """Bring in everything at a path, as what this source says; what is known already stays as it is.

    `practice` is the code of the practice of people who come with none. Not to be called inside a transaction: the rows
    are written on another connection. Raises NothingToImport, and Organisation.DoesNotExist for a practice that is not
    there.
    """
    found = places(path)
    return _ran(path, source, practice, lambda run: run.files(found), progress)


def import_caseload(path: Path, mapping: Mapping, *, source: str, practice: str | None = None) -> Report:
    """Bring in a GP system's report as what this source says. Raises MappingError, Organisation.DoesNotExist."""
    caseload = read_caseload(path, mapping)
    return _ran(path, source, practice, lambda run: run.caseload(caseload))


def _ran(
    path: Path, source: str, practice: str | None, work: Callable[["Run"], None], progress: Progress | None = None
) -> Report:
    set_aside()
    try:
        run = Run(path, Source.objects.get_or_create(name=source)[0], practice, progress or (lambda name, read: None))
        try:
            work(run)
            return run.finish()
        finally:
            run.close()
    finally:
        put_back()


class Run:
    """One import under way."""

    def __init__(self, path: Path, source: Source, practice: str | None, progress: Progress):
        self._source, self._progress = source, progress
        self._practice = Organisation.objects.get(code=practice).pk if practice else None
        self._run, resumed = _begun(source, path)
        self._files = {file.name: file for file in self._run.files.all()}
        self._rejects = Rejects(settings.HOME / "imports" / str(self._run.pk))
        self._rejects.forget_unfinished(self._files)
        self.report = Report(source.name, resumed=resumed, rejected=self._rejects.path)
        self._organisations = Organisations(source)
        self._store = Store()
        self._reader = _taught(self._organisations, keys_of_people(self._store, source.pk))
        self._taker = Taker(self._reader, self._organisations)
        self._worker = ThreadPoolExecutor(1)
        self._writing: Future | None = None

    def close(self) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._store.close()

    def files(self, found: list[Place]) -> None:
        """Import files of FHIR, people before what is about them."""
        self._taker.patients = [place for place in found if place.type == "Patient"]
        for type_ in (*ORDER, None):
            for place in found:
                if place.type == type_ or type_ is None and place.type not in ORDER and not place.is_document:
                    self._bulk(place)
            if type_ == "Patient":
                self._know_people()
        waiting = [place for place in found if place.is_document and not self._file(place).is_done]
        for group, batches_ in batches_of(waiting, ORDER):
            self._together(batches_, group)

    def caseload(self, caseload: Caseload) -> None:
        """Import a report. It is read whole each time, so nothing of it needs resuming."""
        self._file(caseload.place).counts = {}
        for type_ in {entry["type"] for entry in caseload.rejects}:
            entries = [entry for entry in caseload.rejects if entry["type"] == type_]
            bad = Taken(type_, rejects=entries, outcomes={"rejected": len(entries)})
            self._write(bad, self._file(caseload.place), [])
        self._together(caseload.batches, [caseload.place])

    def finish(self) -> Report:
        """Wait for the last rows, and say what came of them all."""
        self._wait()
        self._store.analyse(ASKED_BY)
        self._run.finished_at = clock.now()
        self._run.save(update_fields=["finished_at"])
        return self._sum_up()

    def _bulk(self, place: Place) -> None:
        file = self._file(place)
        if place.type == "Organization":  # always whole: people may be registered at any of them
            file.offset, file.lines, file.is_done, file.counts = 0, 0, False, {}
        if file.is_done:
            return
        for batch in batches(place, offset=file.offset, line=file.lines):
            self._write(self._taker.take(batch), file, [Mark(file, batch.offset, batch.last_line, batch.is_last)])
            self._progress(place.name, batch.offset)

    def _together(self, found: list[Batch], group: list[Place]) -> None:
        """Import batches of several types whose files are done when all are; outcomes are noted with the last file."""
        files = [self._file(place) for place in group]
        for batch in found:
            self._write(self._taker.take(batch), files[-1], [])
            if batch.type == "Patient":
                self._know_people()
        self._write(None, files[-1], [Mark(file, file.size, 0, True) for file in files])
        for place in group:
            self._progress(place.name, place.size)

    def _file(self, place: Place) -> ImportFile:
        """How far this file has been read; a file that changed since begins anew."""
        file = self._files.get(place.name)
        if file is None or (file.size, file.changed_ns) != (place.size, place.changed_ns):
            facts = {"size": place.size, "changed_ns": place.changed_ns, "offset": 0, "lines": 0, "is_done": False}
            file, _ = self._run.files.update_or_create(name=place.name, defaults=facts | {"counts": {}})
            self._files[place.name] = file
        return file

    def _know_people(self) -> None:
        self._wait()
        self._reader.learn("person", keys_of_people(self._store, self._source.pk))

    def _wait(self) -> None:
        """Let the last batch be written, and raise what went wrong there."""
        if self._writing:
            self._writing.result()

    def _write(self, taken: Taken | None, file: ImportFile, marks: list[Mark]) -> None:
        """Have one batch written while the next is read."""
        self._wait()
        if self._practice is None and taken and taken.lacks_practice():
            self._practice = default_practice(self._source).pk
        self._writing = self._worker.submit(self._put, taken, file, marks)

    def _put(self, taken: Taken | None, file: ImportFile, marks: list[Mark]) -> None:
        """Write a batch, what became of its lines and how far its files are read, in one transaction."""
        if taken:
            counts = Counts(file.counts)
            counts.add(taken.type, **taken.outcomes, **self._stored(taken))
            file.counts = counts.outcomes()
            self._rejects.add(taken.rejects)
        for mark in marks:
            mark.file.offset, mark.file.lines, mark.file.is_done = mark.offset, mark.lines, mark.is_done
            self._store.progress(mark.file)
        self._store.commit()

    def _stored(self, taken: Taken) -> dict[str, int]:
        if taken.rows is None:
            return {}
        lines = len(taken.rows["place"].unique())
        try:
            kept = self._add(taken)
        except KnownAlready:
            return self._stored(taken)
        return {"kept": kept, "unchanged": lines - kept}

    def _add(self, taken: Taken) -> int:
        """Add the rows as the first thing in a transaction; returns how many lines were kept."""
        rows = with_source(taken.rows, self._source.pk)
        if taken.type != "Patient":
            return sum(self._store.add(table, found) for table, found in by_table(taken.type, rows).items())
        kept, same = add_persons(self._store, rows.drop_columns(NOT_STORED), self._practice)
        self.report.same_people += same
        return kept

    def _sum_up(self) -> Report:
        for file in self._files.values():
            self.report.counts += Counts(file.counts)
            self.report.bytes_read += file.offset
        if made := self._taker.registered:
            self.report.counts.add("Organization", kept=made, ignored=-made)
        self.report.warnings = self._rejects.warnings()
        return self.report


def _begun(source: Source, path: Path) -> tuple[ImportRun, bool]:
    """The run of this source and path that was stopped, or a new one; and whether it was stopped."""
    stopped = ImportRun.objects.filter(source=source, path=str(path.resolve()), finished_at=None).last()
    return stopped or ImportRun.objects.create(source=source, path=str(path.resolve())), stopped is not None


def _taught(organisations: Organisations, people: pa.Table) -> Reader:
    reader = Reader(clock.today())
    reader.learn("social", social_findings())
    reader.learn("result_code", result_codes())
    reader.learn("organisation", organisations.ids())
    reader.learn("person", people)
    return reader
