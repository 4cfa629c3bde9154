"""References to people are checked although they are not checked row by row."""

import pyarrow as pa
import pytest

from inglenook.core.models import Organisation
from inglenook.exchange.store import Gone, Store
from inglenook.people.models import Circumstance, Person

from .resources import patient


@pytest.fixture
def store(importing):
    importing.write("Patient.ndjson", patient("amina"))
    importing.run()
    store = Store()
    yield store
    store.close()


def about(store: Store, person: int) -> pa.Table:
    source = store.ask("SELECT id FROM people_source")[0][0].as_py()
    return pa.table(
        {"place": [0], "person_id": [person], "source_id": [source], "source_key": ["key"], "fingerprint": [bytes(16)]}
    )


def known(store: Store) -> int:
    return store.ask("SELECT id FROM people_person")[0][0].as_py()


def test_rows_about_somebody_who_is_not_there_are_refused(store):
    with pytest.raises(Gone):
        store.add("people_circumstance", about(store, known(store) + 1))


def test_a_person_cannot_be_removed_while_rows_about_them_come_in(store):
    store.add("people_circumstance", about(store, known(store)))
    other = Store()
    try:
        other.execute("SET lock_timeout = '100ms'")
        with pytest.raises(Exception, match="lock timeout"):
            other.execute("DELETE FROM people_person")
    finally:
        other.close()
    store.commit()
    assert Circumstance.objects.get().source_key == "key"


def test_people_of_a_practice_that_is_not_there_are_refused(store):
    with pytest.raises(Gone), store.holding("core_organisation", [0]):
        pass


def test_a_practice_cannot_be_removed_while_its_people_come_in(store):
    practice = store.ask("SELECT practice_id FROM people_person")[0][0].as_py()
    with store.holding("core_organisation", [practice]):
        store.execute("UPDATE people_person SET practice_id = NULL")  # no reference left that would keep it
    other = Store()
    try:
        other.execute("SET lock_timeout = '100ms'")
        with pytest.raises(Exception, match="lock timeout"):
            other.execute("DELETE FROM core_organisation WHERE id = $1", (practice,))
    finally:
        other.close()


def test_references_are_checked_again_after_the_copy(store):
    store.add("people_circumstance", about(store, known(store)))
    assert store.ask("SELECT current_setting('session_replication_role')")[0][0].as_py() == "origin"


def test_a_role_that_may_not_hold_people_still_has_each_reference_checked(store):
    store._may_hold = False
    store.add("people_circumstance", about(store, known(store) + 1))
    with pytest.raises(Exception, match="foreign key"):
        store.commit()


def test_people_come_to_the_practice_they_are_registered_at(store):
    """Their reference is checked at once, so it must be the right one."""
    assert Person.objects.get().practice == Organisation.objects.get()
