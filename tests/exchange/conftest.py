"""Imports write on a connection of their own, so these tests commit; what they wrote is emptied after each."""

from pathlib import Path

import orjson
import pytest
from django.apps import apps
from django.core.management.commands import flush

from inglenook.core import clock
from inglenook.exchange.codes import result_codes, social_findings
from inglenook.exchange.reader import Reader
from inglenook.exchange.report import Report
from inglenook.exchange.run import import_fhir
from inglenook.people.models import ConditionGroup, ConditionGroupCode, ResultCode
from inglenook.planning.models import Task


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


LISTS = {ConditionGroup, ConditionGroupCode, ResultCode}  # of codes, loaded once after the migrations


def emptying(*_args, **_options) -> list[str]:
    """Empty what an import can fill. Emptying every table after every test would take longer than the tests."""
    models = [model for room in ("exchange", "people", "core") for model in apps.get_app_config(room).get_models()]
    tables = [model._meta.db_table for model in (*models, Task) if model not in LISTS]
    # Histories refuse removal by their triggers, and tables refer to each other.
    return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {table}" for table in tables)]


@pytest.fixture(autouse=True, scope="package")
def quick_flush():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "sql_flush", emptying)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *args, **options: None)
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
    if not report.rejected.exists():
        return []
    entries = [orjson.loads(line) for line in report.rejected.read_bytes().splitlines()]
    return [(entry["file"], entry["line"], entry["reason"]) for entry in entries]
