"""Tables of HSDS 1.1 from a folder or a zip, with a fault for every row that cannot be used."""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from .fetching import decoded
from .findings import Findings, refused
from .rules import REFUSED, Fault

LARGEST = 1024**3  # bytes of one unpacked table
OTHER_NAMES = {
    "service_at_locations": "services_at_location",
    "service_at_location": "services_at_location",
    "service_taxonomy": "services_taxonomy",
    "taxonomies": "taxonomy",
    "addresses": "physical_addresses",
    "eligibilities": "eligibility",
    "schedules": "regular_schedules",
}
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Row:
    """One row of a table: where it is, and its cells without the space around them."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


class Tables:
    """The tables of a package, each read once. `read` and `rejected` are counted for each in `findings.tables`."""

    def __init__(self, path: Path, findings: Findings):
        self._findings = findings
        self._tables = {name: table for name, table in _found(path) if name}
        if not {"services", "organizations"} <= self._tables.keys():
            raise refused(path.name, "there is no table of services and of organizations", "give HSDS 1.1 tables")

    def rows(self, name: str) -> Iterator[Row]:
        """The usable rows of a table; none when there is no such table."""
        if name not in self._tables:
            return
        file, opened = self._tables[name]
        counts = self._findings.tables.setdefault(file, {"read": 0, "rejected": 0})
        reader = csv.reader(io.StringIO(self._text(file, opened)))
        header = [cell.strip() for cell in next(reader, [])]
        for cells in reader:
            counts["read"] += 1
            place = f"{file} line {reader.line_num}"
            if len(cells) == len(header):
                yield Row(place, {key: tidy(cell) for key, cell in zip(header, cells, strict=True)})
            else:
                self.reject(Row(place, {}), f"it has {len(cells)} cells, not {len(header)}", "give a cell for each")

    def keyed(self, name: str) -> dict[str, Row]:
        """The rows by id; a row without an id, or with one that came before, is rejected."""
        found: dict[str, Row] = {}
        for row in self.rows(name):
            if not row["id"]:
                self.reject(row, "it has no id", "give every row an id")
            elif row["id"] in found:
                self.reject(row, "a row with this id came before", "give every row its own id")
            else:
                found[row["id"]] = row
        return found

    def under(self, name: str, key: str, known: dict, usable: Callable[[Row], str]) -> dict[str, list[Row]]:
        """The rows of a table by the id of what they belong to; `usable` says what is wrong with a row, if anything."""
        found: dict[str, list[Row]] = {}
        for row in self.rows(name):
            if not row[key]:
                self.reject(row, f"it has no {key}", f"say in `{key}` what it belongs to")
            elif row[key] not in known:
                self.reject(row, f"its {key} is in no table", "give what it belongs to, or take the row out")
            elif wrong := usable(row):
                self.reject(row, wrong, "fill it in, or take the row out")
            else:
                found.setdefault(row[key], []).append(row)
        return found

    def reject(self, row: Row, what: str, mend: str) -> None:
        self._findings.tables[row.place.split(" line ")[0]]["rejected"] += 1
        self._findings.faults.append(Fault(row.place, what, mend, REFUSED))

    def _text(self, file: str, opened: Callable[[], IO[bytes]]) -> str:
        with opened() as stream:
            body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise refused(file, f"it is larger than {LARGEST:,} bytes", "give it in parts")
        self._findings.bytes_read += len(body)
        text, wrong = decoded(body)
        if wrong:
            self._findings.warn(file, f"the file is {wrong}", "write it in UTF-8")
        return text.replace("\0", "")


def is_package(path: Path) -> bool:
    """Whether a path holds tables: a zip, or a folder with CSV files."""
    if path.is_dir():
        return any(_name(file.name) for file in path.iterdir())
    return path.suffix == ".zip"


def tidy(cell: str) -> str:
    """A cell without the space around it, its written-out ends of lines made real."""
    return cell.strip().replace("\\n", "\n").replace("\\r", "")


def _found(path: Path) -> Iterator[tuple[str, tuple[str, Callable[[], IO[bytes]]]]]:
    if path.is_dir():
        for file in sorted(path.iterdir()):
            yield _name(file.name), (file.name, lambda file=file: _unpacked(file.name, file.open("rb")))
        return
    try:
        package = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise refused(path.name, "it is no zip", "give a zip of CSV tables") from None
    for name in sorted(package.namelist()):
        short = PurePosixPath(name).name
        yield _name(short), (short, lambda name=name: _unpacked(name, package.open(name)))


def _unpacked(name: str, stream: IO[bytes]) -> IO[bytes]:
    if not name.endswith(".gz"):
        return stream
    unpacked = gzip.GzipFile(fileobj=stream)
    unpacked.myfileobj = stream  # closed with it
    return unpacked  # type: ignore[return-value]


def _name(file: str) -> str:
    """The table that a file is, "" when it is none."""
    name, _, ending = file.partition(".")
    return OTHER_NAMES.get(name, name) if ending in ("csv", "csv.gz") else ""
