"""Indexes for pages are away while a first load comes in, and there whenever it has ended."""

import pytest
from django.db import connection

from inglenook.exchange.indexes import put_back, set_aside

from .resources import blood_pressure, condition, patient

OF_PAGES = {"condition_by_person", "result_by_person"}


def there() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname = ANY (%s)", [list(OF_PAGES)])
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def folder(importing):
    importing.write("Patient.ndjson", patient())
    importing.write("Condition.ndjson", condition("diabetes"))
    importing.write("Observation.ndjson", blood_pressure("bp", 130, 80))
    return importing.folder


def test_they_are_away_for_a_first_load_alone(importing, folder):
    seen = []
    importing.run(progress=lambda name, read: seen.append(there()))
    assert seen == [set()] * 3
    assert there() == OF_PAGES

    importing.run(progress=lambda name, read: seen.append(there()))
    assert seen[3:] == [OF_PAGES] * 3


def test_an_import_that_fails_puts_them_back(importing, folder):
    def fail(name, read):
        raise ValueError

    with pytest.raises(ValueError):
        importing.run(progress=fail)
    assert there() == OF_PAGES


def test_what_a_killed_run_left_away_is_put_back_by_the_next(importing, folder):
    set_aside()
    assert there() == set()
    importing.run()
    assert there() == OF_PAGES
    put_back()  # and there is nothing left to do
    assert there() == OF_PAGES
