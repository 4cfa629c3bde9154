"""Imports write on a connection of their own, so these tests commit; what they wrote is emptied after each."""

from pathlib import Path

import orjson
import pytest
from django.core.management.commands import flush

from inglenook.core import clock
from inglenook.exchange.codes import result_codes, social_findings
from inglenook.exchange.reader import Reader
from inglenook.exchange.report import Report
from inglenook.exchange.run import import_fhir
from inglenook.people.reference import load_reference


class Importing:
    """Import from a folder of the test's own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, name: str, *resources: dict | bytes) -> Path:
        """Put resources (or lines as they are) into a file, one a line."""
        lines = [line if isinstance(line, bytes) else orjson.dumps(line) for line in resources]
        path = self.folder / name
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        return path

    def run(self, path: Path | None = None, source: str = "Test system", **options) -> Report:
        return import_fhir(path or self.folder, source=source, **options)


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    return settings.HOME


@pytest.fixture(autouse=True, scope="package")
def quick_flush():
    """After a committing test only the lists of codes come back; policies and triggers were never gone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", lambda *args, **options: load_reference())
        yield


@pytest.fixture
def importing(transactional_db, home, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    return Importing(folder)


@pytest.fixture
def reader():
    import pyarrow as pa

    reader = Reader(clock.today())
    reader.learn("social", social_findings())
    reader.learn("result_code", result_codes())
    reader.learn("organisation", pa.table({"key": ["practice"], "id": [1]}))
    reader.learn("person", pa.table({"key": ["amina"], "id": [7]}))
    return reader


def rejected(report: Report) -> list[tuple[str, int, str]]:
    """File, line and reason of each entry in the file of rejects."""
    entries = [orjson.loads(line) for line in report.rejected.read_bytes().splitlines()]
    return [(entry["file"], entry["line"], entry["reason"]) for entry in entries]
