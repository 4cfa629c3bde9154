"""What a command says when the database is why it cannot go on."""

import threading

import psycopg
import pytest
from django.db import ProgrammingError, connection

from inglenook.config import schema
from inglenook.config.errors import StartError

LOCK = 4_735_699  # nobody else's


def test_a_database_of_another_version_names_the_command_that_mends_it(transactional_db):
    with pytest.raises(StartError, match="run `inglenook migrate`"):
        schema.require_usable(ProgrammingError("relation does not exist"))


def test_an_error_in_a_database_of_this_version_is_not_explained_away(transactional_db, monkeypatch):
    monkeypatch.setattr(schema, "_is_current", lambda code: True)
    assert schema.require_usable(ProgrammingError("column does not exist")) is None


def test_a_full_disk_is_named(transactional_db):
    with pytest.raises(StartError, match="disk that holds the database is full"):
        schema.require_usable(psycopg.errors.DiskFull("could not extend file: No space left on device"))


def test_who_waits_for_another_start_says_so_and_goes_on_after_it(transactional_db):
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        said = []

        def hear(line: str) -> None:
            said.append(line)
            threading.Timer(0.2, lambda: other.execute("SELECT pg_advisory_unlock(%s)", [LOCK])).start()

        with schema.taking_turns(LOCK, hear):
            assert said == ["Waiting for another start to finish"]
