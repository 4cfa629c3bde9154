"""Files that are too large, broken, written in other encodings or not there: said, and what was known is kept."""

import json

import pytest
from typer.testing import CliRunner

from inglenook.community.directory.reading import read_in
from inglenook.community.models import Feed, FeedRun, Service
from inglenook.config.cli import commands

from .feeds import make_service, numbered, page, says

pytestmark = pytest.mark.django_db
State = FeedRun.State


def as_lines(services: list, encoding: str = "utf-8") -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in services).encode(encoding)


@pytest.fixture
def path(tmp_path):
    """A file from which twelve services were read."""
    file = tmp_path / "services.jsonl"
    file.write_bytes(as_lines(numbered(12)))
    assert read_in(str(file)).state == State.COMPLETE
    return file


def test_a_file_of_five_gigabytes_is_not_read(path):
    with path.open("r+b") as file:
        file.truncate(5 * 1024**3)  # a hole: it takes no room
    run = read_in(str(path))
    assert run.state == State.PARTIAL and says(run, "larger than 1,073,741,824 bytes") == 1
    assert run.bytes_read == 0 and Service.objects.filter(gone_at=None).count() == 12


def test_a_line_that_breaks_off_is_said_and_takes_nothing_away(path):
    path.write_bytes(as_lines(numbered(11)) + b'{"id": "half')
    run = read_in(str(path))
    assert run.state == State.PARTIAL and run.faults_found == says(run, "it is not JSON") == 1
    assert run.faults.get().place == "services.jsonl line 12"
    assert Service.objects.filter(gone_at=None).count() == 12


def test_lines_in_another_encoding_are_read_and_said_once(path):
    path.write_bytes(as_lines([make_service("Café"), make_service("Thé dansant")], "cp1252"))
    run = read_in(str(path), accept_losses=True)
    assert set(Service.objects.filter(gone_at=None).values_list("name", flat=True)) == {"Café", "Thé dansant"}
    assert run.faults_found == says(run, "the file is not UTF-8; read as Windows-1252") == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_with_a_mark_of_its_encoding_is_read(tmp_path, encoding):
    file = tmp_path / "services.json"
    file.write_bytes(json.dumps(page([make_service("Café")]), ensure_ascii=False).encode(encoding))
    run = read_in(str(file))
    assert Service.objects.get().name == "Café"
    assert says(run, "UTF-16") == run.faults_found == (encoding == "utf-16")


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        ("services.json", b"", "it is not JSON"),
        ("services.json", b"PK\x03\x04 a zip of something else", "it is not JSON"),
        ("services.json", b"[" * 100_000, "it is not JSON"),
        (None, b"", "there is no such file or folder"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path, name, body, what):
    file = tmp_path / (name or "missing.json")
    if name:
        file.write_bytes(body)
    run = read_in(str(file))
    assert run.state == State.REFUSED and says(run, what) == 1
    assert str(tmp_path) not in run.faults.get().place  # the way to it is the machine's own


def test_a_folder_without_a_feed_is_refused(tmp_path):
    (tmp_path / "read me.txt").write_text("hello")
    run = read_in(str(tmp_path))
    assert run.state == State.REFUSED and says(run, "there is no JSON file") == 1


@pytest.mark.parametrize("typed", ["", "servces.json", "ftp://feed.example/services", "http:/feed.example"])
def test_a_slip_of_the_finger_is_said_and_kept_as_no_feed(db, typed):
    said = CliRunner().invoke(commands(), ["import", "directory", typed])
    assert said.exit_code == 2
    assert "no such file" in said.output
    assert not Feed.objects.exists()
