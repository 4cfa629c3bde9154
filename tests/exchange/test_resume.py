"""A run that is killed goes on where it was, and ends with the same tables; memory stays flat however long the file."""

import os
import re
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from inglenook.exchange.store import address
from inglenook.exchange.tables import COLUMNS

from .conftest import rejected
from .resources import blood_pressure, condition, patient

ROOT = Path(__file__).resolve().parents[2]
# The import in a process of its own, in small blocks; it kills itself when so many batches have been handed over.
CHILD = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import connection
from inglenook.exchange import files
from inglenook.exchange.run import import_fhir
settings.HOME = Path(sys.argv[2])
files.BLOCK = int(sys.argv[4])
left = int(sys.argv[3])
def count(name, read):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
import_fhir(Path(sys.argv[1]), source="Test system", progress=count)
# The most memory of this program; getrusage would count what its parent had before.
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def import_in_child(folder, home, *, kill_after: int = 0, block: int = 20_000):
    url = dict(re.findall(r"(\w+)='?([^' ]*)'?", address()))
    database = f"postgresql://{url['user']}@/{url['dbname']}?host={url['host']}&port={url.get('port', 5432)}"
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "inglenook.config.settings"}
    arguments = [str(folder), str(home), str(kill_after), str(block)]
    return subprocess.run(
        [sys.executable, "-c", CHILD, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True
    )


def contents(source: str) -> dict[str, tuple]:
    """How many rows each table has from a source, and one digest of what they say (keys of rows and people apart)."""
    found = {}
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            own = ", ".join(f't."{c}"' for c in columns if c not in ("place", "person_id", "source_id"))
            cursor.execute(
                f"SELECT count(*), md5(string_agg(md5(ROW({own}, p.source_key)::text), '' ORDER BY t.source_key))"
                f" FROM {table} t JOIN people_person p ON p.id = t.person_id JOIN people_source s ON s.id = t.source_id"
                " WHERE s.name = %s",
                [source],
            )
            found[table] = cursor.fetchone()
    return found


@pytest.fixture
def folder(importing):
    keys = [f"p{n}" for n in range(200)]
    importing.write("Patient.ndjson", *(patient(key) for key in keys))
    importing.write(
        "Condition.ndjson", b"broken", *(condition(f"c-{key}", of=f"Patient/{key}") for key in keys), b"bad"
    )
    pressures = [blood_pressure(f"bp-{key}-{n}", 120 + n, 80) for key in keys for n in range(3)]
    for one in pressures:
        one["subject"] = {"reference": "Patient/" + one["id"].split("-")[1]}
    importing.write("Observation.ndjson", *pressures)
    return importing.folder


@pytest.mark.parametrize("kill_after", [1, 4, 9, 15])
def test_a_killed_run_goes_on_and_ends_with_the_same_tables(importing, folder, home, kill_after):
    killed = import_in_child(folder, home, kill_after=kill_after)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    report = importing.run()
    assert report.resumed
    assert report.counts.total() == {"read": 1002, "kept": 1000, "unchanged": 0, "ignored": 0, "rejected": 2}
    assert [(file, line) for file, line, _ in rejected(report)] == [("Condition.ndjson", 1), ("Condition.ndjson", 202)]

    resumed = contents("Test system")
    assert resumed["people_result"][0] == 1200
    importing.run(source="In one go")
    assert contents("In one go") == resumed


def test_a_finished_run_is_not_resumed(importing, folder):
    importing.run()
    again = importing.run()
    assert not again.resumed
    assert again.counts.total()["unchanged"] == 1000


def test_a_file_that_changed_since_is_read_anew(importing, folder, home):
    import_in_child(folder, home, kill_after=9)
    importing.write("Condition.ndjson", condition("only", of="Patient/p1", onsetDateTime="2019-05-06"))
    report = importing.run()
    assert report.counts.as_dict()["Condition"]["read"] == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT started_on FROM people_condition WHERE source_key = 'only'")
        assert cursor.fetchone() == (date(2019, 5, 6),)


@pytest.mark.slow
def test_memory_is_flat_whatever_the_size(importing, home):
    def peak(rows: int) -> int:
        importing.write("Patient.ndjson", patient("p1"))
        importing.write(
            "Observation.ndjson",
            *(
                blood_pressure(f"bp-{rows}-{n}", 120, 80) | {"subject": {"reference": "Patient/p1"}}
                for n in range(rows)
            ),
        )
        done = import_in_child(importing.folder, home, block=1_000_000)
        assert done.returncode == 0, done.stderr
        return int(done.stdout)  # MB

    small, large = peak(60_000), peak(180_000)  # 30 MB and 90 MB: both past the first blocks, which fill caches
    assert large < small + 30, "half of what was added, so that what the allocator keeps back does not tell"
